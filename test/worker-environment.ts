import { TestEnvironment } from 'jest-environment-node';
import { forkMessaging } from './contract/support/fork-messaging';

/** Opened by the first suite of this worker that asks for it; the next ones find it running. */
let messaging: Promise<string> | undefined;

async function openOnce(): Promise<string> {
  const { endpoint, unref } = await forkMessaging();
  unref();
  return endpoint;
}

/** Node, and one SQS and SNS emulator for all suites of a worker: starting it cost more than most of them ask of it. */
class WorkerEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    this.global['workerMessaging'] = () => (messaging ??= openOnce());
  }
}

export = WorkerEnvironment;
