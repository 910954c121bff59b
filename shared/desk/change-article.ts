import type { ArticleRow, ArticleStage } from '../article/article';
import type { OutboxEntry } from '../case/case';
import type { Instant } from '../clock/instant';
import type { ArticleId } from '../ids';
import { Problem } from '../problem';
import type { Desk } from './desk';
import type { FoundCopy } from './found-copies';
import { dispatch } from './outbox';

/** Lost races in a row after which something else is wrong. */
const ATTEMPTS = 6;

export interface ArticleChange {
  readonly row: ArticleRow;
  readonly outbox: readonly OutboxEntry[];
  /** What it tells the publishers of its originals. */
  readonly copies?: readonly FoundCopy[];
}

/**
 * One change to one article: read, changed, written with what it owes in one transaction. Who loses a race reads again.
 * @param change gives undefined where nothing is to change.
 * @returns the row as it then stands. @throws Problem `not_found`, `conflict`.
 */
export async function changeArticle(
  desk: Pick<Desk, 'now' | 'articles' | 'work'>,
  id: ArticleId,
  change: (row: ArticleRow) => Promise<ArticleChange | undefined>,
): Promise<ArticleRow> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await desk.articles.get(id);
    if (!before) throw new Problem('not_found', `there is no article ${id}`);
    const changed = await change(before);
    if (!changed) return before;
    const row = { ...changed.row, version: before.version + 1 };
    const { outcome } = await desk.articles.update(row, before.version, changed.outbox, changed.copies);
    if (outcome === 'conflict') continue;
    await dispatch(desk, changed.outbox);
    return row;
  }
  throw new Problem('conflict', `article ${id} is changing too fast`);
}

export const stamped = (row: ArticleRow, stage: ArticleStage, at: Instant, note?: string): ArticleRow => ({
  ...row,
  stages: [...row.stages, { stage, at, ...(note !== undefined && { note }) }],
});
