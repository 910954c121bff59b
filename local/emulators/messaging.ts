import { SQSClient, ListQueuesCommand, ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import { localCredentials, region } from '../aws-clients';

/** Starts fauxqs (SQS and SNS) in this process; its state in `dir` survives kill -9. */
export async function startMessaging(dir: string, port: number): Promise<{ stop(): Promise<void> }> {
  const { startFauxqs } = await import('fauxqs');
  const server = await startFauxqs({ port, dataDir: dir, logger: false, defaultRegion: region });
  const sqs = new SQSClient({ region, endpoint: `http://127.0.0.1:${port}`, credentials: localCredentials });
  // Nobody holds a message of a stack that has just started: what a killed one had in hand is ready again at once.
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  for (const url of QueueUrls)
    for (const { receiptHandle } of server.inspectQueue(url.split('/').at(-1)!)?.messages.inflight ?? [])
      await sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: url,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: 0,
        }),
      );
  sqs.destroy();
  return { stop: () => server.stop() };
}
