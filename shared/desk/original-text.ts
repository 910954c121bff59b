import { canonicalUrl, hostOf } from '../article/canonical-url';
import { isHtmlDocument } from '../article/html-document';
import { prepare } from '../article/prepare';
import type { CaseHead, Item } from '../case/case';
import type { FetchRefusal } from '../case/fetch-refusal';
import type { ArticleRow } from '../article/article';
import type { Notice, Work } from '../notice/notice';
import type { Desk } from './desk';
import type { TextSide } from './evidence';
import { articleSide } from './open-review';
import { fetchedDates, statedDates } from './dated-evidence';
import { pageBehind } from './page-behind';
import { readArticleText } from './read-article-text';

type OriginalDesk = Pick<Desk, 'articles' | 'records' | 'registry' | 'work'>;

/** The text of a named work, and the registered original it is, where it is one. */
export interface OriginalText extends TextSide {
  readonly row?: ArticleRow;
}

/** What an item can be compared with. */
export interface Originals {
  readonly texts: readonly OriginalText[];
  /** A page with another one is still being fetched. */
  readonly awaited: boolean;
  /** Why a page that was named could not be read. */
  readonly refusal?: FetchRefusal;
}

export const suppliedTextKey = (head: Pick<CaseHead, 'id'>, work: number): string =>
  `originals/${head.id}/${work}`;

/**
 * The texts an item can be compared with: of the work it names, or, where it names none, of every work. Each from
 * what was supplied later, else from what stands in the notice, else from the original registered under its address, else
 * from the page at that address, which is fetched.
 */
export async function originalTexts(
  desk: OriginalDesk,
  head: CaseHead,
  notice: Notice,
  item: Pick<Item, 'work'>,
): Promise<Originals> {
  const works = item.work === undefined ? [...notice.works.keys()] : [item.work];
  const texts: OriginalText[] = [];
  let awaited = false;
  let refusal: FetchRefusal | undefined;
  // A notice that names no work can still have its text supplied, as work 0.
  for (const work of works.length > 0 ? works : [0]) {
    const named = notice.works[work] ?? {};
    const found = (await textOfWork(desk, head, named, work)) ?? (await fetchedText(desk, head, named, work));
    if (found === 'awaited') awaited = true;
    else if (typeof found === 'string') refusal ??= found;
    else if (found) texts.push(found);
  }
  return { texts, awaited, ...(refusal && { refusal }) };
}

/** @returns `awaited`, or why there is none; undefined where no page of somebody else's is named. */
async function fetchedText(
  desk: OriginalDesk,
  head: CaseHead,
  { title, originalUrl, firstPublished }: Work,
  work: number,
): Promise<OriginalText | FetchRefusal | 'awaited' | undefined> {
  if (originalUrl === undefined || canonicalUrl(originalUrl) === undefined) return undefined;
  // Our own page is no proof against our own page.
  if (await isOurs(desk, originalUrl)) return undefined;
  const page = await pageBehind(desk, head.id, { for: 'original', work }, originalUrl);
  if (page.outcome === 'awaited') return 'awaited';
  if (page.outcome === 'refused') return page.why;
  const { prepared, addresses, fetchedAt } = page;
  const url = addresses.at(-1) ?? originalUrl;
  if (await isOurs(desk, url)) return undefined;
  if (prepared.words.count === 0) return 'not_text';
  return {
    prepared,
    about: { source: 'fetched', url, fetchedAt, ...(title !== undefined && { title }) },
    dated: [...fetchedDates(fetchedAt, url), ...statedDates(firstPublished)],
  };
}

const isOurs = async (desk: Pick<Desk, 'registry'>, url: string): Promise<boolean> =>
  (await desk.registry.siteOfHost(hostOf(url) ?? '')) !== undefined;

async function textOfWork(
  desk: OriginalDesk,
  head: CaseHead,
  { text, title, originalUrl, firstPublished }: Work,
  work: number,
): Promise<OriginalText | undefined> {
  const about = {
    ...(originalUrl !== undefined && { url: originalUrl }),
    ...(title !== undefined && { title }),
  };
  const dated = statedDates(firstPublished);
  const supplied = await desk.records.get(suppliedTextKey(head, work));
  const given = [
    ...(supplied ? [{ text: new TextDecoder().decode(supplied.body), source: 'supplied' as const }] : []),
    ...(text === undefined ? [] : [{ text, source: 'notice' as const }]),
  ];
  for (const { text: said, source } of given) {
    const prepared = prepare(
      isHtmlDocument(said)
        ? { html: said, ...(originalUrl !== undefined && { url: originalUrl }) }
        : { text: said },
    );
    // Without a word in it there is nothing to compare with.
    if (prepared.words.count > 0) return { prepared, about: { ...about, source }, dated };
  }
  const address = originalUrl === undefined ? undefined : canonicalUrl(originalUrl);
  const row = address === undefined ? undefined : await desk.articles.findByUrl(address, 'original');
  if (!row) return undefined;
  const registered = articleSide('original', row, await readArticleText(desk, row));
  return { ...registered, dated: [...registered.dated, ...dated], row };
}
