import { canonicalHost } from '../article/canonical-url';
import type { SiteId } from '../ids';
import { Problem } from '../problem';
import type { Desk } from './desk';
import type { SiteSettings } from './site';

/** @throws Problem `not_found`. */
export async function readSite(desk: Pick<Desk, 'registry'>, siteId: SiteId): Promise<SiteSettings> {
  const settings = await desk.registry.site(siteId);
  if (!settings)
    throw new Problem('not_found', `no settings for site ${siteId}: set them with copydesk init`);
  return settings;
}

/**
 * Stores a site's settings whole. The CMS secret is kept where only the deliverer reads it; left out, the one
 * that stands remains.
 * @throws Problem `invalid` where the CMS cannot be called, a host belongs to another site, or the id is not the address's.
 */
export async function putSite(
  desk: Pick<Desk, 'registry' | 'cms'>,
  siteId: SiteId,
  settings: SiteSettings,
  cmsSecret: string | undefined,
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
  await desk.registry.putSite(stored, cmsSecret);
  return stored;
}
