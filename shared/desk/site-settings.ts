import { canonicalHost } from '../article/canonical-url';
import type { SiteId } from '../ids';
import { canonicalJson } from '../case/timeline';
import { Problem } from '../problem';
import type { Desk } from './desk';
import { sha256 } from './digest';
import type { SiteSettings } from './site';

/** Names one state of the settings, whatever the order of their fields: the ETag of RFC 9110. */
export const siteTag = (settings: SiteSettings): string =>
  `"${sha256(canonicalJson(settings)).slice(0, 32)}"`;

/** @throws Problem `not_found`. */
export async function readSite(desk: Pick<Desk, 'registry'>, siteId: SiteId): Promise<SiteSettings> {
  const settings = await desk.registry.siteAsStored(siteId);
  if (!settings)
    throw new Problem('not_found', `no settings for site ${siteId}: set them with copydesk init`);
  return settings;
}

/**
 * Stores a site's settings whole. The CMS secret is kept where only the deliverer reads it; left out, the one
 * that stands remains.
 * @throws Problem `precondition_failed` where they have changed since they were read; `invalid` where the CMS cannot be called, a host belongs to another site, or the id is not the address's.
 */
export async function putSite(
  desk: Pick<Desk, 'registry' | 'cms'>,
  siteId: SiteId,
  settings: SiteSettings,
  cmsSecret: string | undefined,
  /** Refuses what the caller has not read, by its tag. */
  precondition?: (current: string | undefined) => void,
): Promise<SiteSettings> {
  if (settings.siteId !== siteId)
    throw new Problem('invalid', `the settings name site ${settings.siteId}, the address ${siteId}`, {
      errors: [{ pointer: '/settings/siteId', detail: `expected ${siteId}` }],
    });
  const refusal = desk.cms.refusalOf(settings.cms.endpoint);
  if (refusal)
    throw new Problem('invalid', 'no order could be sent to this CMS', {
      errors: [{ pointer: '/settings/cms/endpoint', detail: refusal.message }],
    });
  // Every address is looked up by its canonical host, so that www and the bare name are one site.
  const hosts = settings.hosts.map(canonicalHost);
  const owners = await Promise.all(hosts.map((host) => desk.registry.siteOfHost(host)));
  const errors = owners.flatMap((owner, i) =>
    owner && owner.siteId !== siteId
      ? [{ pointer: `/settings/hosts/${i}`, detail: 'belongs to another site of this desk' }]
      : [],
  );
  if (errors.length > 0) throw new Problem('invalid', 'a host can belong to one site only', { errors });
  const stored = { ...settings, hosts: [...new Set(hosts)] };
  await desk.registry.putSite(stored, cmsSecret, (stands) => precondition?.(stands && siteTag(stands)));
  return stored;
}
