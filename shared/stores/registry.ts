import { between, SECOND, type Instant } from '../clock/instant';
import type { ApiKey, Publisher, Registry } from '../desk/desk';
import type { SigningSecret } from '../desk/signing-secret';
import type { SiteSettings } from '../desk/site';
import type { PublisherId, SiteId } from '../ids';
import type { Licence } from '../licence/licence';
import { Problem } from '../problem';
import { absent, FORMAT, type Condition, type Key, type Row, type Table } from './table';

/** How long another process may still see a site's former settings. Keys and licences are never remembered: a withdrawal holds at once. */
const REMEMBERED_MS = 30 * SECOND;

const publisherKey = (id: PublisherId): Key => ({ pk: `PUBLISHER#${id}`, sk: 'HEAD' });
const siteKey = (id: SiteId): Key => ({ pk: `SITE#${id}`, sk: 'SETTINGS' });
const hostKey = (host: string): Key => ({ pk: `HOST#${host.toLowerCase()}`, sk: 'SITE' });
/** The one set with the settings; those of rotations stand behind it, by their instants. */
const secretKey = (id: SiteId): Key => ({ pk: `SECRET#${id}`, sk: 'CMS' });
const rotatedKey = (id: SiteId, from: Instant): Key => ({ pk: secretKey(id).pk, sk: `CMS#${from}` });
const apiKeyKey = (id: ApiKey['id']): Key => ({ pk: `KEY#${id}`, sk: 'HEAD' });

const row = (key: Key, body: object): Row => ({ ...key, format: FORMAT, body });

const freeOrOf = (siteId: SiteId): Condition => ({
  expression: `${absent.expression} OR #body.#siteId = :siteId`,
  names: { '#body': 'body', '#siteId': 'siteId' },
  values: { ':siteId': siteId },
});

export function openRegistry(registry: Table, now: () => Instant): Registry {
  const setAlone = (secret: string): SigningSecret => ({ secret, from: now(), formerUntil: now() });
  const sites = new Map<SiteId, { readonly settings: SiteSettings; readonly readAt: Instant }>();

  async function site(id: SiteId): Promise<SiteSettings | undefined> {
    const known = sites.get(id);
    const age = known ? between(known.readAt, now()) : Infinity;
    // A clock that was set back makes what is remembered old, not young.
    if (known && age >= 0 && age < REMEMBERED_MS) return known.settings;
    const settings = await registry.get<SiteSettings>(siteKey(id));
    if (settings) sites.set(id, { settings, readAt: now() });
    return settings;
  }

  return {
    key: (id) => registry.get<ApiKey>(apiKeyKey(id)),
    async putKey(key) {
      await registry.put(row(apiKeyKey(key.id), key));
    },

    publisher: (id) => registry.get<Publisher>(publisherKey(id)),
    putPublisher: (publisher) => registry.put(row(publisherKey(publisher.id), publisher), absent),

    licencesOf: (id) => registry.all<Licence>({ pk: publisherKey(id).pk, from: 'LICENCE#', to: 'LICENCE#~' }),
    async putLicence(licence) {
      const { pk } = publisherKey(licence.publisherId);
      await registry.put(row({ pk, sk: `LICENCE#${licence.id}` }, licence));
    },

    site,

    async siteOfHost(host) {
      const owner = await registry.get<{ readonly siteId: SiteId }>(hostKey(host));
      return owner && (await site(owner.siteId));
    },

    async putSite(settings, cmsSecret) {
      const { siteId, hosts } = settings;
      const before = await registry.get<SiteSettings>(siteKey(siteId));
      const kept = new Set(hosts.map((host) => hostKey(host).pk));
      const given = (before?.hosts ?? []).map(hostKey).filter(({ pk }) => !kept.has(pk));
      const stored = await registry.transact([
        { put: row(siteKey(siteId), settings) },
        ...[...kept].map((pk) => ({ put: row({ pk, sk: 'SITE' }, { siteId }), if: freeOrOf(siteId) })),
        ...given.map((key) => ({ delete: key, if: freeOrOf(siteId) })),
        ...(cmsSecret === undefined ? [] : [{ put: row(secretKey(siteId), setAlone(cmsSecret)) }]),
      ]);
      if (!stored) throw new Problem('conflict', `a host of site ${siteId} belongs to another site`);
      sites.delete(siteId);
    },

    async addCmsSecret(id, secret) {
      await registry.put(row(rotatedKey(id, secret.from ?? now()), secret));
    },

    cmsSecrets: (id) => registry.all<SigningSecret>({ pk: secretKey(id).pk, from: 'CMS', to: 'CMS#~' }),
  };
}
