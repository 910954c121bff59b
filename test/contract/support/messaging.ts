import { SNSClient } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { local } from './desk-tables';

export type Messaging = Awaited<ReturnType<typeof openMessaging>>;

/** An SQS and SNS emulator. */
export async function openMessaging() {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-messaging-'));
  const child = fork(join(__dirname, 'messaging-process.ts'), [dir], {
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--import',
      pathToFileURL(require.resolve('tsx')).href,
    ],
  });
  const [port] = (await once(child, 'message')) as [number];
  const endpoint = `http://127.0.0.1:${port}`;
  const sqs = new SQSClient({ ...local, endpoint });
  const sns = new SNSClient({ ...local, endpoint });
  let queues = 0;

  return {
    sqs,
    sns,
    endpoint,
    /** @returns the address that functions are given. */
    async newQueue(): Promise<string> {
      const name = `queue-${++queues}`;
      await sqs.send(new CreateQueueCommand({ QueueName: name }));
      return `${endpoint}/000000000000/${name}`;
    },
    /** Everything that is ready in the queue, taken out of it: on a busy machine it would come back in the midst of a test. */
    async receiveAll(queueUrl: string): Promise<readonly Message[]> {
      const all: Message[] = [];
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: queueUrl,
            MaxNumberOfMessages: 10,
            MessageAttributeNames: ['All'],
          }),
        );
        if (Messages.length === 0) return all;
        all.push(...Messages);
        await sqs.send(
          new DeleteMessageBatchCommand({
            QueueUrl: queueUrl,
            Entries: Messages.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle })),
          }),
        );
      }
    },
    async close(): Promise<void> {
      sqs.destroy();
      sns.destroy();
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
      await rm(dir, { recursive: true });
    },
  };
}

/** One SQS and SNS emulator for the tests of a file. */
export function useMessaging() {
  let opened: Messaging;
  beforeAll(async () => {
    opened = await openMessaging();
  });
  afterAll(() => opened.close());
  return {
    sqs: () => opened.sqs,
    sns: () => opened.sns,
    endpoint: () => opened.endpoint,
    newQueue: () => opened.newQueue(),
    receiveAll: (queueUrl: string) => opened.receiveAll(queueUrl),
  };
}
