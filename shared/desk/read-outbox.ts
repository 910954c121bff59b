import type { OutboxEntry } from '../case/case';
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
  return entries.map((entry) => ({ ...entry, state: outboxState(entry) }));
}

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
