import type { ArticleRow } from '../article/article';
import type { NewItem } from '../case/event';
import { canonicalUrl, hostOf, likelyAddresses } from '../article/canonical-url';
import type { ScreenedTarget } from '../notice/screen-notice';
import type { Notice } from '../notice/notice';
import type { Desk } from './desk';
import type { SiteId } from '../ids';
import type { SiteSettings } from './site';

/** The sites that a notice's addresses belong to, by canonical host. */
export async function sitesOf(
  desk: Pick<Desk, 'registry'>,
  notice: Pick<Notice, 'targets'>,
): Promise<ReadonlyMap<string, SiteSettings>> {
  const hosts = [...new Set(notice.targets.flatMap(({ url }) => hostOf(url) ?? []))];
  const owners = await Promise.all(hosts.map((host) => desk.registry.siteOfHost(host)));
  return new Map(hosts.flatMap((host, i) => (owners[i] ? [[host, owners[i]] as const] : [])));
}

/**
 * Addresses become items: our article behind each, pinned to the text it has now. A body is written once and never
 * changed, so that naming it is keeping it; gather-evidence copies it to the case.
 */
export async function resolveTargets(
  desk: Pick<Desk, 'articles' | 'registry'>,
  targets: readonly ScreenedTarget[],
): Promise<readonly NewItem[]> {
  const sites = await sitesOf(desk, { targets: targets.map(({ target }) => target) });
  return Promise.all(
    targets.map((each) => resolveTarget(desk, each, sites.get(hostOf(each.target.url) ?? '')?.siteId)),
  );
}

async function resolveTarget(
  desk: Pick<Desk, 'articles'>,
  { target, elements, deficiencies }: ScreenedTarget,
  siteId: SiteId | undefined,
): Promise<NewItem> {
  const item = {
    url: target.url,
    ...(siteId !== undefined && { siteId }),
    elements,
    deficiencies,
    ...(target.work !== undefined && { work: target.work }),
  };
  if (deficiencies.includes('NOT_OURS'))
    return { ...item, comparison: { outcome: 'not_compared', why: 'not_ours' } };
  const row = await articleAt(desk, target.url);
  // It may still lead to one: gather-evidence looks behind it.
  if (!row) return item;
  return {
    ...item,
    articleId: row.id,
    articleVersion: row.version,
    respondent: row.submitter,
    ...(row.title !== undefined && { title: row.title }),
    ...(row.editedBy && { editedBy: row.editedBy }),
    snapshot: { key: row.bodyKey, sha256: row.contentSha256 },
  };
}

/** The article at an address, or else at one that its page is likely to have as well. */
async function articleAt(desk: Pick<Desk, 'articles'>, url: string): Promise<ArticleRow | undefined> {
  const address = canonicalUrl(url);
  if (address === undefined) return undefined;
  for (const each of [address, ...likelyAddresses(address)]) {
    const row = await desk.articles.findByUrl(each, 'article');
    if (row && !row.original) return row;
  }
  return undefined;
}
