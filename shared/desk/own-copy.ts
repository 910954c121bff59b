import type { ArticleRow } from '../article/article';
import type { ArticleId, PublisherId } from '../ids';
import { parseArticleId } from '../ids';
import { Problem } from '../problem';
import type { Desk } from './desk';
import { type FoundCopy, isPublished } from './found-copies';

/** One copy of a publisher's own original, with what is known of the original. */
export interface OwnCopy {
  readonly copy: FoundCopy;
  readonly original?: ArticleRow;
  /** Stretches of words that both have, and the longest of them in words; unknown where the match is not kept any more. */
  readonly passages?: { readonly count: number; readonly longestWords: number };
}

/** @throws Problem `not_found`, in the same words for what is another's, held back, or never was. */
export async function ownPublishedCopy(
  desk: Pick<Desk, 'articles'>,
  publisherId: PublisherId,
  articleId: ArticleId,
  originalId: string,
): Promise<OwnCopy> {
  const row = await desk.articles.get(articleId);
  const copy = row && (await desk.articles.copyOf(publisherId, row, originalId));
  if (!copy || !(await isPublished(desk, row)))
    throw new Problem('not_found', 'no published copy of yours is known by this name');
  const id = parseArticleId(originalId);
  const original = id && (await desk.articles.get(id));
  const match = row.matches?.find((each) => each.originalId === originalId);
  return {
    copy,
    ...(original && { original }),
    ...(match && { passages: { count: match.passages.length, longestWords: match.longestRunWords } }),
  };
}
