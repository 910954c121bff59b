import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface MessagingProcess {
  readonly endpoint: string;
  /** From now on this process does not wait for it. */
  readonly unref: () => void;
  readonly close: () => Promise<void>;
}

/** Starts an SQS and SNS emulator: a process of its own, which ends with this one at the latest. */
export async function forkMessaging(): Promise<MessagingProcess> {
  const child = fork(join(__dirname, 'messaging-process.ts'), {
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--import',
      pathToFileURL(createRequire(__filename).resolve('tsx')).href,
    ],
  });
  const [port] = (await once(child, 'message')) as [number];
  return {
    endpoint: `http://127.0.0.1:${port}`,
    unref() {
      child.unref();
      child.channel?.unref();
    },
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
