import type { CaseFile, OutboxEntry } from '../case/case';
import { isStillOwed } from '../case/undo';
import { type ArticleId, type CaseId, parseArticleId, parseCaseId } from '../ids';
import { Problem } from '../problem';
import type { Desk } from './desk';

export type OutboxState = 'waiting' | 'delivered' | 'cancelled' | 'given_up';

/** What was, or is to be, told to whom. */
export interface OutboxLine extends OutboxEntry {
  readonly state: OutboxState;
}

export const outboxState = ({ deliveredAt, cancelledAt, failedAt }: OutboxEntry): OutboxState => {
  if (deliveredAt !== undefined) return 'delivered';
  if (cancelledAt !== undefined) return 'cancelled';
  return failedAt === undefined ? 'waiting' : 'given_up';
};

/** Everything that one article or case owes or has told, oldest first. @throws Problem `not_found`. */
export async function readOutbox(
  desk: Pick<Desk, 'outbox' | 'articles' | 'cases'>,
  owner: ArticleId | CaseId,
): Promise<readonly OutboxLine[]> {
  const entries = await desk.outbox.listOf(owner);
  if (entries.length === 0 && !(await exists(desk, owner)))
    throw new Problem('not_found', `there is no case or article ${owner}`);
  return outboxLines(desk, entries);
}

/**
 * Entries with how they stand. What carries out a decision that stands no more never leaves: it is told as cancelled at
 * once, though the deliverer writes that down only when its time has come.
 */
export async function outboxLines(
  desk: Pick<Desk, 'cases'>,
  entries: readonly OutboxEntry[],
): Promise<readonly OutboxLine[]> {
  const ids = new Set(entries.flatMap((entry) => (mayLapse(entry) ? (parseCaseId(entry.owner) ?? []) : [])));
  const files = new Map<string, CaseFile | undefined>(
    await Promise.all([...ids].map(async (id) => [id, await desk.cases.load(id)] as const)),
  );
  return entries.map((entry) => {
    const file = mayLapse(entry) ? files.get(entry.owner) : undefined;
    if (!file || isStillOwed(entry.effect, file)) return { ...entry, state: outboxState(entry) };
    const { held: _noMore, ...rest } = entry;
    return { ...rest, state: 'cancelled' };
  });
}

/** What is in somebody's hand may be leaving this moment. */
const mayLapse = (entry: OutboxEntry): boolean =>
  outboxState(entry) === 'waiting' && entry.inHandUntil === undefined;

/** One page of it. @throws Problem `invalid` for a cursor that is none of its entries'. */
export async function readOutboxPage(
  desk: Pick<Desk, 'outbox' | 'articles' | 'cases'>,
  owner: ArticleId | CaseId,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<{ readonly entries: readonly OutboxLine[]; readonly cursor?: string }> {
  const all = await readOutbox(desk, owner);
  const from = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
  if (cursor !== undefined && from === 0)
    throw new Problem('invalid', 'the cursor is not one this desk gave out; start again without it', {
      errors: [{ pointer: '/cursor', detail: 'start again without it' }],
    });
  const entries = all.slice(from, from + limit);
  const last = from + limit < all.length ? entries.at(-1)?.id : undefined;
  return { entries, ...(last !== undefined && { cursor: last }) };
}

async function exists(desk: Pick<Desk, 'articles' | 'cases'>, owner: ArticleId | CaseId): Promise<boolean> {
  const [articleId, caseId] = [parseArticleId(owner), parseCaseId(owner)];
  const found = articleId ? await desk.articles.get(articleId) : caseId && (await desk.cases.load(caseId));
  return found !== undefined;
}
