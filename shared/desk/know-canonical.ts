import type { ArticleRow } from '../article/article';
import { canonicalUrl, hostOf } from '../article/canonical-url';
import type { PreparedArticle } from '../article/prepare-text';
import type { Desk } from './desk';

/**
 * An article is also known by the address its page calls canonical, so that a complaint about that one finds it. Only on
 * the page's own host: a canonical address elsewhere is a claim about somebody else's page.
 */
export async function knowCanonical(
  desk: Pick<Desk, 'articles'>,
  row: ArticleRow,
  { page }: Pick<PreparedArticle, 'page'>,
): Promise<void> {
  const link = page?.canonical;
  if (link === undefined || row.url === undefined || hostOf(link) !== hostOf(row.url)) return;
  const canonical = canonicalUrl(link);
  if (canonical !== undefined && canonical !== row.canonicalUrl) await desk.articles.knowAlso(canonical, row);
}
