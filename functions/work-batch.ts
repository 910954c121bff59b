import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { z } from 'zod';
import type { Desk, WorkQueue } from '../shared/desk/desk';
import type { MessageOutcome, WorkMessage } from '../shared/desk/work-message';
import { LAST_RECEIVE, outcomeOf, reasonOf } from '../shared/desk/work-message';
import { alertFailed, messageRejected, messageRetried, withLogContext } from '../shared/events';
import { faultOf } from '../shared/fault';
import { type Instant, instant } from '../shared/clock/instant';
import { Problem } from '../shared/problem';
import { parseAs, parseJson } from '../shared/wire/problem-json';
import type { Invocation } from './lambda';

/** Kept back for the message in work and for answering the queue: a worker that is cut off fails its whole batch. */
const TIME_RESERVE_MS = 10_000;

/** Works through a batch; an outcome for every message id it was given. */
export type BatchVerb<M> = (
  messages: readonly WorkMessage<M>[],
  /** Milliseconds left before it must stop and hand the rest back. */
  timeLeft: () => number,
) => Promise<ReadonlyMap<string, MessageOutcome>>;

/**
 * A function that works a queue's batches. Each message ends as done, returned to the queue, or in the
 * dead-letter queue with its reason and an alert; the neighbours of a bad one are unharmed.
 */
export function workBatches<S extends z.ZodType>(options: {
  readonly function: string;
  readonly schema: S;
  readonly workQueue: WorkQueue;
  readonly desk: Pick<Desk, 'now' | 'alerts'>;
  readonly verb: BatchVerb<z.infer<S>>;
  /** Longest that one message may take, in milliseconds; 10 s unless said. */
  readonly reserveMs?: number;
}): (event: SQSEvent, invocation: Invocation) => Promise<SQSBatchResponse> {
  const { desk, workQueue, reserveMs = TIME_RESERVE_MS } = options;

  /** Once it stands among the dead letters it is settled: it must not come back for want of an alert. */
  async function reject(record: SQSRecord, reason: string): Promise<void> {
    const { messageId } = record;
    await workQueue.reject(record.body, reason);
    messageRejected(desk.now(), { workQueue: options.function, messageId, reason });
    try {
      await desk.alerts.publish({
        severity: 'warning',
        subject: `${options.function}: a message cannot be worked and stands in the dead-letter queue`,
        runbook: 'a-message-in-a-dead-letter-queue',
        dedupeKey: `reject:${messageId}`,
        data: { messageId, reason },
      });
    } catch (error) {
      alertFailed(desk.now(), { messageId, error: faultOf(error) });
    }
  }

  function giveBack({ messageId }: SQSRecord, reason: string): true {
    messageRetried(desk.now(), { workQueue: options.function, messageId, reason });
    return true;
  }

  /** @returns whether the message stays in the queue. */
  async function settle(record: SQSRecord, outcome: MessageOutcome): Promise<boolean> {
    if (outcome.outcome === 'done') return false;
    const last = receiveCount(record) >= LAST_RECEIVE;
    if (outcome.outcome === 'retry' && !last) return giveBack(record, outcome.reason);
    try {
      await reject(record, outcome.reason);
      return false;
    } catch (error) {
      return giveBack(record, reasonOf(error));
    }
  }

  async function work(event: SQSEvent, invocation: Invocation): Promise<SQSBatchResponse> {
    const outcomes = new Map<string, MessageOutcome>();
    const messages: WorkMessage<z.infer<S>>[] = [];
    for (const record of event.Records) {
      try {
        const message = parseAs(options.schema, parseJson(record.body));
        messages.push({
          id: record.messageId,
          message,
          receiveCount: receiveCount(record),
          ...sentTime(record),
        });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        outcomes.set(record.messageId, { outcome: 'reject', reason: reasonOf(error) });
      }
    }
    const timeLeft = () => invocation.getRemainingTimeInMillis() - reserveMs;
    for (const [id, outcome] of await options.verb(messages, timeLeft)) outcomes.set(id, outcome);

    const failures: string[] = [];
    for (const record of event.Records) {
      const outcome = outcomes.get(record.messageId);
      // No outcome: there was no time to reach it, which is not its fault.
      if (!outcome || (await settle(record, outcome))) failures.push(record.messageId);
    }
    return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };
  }

  return (event, invocation) =>
    withLogContext({ function: options.function, requestId: invocation.awsRequestId }, () =>
      work(event, invocation),
    );
}

/** A verb for single messages, as a batch verb: one after another, each with its own fate. */
export const oneByOne =
  <M>(verb: (work: WorkMessage<M>, timeLeft: () => number) => Promise<void>): BatchVerb<M> =>
  async (messages, timeLeft) => {
    const outcomes = new Map<string, MessageOutcome>();
    for (const message of messages) {
      if (timeLeft() <= 0) break;
      outcomes.set(message.id, await attempt(() => verb(message, timeLeft)));
    }
    return outcomes;
  };

const receiveCount = (record: SQSRecord): number => Number(record.attributes.ApproximateReceiveCount);

/** Milliseconds since the epoch, as text. */
function sentTime({ attributes }: SQSRecord): { readonly sentAt?: Instant } {
  const ms = Number(attributes.SentTimestamp);
  return Number.isSafeInteger(ms) ? { sentAt: instant(ms) } : {};
}

async function attempt(run: () => Promise<void>): Promise<MessageOutcome> {
  try {
    await run();
    return { outcome: 'done' };
  } catch (error) {
    return outcomeOf(error);
  }
}
