/** SQS and SNS in a process of their own, on 127.0.0.1 only; ends with its parent, and its folder with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../local/emulators/free-port';
import { listenOnLoopbackOnly } from '../../../local/emulators/loopback-only';
import { startMessaging } from '../../../local/emulators/messaging';

const dir = mkdtempSync(join(tmpdir(), 'copydesk-messaging-'));

async function main(): Promise<void> {
  listenOnLoopbackOnly();
  const port = await freePort();
  await startMessaging(dir, port);
  process.send?.(port);
}

process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
process.on('disconnect', () => process.exit(0));
void main();
