import { SNSClient } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';
import { randomUUID } from 'node:crypto';
import { local } from './desk-tables';
import { forkMessaging } from './fork-messaging';

declare global {
  /** Of test/worker-environment.ts: the emulator that the suites of a worker share. */
  var workerMessaging: (() => Promise<string>) | undefined;
}

export type Messaging = Awaited<ReturnType<typeof openMessaging>>;

/** An SQS and SNS emulator: the one of the worker, without jest one of its own. */
export async function openMessaging() {
  const shared = await globalThis.workerMessaging?.();
  const own = shared === undefined ? await forkMessaging() : undefined;
  const endpoint = shared ?? own!.endpoint;
  const sqs = new SQSClient({ ...local, endpoint });
  const sns = new SNSClient({ ...local, endpoint });

  return {
    sqs,
    sns,
    endpoint,
    /** @returns the address that functions are given. */
    async newQueue(): Promise<string> {
      const name = `queue-${randomUUID()}`;
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
      await own?.close();
    },
  };
}

/** An SQS and SNS emulator for the tests of a file. */
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
