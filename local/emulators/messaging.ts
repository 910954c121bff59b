import {
  ChangeMessageVisibilityCommand,
  ListQueuesCommand,
  MessageNotInflight,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { localCredentials, region } from '../aws-clients';
import { keepReleasedMessages } from './keep-released-messages';

/** Starts fauxqs (SQS and SNS) in this process; its state in `dir` survives kill -9. */
export async function startMessaging(dir: string, port: number): Promise<{ stop(): Promise<void> }> {
  await keepReleasedMessages();
  const { startFauxqs } = await import('fauxqs');
  const server = await startFauxqs({ port, dataDir: dir, logger: false, defaultRegion: region });
  const sqs = new SQSClient({ region, endpoint: `http://127.0.0.1:${port}`, credentials: localCredentials });
  // Nobody holds a message of a stack that has just started: what a killed one had in hand is ready again at once.
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  for (const url of QueueUrls)
    for (const { receiptHandle } of server.inspectQueue(url.split('/').at(-1)!)?.messages.inflight ?? [])
      await release(sqs, url, receiptHandle);
  sqs.destroy();
  return { stop: () => server.stop() };
}

async function release(sqs: SQSClient, queueUrl: string, receiptHandle: string): Promise<void> {
  try {
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: 0,
      }),
    );
  } catch (error) {
    // Its time ran out by itself a moment ago.
    if (!(error instanceof MessageNotInflight)) throw error;
  }
}
