import type { Instant } from '../clock/instant';
import type { RedriveRequest } from '../wire/case-requests';
import type { Desk, WorkQueues } from './desk';

type WorkQueueName = keyof WorkQueues;

const NAMES: readonly WorkQueueName[] = ['submissions', 'notices', 'fetches', 'delivery'];

/** A dead letter without what it says: a complaint's words and names are not for this list. */
export interface DeadLetterView {
  readonly workQueue: WorkQueueName;
  readonly id: string;
  readonly reason: string;
  readonly sentAt: Instant;
  readonly bytes: number;
  /** Its kind and the ids it names, so far as it can be read. */
  readonly about: Readonly<Record<string, string>>;
}

/** Up to `limit` dead letters of each work queue; they stay where they are. */
export async function listDeadLetters(
  desk: Pick<Desk, 'work'>,
  limit: number,
): Promise<readonly DeadLetterView[]> {
  const lists = await Promise.all(
    NAMES.map(async (workQueue) => {
      const letters = await desk.work[workQueue].deadLetters(limit);
      return letters.map(({ id, body, reason, sentAt }) => ({
        workQueue,
        id,
        reason:
          reason ?? 'none beside it: its worker failed five times, or it is too large; the log says why',
        sentAt,
        bytes: Buffer.byteLength(body),
        about: aboutBody(body),
      }));
    }),
  );
  return lists.flat();
}

/** Sends dead letters back to work. @returns how many. */
export const redriveDeadLetters = (
  desk: Pick<Desk, 'work'>,
  { workQueue, limit }: RedriveRequest,
): Promise<number> => desk.work[workQueue].redrive(limit);

const SHOWN = [
  'kind',
  'notificationType',
  'articleId',
  'caseId',
  'owner',
  'id',
  'siteId',
  'submitter',
  'externalId',
];

function aboutBody(body: string): Readonly<Record<string, string>> {
  let message: unknown;
  try {
    message = JSON.parse(body);
  } catch {
    return { kind: 'not JSON' };
  }
  if (typeof message !== 'object' || message === null) return { kind: 'not an object' };
  const fields = message as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    SHOWN.flatMap((name) => {
      const value = fields[name];
      return typeof value === 'string' ? [[name, value.slice(0, 200)]] : [];
    }),
  );
}
