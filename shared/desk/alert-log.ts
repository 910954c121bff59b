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

const PAGE = 25;

/** Newest copies first. Of one that the public could never read nothing is said: it is no business of anybody outside. */
export async function alertLog(
  desk: Pick<Desk, 'articles' | 'outbox'>,
  publisherId: PublisherId,
  after?: string,
): Promise<{ readonly lines: readonly AlertLine[]; readonly cursor?: string }> {
  const { copies, cursor } = await desk.articles.copiesOf(publisherId, PAGE, after);
  const lines = await Promise.all(
    copies.map(async (copy): Promise<readonly AlertLine[]> => {
      const entries = (await desk.outbox.listOf(copy.articleId)).filter(isAbout(copy));
      const known = entries.some(({ deliveredAt, log }) => deliveredAt !== undefined || log !== undefined);
      if (entries.length === 0 || !(known || (await isOut(desk, copy)))) return [];
      return entries.map((entry) => lineOf(entry, copy));
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

function lineOf(entry: OutboxEntry, { articleId, url, title }: FoundCopy): AlertLine {
  return {
    id: entry.id,
    copy: { articleId, ...(url !== undefined && { url }), ...(title !== undefined && { title }) },
    standing: standingOf(entry),
    attempts: entry.log ?? [],
  };
}

function standingOf({ effect, deliveredAt, ...entry }: OutboxEntry): AlertLine['standing'] {
  const digestAt = effect.kind === 'match_alert' ? effect.digestAt : undefined;
  const by = digestAt === undefined ? 'webhook' : 'letter';
  if (deliveredAt !== undefined) return { is: 'told', by, at: deliveredAt };
  if (entry.cancelledAt !== undefined || entry.failedAt !== undefined)
    return { is: 'dropped', why: entry.lastError ?? 'it was given up' };
  return { is: 'waiting', for: by, until: digestAt ?? entry.notBefore };
}
