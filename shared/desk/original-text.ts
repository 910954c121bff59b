import { canonicalUrl } from '../article/canonical-url';
import { prepare } from '../article/prepare';
import type { CaseHead, Item } from '../case/case';
import type { ArticleRow } from '../article/article';
import type { Notice, Work } from '../notice/notice';
import type { Desk } from './desk';
import type { TextSide } from './evidence';
import { aboutArticle } from './open-review';
import { readArticleText } from './read-article-text';

type OriginalDesk = Pick<Desk, 'articles' | 'records'>;

/** The text of a named work, and the registered original it is, where it is one. */
export interface OriginalText extends TextSide {
  readonly row?: ArticleRow;
}

export const suppliedTextKey = (head: Pick<CaseHead, 'id'>, work: number): string =>
  `originals/${head.id}/${work}`;

/**
 * The texts an item can be compared with: of the work it names, or, where it names none, of every work. Each from
 * what was supplied later, else from what stands in the notice, else from the original registered under its address.
 */
export async function originalTexts(
  desk: OriginalDesk,
  head: CaseHead,
  notice: Notice,
  item: Pick<Item, 'work'>,
): Promise<readonly OriginalText[]> {
  const works = item.work === undefined ? [...notice.works.keys()] : [item.work];
  const found: OriginalText[] = [];
  // A notice that names no work can still have its text supplied, as work 0.
  for (const work of works.length > 0 ? works : [0]) {
    const text = await textOfWork(desk, head, notice.works[work] ?? {}, work);
    if (text) found.push(text);
  }
  return found;
}

async function textOfWork(
  desk: OriginalDesk,
  head: CaseHead,
  { text, title, originalUrl }: Work,
  work: number,
): Promise<OriginalText | undefined> {
  const about = {
    ...(originalUrl !== undefined && { url: originalUrl }),
    ...(title !== undefined && { title }),
  };
  const supplied = await desk.records.get(suppliedTextKey(head, work));
  if (supplied) {
    const prepared = prepare({ text: new TextDecoder().decode(supplied.body) });
    return { prepared, about: { ...about, source: 'supplied' } };
  }
  if (text !== undefined) return { prepared: prepare({ text }), about: { ...about, source: 'notice' } };
  const address = originalUrl === undefined ? undefined : canonicalUrl(originalUrl);
  const row = address === undefined ? undefined : await desk.articles.findByUrl(address, 'original');
  if (!row) return undefined;
  return { prepared: await readArticleText(desk, row), about: aboutArticle(row), row };
}
