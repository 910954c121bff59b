import { SNSClient } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { local } from './desk-tables';

/** One SQS and SNS emulator for the tests of a file. */
export function useMessaging() {
  let child: ChildProcess;
  let dir: string;
  let endpoint: string;
  let sqs: SQSClient;
  let sns: SNSClient;
  let queues = 0;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'copydesk-messaging-'));
    child = fork(join(__dirname, 'messaging-process.ts'), [dir], {
      execArgv: [
        '--disable-warning=ExperimentalWarning',
        '--import',
        pathToFileURL(require.resolve('tsx')).href,
      ],
    });
    const [port] = (await once(child, 'message')) as [number];
    endpoint = `http://127.0.0.1:${port}`;
    sqs = new SQSClient({ ...local, endpoint });
    sns = new SNSClient({ ...local, endpoint });
  });
  afterAll(async () => {
    sqs.destroy();
    sns.destroy();
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
    await rm(dir, { recursive: true });
  });

  return {
    sqs: () => sqs,
    sns: () => sns,
    endpoint: () => endpoint,
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
  };
}
