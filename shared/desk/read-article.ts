import type { ArticleRow, Disposition } from '../article/article';
import type { Instant } from '../clock/instant';
import type { ArticleId } from '../ids';
import type { Facts } from '../match/match';
import type { StoryMatch } from '../match/story-match';
import { Problem } from '../problem';
import type { Desk } from './desk';
import { isFinished } from './dispose-article';

/** What its submitter sees of an article. */
export interface ArticleView {
  readonly articleId: ArticleId;
  readonly original: boolean;
  readonly externalId?: string;
  readonly url?: string;
  readonly title?: string;
  readonly acceptedAt: Instant;
  /** Nothing more will happen by itself. */
  readonly finished: boolean;
  readonly stages: ArticleRow['stages'];
  readonly disposition?: Disposition;
  readonly facts?: Facts;
  /** ISCC Text-Code (ISO 24138) of the text. */
  readonly iscc?: string;
  /** One for each story, most copied first. */
  readonly matches: readonly StoryMatch[];
  /** Why the look-up could not see everything: then 'no match' does not mean 'no copy'. */
  readonly incomplete?: readonly string[];
}

export function articleView(row: ArticleRow): ArticleView {
  const { id, original, externalId, url, title, acceptedAt, stages, disposition, facts, incomplete, iscc } =
    row;
  return {
    articleId: id,
    original,
    ...(externalId !== undefined && { externalId }),
    ...(url !== undefined && { url }),
    ...(title !== undefined && { title }),
    acceptedAt,
    finished: isFinished(row) || stages.at(-1)?.stage === 'failed',
    stages,
    ...(disposition && { disposition }),
    ...(facts && { facts }),
    ...(iscc !== undefined && { iscc }),
    matches: row.matches ?? [],
    ...(incomplete && { incomplete }),
  };
}

/** What the sender of an article is answered at once. */
export const submissionAnswer = (row: ArticleRow, replayed: boolean, publicUrl: string) => ({
  articleId: row.id,
  statusUrl: `${publicUrl}/articles/${row.id}`,
  stages: row.stages,
  replayed,
});

/** @throws Problem `not_found`, also for another submitter's article. */
export async function readArticle(
  desk: Pick<Desk, 'articles'>,
  id: ArticleId,
  submitter: string,
): Promise<ArticleView> {
  const row = await desk.articles.get(id);
  if (!row || row.submitter !== submitter)
    throw new Problem('not_found', `there is no article ${id} of yours`);
  return articleView(row);
}
