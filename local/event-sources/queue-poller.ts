import {
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { region } from '../aws-clients';
import type { InvocationResult } from '../lambda/execution-environment';
import { type Polling, startPolling } from './polling';
import { sqsRecord } from './sqs-record';

export interface QueuePollerOptions {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly queueArn: string;
  /** 1 to 10, or to 10,000 with a window. */
  readonly batchSize: number;
  readonly windowMs: number;
  /** Batches in work at the same time. */
  readonly concurrency: number;
  /** False: an answered batch is done as a whole, whatever the answer says. */
  readonly reportBatchItemFailures: boolean;
  readonly invoke: (event: unknown) => Promise<InvocationResult>;
  /** Runs one delivery when the stack's clock stands still. */
  readonly deliver: <T>(work: () => Promise<T>) => Promise<T>;
  readonly log: (line: string) => void;
}

/** Lambda ends a batch before its event would pass 6 MB; the envelope around each body is allowed for. */
const maxBatchBytes = 5 * 1024 * 1024;
const receiveSeconds = 2;

/** Plays an event source mapping of a queue: batches in, only what succeeded is deleted, the rest stays for its next receive. */
export function startQueuePoller(options: QueuePollerOptions): Polling {
  const slots = Array.from({ length: options.concurrency }, () =>
    startPolling(
      options.queueArn,
      async (stopping) => {
        const batch = await gather(options, stopping);
        if (batch.length > 0) await options.deliver(() => work(options, batch));
      },
      options.log,
    ),
  );
  return { stop: async () => void (await Promise.all(slots.map((slot) => slot.stop()))) };
}

/** Receives until the batch is full, its window is over or the event would grow too large. */
async function gather(options: QueuePollerOptions, stopping: AbortSignal): Promise<readonly Message[]> {
  const batch: Message[] = [];
  let bytes = 0;
  let closesAt = Number.POSITIVE_INFINITY;
  while (!stopping.aborted && batch.length < options.batchSize && bytes < maxBatchBytes) {
    const leftMs = closesAt - performance.now();
    if (leftMs <= 0) break;
    const { Messages = [] } = await options.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: options.queueUrl,
        MaxNumberOfMessages: Math.min(10, options.batchSize - batch.length),
        WaitTimeSeconds:
          batch.length === 0 ? receiveSeconds : Math.min(receiveSeconds, Math.ceil(leftMs / 1000)),
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: stopping },
    );
    if (Messages.length === 0) break;
    if (batch.length === 0) closesAt = performance.now() + options.windowMs;
    batch.push(...Messages);
    bytes += Messages.reduce((sum, { Body = '' }) => sum + Buffer.byteLength(Body), 0);
  }
  return batch;
}

async function work(options: QueuePollerOptions, batch: readonly Message[]): Promise<void> {
  const records = batch.map((message) => sqsRecord(message, options.queueArn, region));
  const result = await options.invoke({ Records: records });
  const failed = failedIds(result, batch, options);
  const done = batch.filter(({ MessageId }) => !failed.has(MessageId!));
  for (let from = 0; from < done.length; from += 10)
    await options.sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: options.queueUrl,
        Entries: done
          .slice(from, from + 10)
          .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );
  if (failed.size > 0)
    options.log(`${options.queueArn}: ${failed.size} of ${batch.length} messages stay for another receive`);
}

/** As Lambda reads the answer: no failure named means all done; a failure it cannot place fails the whole batch. */
function failedIds(
  result: InvocationResult,
  batch: readonly Message[],
  { reportBatchItemFailures }: QueuePollerOptions,
): ReadonlySet<string> {
  const all = new Set(batch.map(({ MessageId }) => MessageId!));
  if (!result.ok) return all;
  if (!reportBatchItemFailures) return new Set();
  const failures = (result.payload as { batchItemFailures?: unknown } | null)?.batchItemFailures ?? [];
  if (!Array.isArray(failures)) return all;
  const named = failures.map((failure) => (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier);
  return named.every((id) => typeof id === 'string' && all.has(id)) ? new Set(named as string[]) : all;
}
