import type { ArticleRow } from '../article/article';
import { canonicalUrl, hostOf } from '../article/canonical-url';
import type { Comparison, Item } from '../case/case';
import type { CaseId } from '../ids';
import { changeCase, taken } from './change-case';
import type { NoticeDesk } from './submit-notice';
import { pageBehind } from './page-behind';

/**
 * The article behind an address of ours that names none by itself: a short link, a moved page, a variant that only the
 * site knows. The page is fetched, and where its redirects or its own canonical link name an article, that is the item's.
 * @returns the item with its article, or how it stands without one.
 */
export async function locateItem(desk: NoticeDesk, id: CaseId, item: Item): Promise<Item | Comparison> {
  if (item.deficiencies.some((code) => code === 'LOC' || code === 'LOC_TOO_BROAD'))
    return { outcome: 'not_compared', why: 'not_found' };
  const page = await pageBehind(desk, id, { for: 'item', item: item.no }, item.url);
  if (page.outcome === 'awaited') return { outcome: 'pending' };
  if (page.outcome === 'refused') return { outcome: 'not_compared', why: 'not_found', fetch: page.why };
  const { addresses, prepared } = page;
  const redirects = addresses.slice(1).toReversed();
  const found =
    (await firstArticle(desk, redirects, 'redirect')) ??
    ((await isOurs(desk, addresses.at(-1)))
      ? await firstArticle(desk, [prepared.page?.canonical ?? ''], 'canonical_link')
      : undefined);
  if (!found) return { outcome: 'not_compared', why: 'not_found' };
  const { row, by } = found;
  const locating = changeCase(desk, id, () => ({
    type: 'item_located',
    actor: { role: 'SYS', id: 'locate-item' },
    item: item.no,
    articleId: row.id,
    articleVersion: row.version,
    respondent: row.submitter,
    ...(row.editedBy && { editedBy: row.editedBy }),
    snapshot: { key: row.bodyKey, sha256: row.contentSha256 },
    by,
  }));
  if (!(await taken(locating))) return { outcome: 'pending' };
  return {
    ...item,
    articleId: row.id,
    snapshotKey: row.bodyKey,
    snapshotSha256: row.contentSha256,
  };
}

type By = 'redirect' | 'canonical_link';

async function firstArticle(
  desk: Pick<NoticeDesk, 'articles'>,
  addresses: readonly string[],
  by: By,
): Promise<{ readonly row: ArticleRow; readonly by: By } | undefined> {
  for (const address of addresses) {
    const canonical = canonicalUrl(address);
    const row = canonical === undefined ? undefined : await desk.articles.findByUrl(canonical, 'article');
    if (row && !row.original) return { row, by };
  }
  return undefined;
}

const isOurs = async (desk: Pick<NoticeDesk, 'registry'>, address = ''): Promise<boolean> =>
  (await desk.registry.siteOfHost(hostOf(address) ?? '')) !== undefined;
