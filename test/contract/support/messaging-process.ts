/** SQS and SNS in a process of their own, on 127.0.0.1 only; ends with its parent. */
import { freePort } from '../../../local/emulators/free-port';
import { listenOnLoopbackOnly } from '../../../local/emulators/loopback-only';
import { startMessaging } from '../../../local/emulators/messaging';

async function main(): Promise<void> {
  listenOnLoopbackOnly();
  const port = await freePort();
  await startMessaging(process.argv[2] ?? '', port);
  process.send?.(port);
}

process.on('disconnect', () => process.exit(0));
void main();
