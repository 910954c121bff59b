import type { Instant } from '../clock/instant';
import {
  parseArticleId,
  parseCaseId,
  parseOutboxId,
  parseOwnerId,
  parsePublisherId,
  parseSiteId,
} from '../ids';
import type { RedriveRequest } from '../wire/case-requests';
import type { DeliveryMessage, NoticesMessage, FetchesMessage, SubmissionsMessage } from '../wire/messages';
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

type Message = SubmissionsMessage | NoticesMessage | FetchesMessage | DeliveryMessage;
type Kind = Extract<Message, { readonly kind: string }>['kind'];

const KINDS = {
  'article.submitted': true,
  'article.process': true,
  'article.withdrawn': true,
  'article.embargoed': true,
  'article.corrected': true,
  'notice.submitted': true,
  'case.gather_evidence': true,
  'page.fetch': true,
  'domain.check': true,
  deliver: true,
  page: true,
  sign_in: true,
  account_mail: true,
} as const satisfies Record<Kind, true>;

/** Only what has the form of an id of ours or of a source, or is a kind that we know: nothing in which a person could stand. */
const SHOWN: Readonly<Record<string, (text: string) => string | undefined>> = {
  kind: (text) => (Object.hasOwn(KINDS, text) ? text : 'unknown'),
  notificationType: (text) => (text === 'Received' ? text : 'unknown'),
  articleId: parseArticleId,
  caseId: parseCaseId,
  owner: parseOwnerId,
  id: parseOutboxId,
  siteId: parseSiteId,
  submitter: parsePublisherId,
  externalId: (text) => (/^[\w.:/-]{1,200}$/.test(text) ? text : undefined),
};

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
    Object.entries(SHOWN).flatMap(([name, shown]) => {
      const value = fields[name];
      const text = typeof value === 'string' ? shown(value) : undefined;
      return text === undefined ? [] : [[name, text]];
    }),
  );
}
