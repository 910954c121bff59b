import type { Attempt, OutboxEntry } from '../case/case';
import type { Instant } from '../clock/instant';
import type { OutboxId, PublisherId } from '../ids';
import type { Desk } from './desk';
import { type FoundCopy, isPublished } from './found-copies';

/** Word of one copy: whether its publisher has it, and what came of each call of the webhook. */
export interface AlertLine {
  /** The event's `webhook-id`. */
  readonly id: OutboxId;
  readonly copy: Pick<FoundCopy, 'articleId' | 'url' | 'title'>;
  readonly standing:
    | { readonly is: 'told'; readonly by: 'webhook' | 'letter'; readonly at: Instant }
    | { readonly is: 'waiting'; readonly for: 'webhook' | 'letter'; readonly until: Instant }
    | { readonly is: 'dropped'; readonly why: string };
  /** Oldest first. */
  readonly attempts: readonly Attempt[];
}

type LogDesk = Pick<Desk, 'articles' | 'outbox' | 'matchDigests'>;

const PAGE = 25;

/** Newest copies first. Of one that the public could never read nothing is said: it is no business of anybody outside. */
export async function alertLog(
  desk: LogDesk,
  publisherId: PublisherId,
  after?: string,
): Promise<{ readonly lines: readonly AlertLine[]; readonly cursor?: string }> {
  const { copies, cursor } = await desk.articles.copiesOf(publisherId, PAGE, after);
  const lines = await Promise.all(
    copies.map(async (copy): Promise<readonly AlertLine[]> => {
      const entries = (await desk.outbox.listOf(copy.articleId)).filter(isAbout(copy));
      const known = entries.some(({ deliveredAt, log }) => deliveredAt !== undefined || log !== undefined);
      if (entries.length === 0 || !(known || (await isOut(desk, copy)))) return [];
      return Promise.all(entries.map((entry) => lineOf(desk, entry, copy)));
    }),
  );
  return { lines: lines.flat(), ...(cursor !== undefined && { cursor }) };
}

const isAbout =
  ({ publisherId, originalId }: FoundCopy) =>
  ({ effect }: OutboxEntry): boolean =>
    effect.kind === 'match_alert' && effect.publisherId === publisherId && effect.originalId === originalId;

async function isOut(desk: Pick<Desk, 'articles'>, { articleId }: FoundCopy): Promise<boolean> {
  const row = await desk.articles.get(articleId);
  return row !== undefined && isPublished(desk, row);
}

async function lineOf(desk: LogDesk, entry: OutboxEntry, copy: FoundCopy): Promise<AlertLine> {
  const { articleId, url, title } = copy;
  return {
    id: entry.id,
    copy: { articleId, ...(url !== undefined && { url }), ...(title !== undefined && { title }) },
    standing: standingOf(await letterWith(desk, entry, copy)),
    // That a letter went out is no call.
    attempts: (entry.log ?? []).filter(({ status, error }) => status !== undefined || error !== undefined),
  };
}

/** One alert is sent as the letter that tells of many: how it stands is how they do. */
async function letterWith(
  desk: LogDesk,
  entry: OutboxEntry,
  { publisherId }: FoundCopy,
): Promise<OutboxEntry> {
  const digestAt = entry.effect.kind === 'match_alert' ? entry.effect.digestAt : undefined;
  if (digestAt === undefined || entry.deliveredAt === undefined) return entry;
  const sender = await desk.matchDigests.senderOf(publisherId, digestAt);
  return (sender && (await desk.outbox.get(sender.owner, sender.id))) ?? entry;
}

function standingOf({ effect, deliveredAt, ...entry }: OutboxEntry): AlertLine['standing'] {
  const digestAt = effect.kind === 'match_alert' ? effect.digestAt : undefined;
  const by = digestAt === undefined ? 'webhook' : 'letter';
  if (deliveredAt !== undefined) return { is: 'told', by, at: deliveredAt };
  if (entry.cancelledAt !== undefined || entry.failedAt !== undefined)
    return { is: 'dropped', why: entry.lastError ?? 'it was given up' };
  return { is: 'waiting', for: by, until: digestAt ?? entry.notBefore };
}
