import { between, SECOND, type Instant } from '../clock/instant';
import type { ApiKey, DomainClaim, Publisher, Registry } from '../desk/desk';
import { mailboxOf } from '../desk/mailbox';
import type { SigningSecret } from '../desk/signing-secret';
import type { SiteSettings } from '../desk/site';
import type { PublisherId, SiteId } from '../ids';
import type { Licence } from '../licence/licence';
import { Problem } from '../problem';
import { canonicalJson } from '../case/timeline';
import { absent, FORMAT, type Condition, type Key, type Row, type Table } from './table';

/** How long another process may still see a site's former settings. Keys and licences are never remembered: a withdrawal holds at once. */
const REMEMBERED_MS = 30 * SECOND;

const publisherKey = (id: PublisherId): Key => ({ pk: `PUBLISHER#${id}`, sk: 'HEAD' });
const contactPk = (mailbox: string): string => `CONTACT#${mailbox}`;
const contactKey = ({ id, email }: Publisher): Key => ({
  pk: contactPk(mailboxOf(email)),
  sk: publisherKey(id).pk,
});
const domainKey = (id: PublisherId, domain: string): Key => ({
  pk: publisherKey(id).pk,
  sk: `DOMAIN#${domain}`,
});
/** Who has proven a domain; all in one partition, to be gone through. */
const HELD = 'DOMAIN';
const heldKey = (domain: string): Key => ({ pk: HELD, sk: domain });
type Held = Pick<DomainClaim, 'publisherId' | 'domain'>;
const siteKey = (id: SiteId): Key => ({ pk: `SITE#${id}`, sk: 'SETTINGS' });
const hostKey = (host: string): Key => ({ pk: `HOST#${host.toLowerCase()}`, sk: 'SITE' });
/** The one set with the settings; those of rotations stand behind it, by their instants. */
const secretKey = (id: SiteId): Key => ({ pk: `SECRET#${id}`, sk: 'CMS' });
const rotatedKey = (id: SiteId, from: Instant): Key => ({ pk: secretKey(id).pk, sk: `CMS#${from}` });
/** No site's id has capital letters. */
const alertSecretPk = (id: PublisherId): string => `SECRET#PUBLISHER#${id}`;
const apiKeyKey = (id: ApiKey['id']): Key => ({ pk: `KEY#${id}`, sk: 'HEAD' });

const row = (key: Key, body: object): Row => ({ ...key, format: FORMAT, body });

const freeOrOf = (siteId: SiteId): Condition => ({
  expression: `${absent.expression} OR #body.#siteId = :siteId`,
  names: { '#body': 'body', '#siteId': 'siteId' },
  values: { ':siteId': siteId },
});

const freeOrHeldBy = (publisherId: PublisherId): Condition => ({
  expression: `${absent.expression} OR #body.#publisherId = :publisherId`,
  names: { '#body': 'body', '#publisherId': 'publisherId' },
  values: { ':publisherId': publisherId },
});

const unchanged = (body: object): Condition => ({
  expression: '#body = :body',
  names: { '#body': 'body' },
  values: { ':body': body },
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

  async function whyNotStored(id: SiteId, before: SiteSettings | undefined): Promise<Problem> {
    const stands = await registry.get<SiteSettings>(siteKey(id));
    return canonicalJson(stands) === canonicalJson(before)
      ? new Problem('conflict', `a host of site ${id} belongs to another site`)
      : new Problem('precondition_failed', `the settings of ${id} were changed meanwhile; read them again`);
  }

  return {
    key: (id) => registry.get<ApiKey>(apiKeyKey(id)),
    async putKey(key) {
      const { pk } = publisherKey(key.publisherId);
      await registry.transact([
        { put: row(apiKeyKey(key.id), key) },
        { put: row({ pk, sk: apiKeyKey(key.id).pk }, { id: key.id }) },
      ]);
    },
    changeKey: (key, before) => registry.put(row(apiKeyKey(key.id), key), unchanged(before)),
    async keysOf(id) {
      const { pk } = publisherKey(id);
      const named = await registry.all<Pick<ApiKey, 'id'>>({ pk, from: 'KEY#', to: 'KEY#~' });
      const keys = await Promise.all(named.map((key) => registry.get<ApiKey>(apiKeyKey(key.id))));
      return keys.filter((key) => key !== undefined);
    },

    publisher: (id) => registry.get<Publisher>(publisherKey(id)),
    putPublisher: (publisher) =>
      registry.transact([
        { put: row(publisherKey(publisher.id), publisher), if: absent },
        { put: row(contactKey(publisher), { publisherId: publisher.id }) },
      ]),
    changePublisher(publisher, before) {
      const [contact, former] = [contactKey(publisher), contactKey(before)];
      return registry.transact([
        { put: row(publisherKey(publisher.id), publisher), if: unchanged(before) },
        ...(contact.pk === former.pk
          ? []
          : [{ put: row(contact, { publisherId: publisher.id }) }, { delete: former }]),
      ]);
    },

    async domainsOf(id) {
      const { pk } = publisherKey(id);
      const claims = await registry.all<DomainClaim>({ pk, from: 'DOMAIN#', to: 'DOMAIN#~' });
      return claims.filter(({ removedAt }) => removedAt === undefined);
    },
    domain: (id, domain) => registry.get<DomainClaim>(domainKey(id, domain)),
    async changeDomain(claim, before) {
      const { publisherId, domain } = claim;
      const held = heldKey(domain);
      const stored = await registry.transact([
        {
          put: row(domainKey(publisherId, domain), claim),
          if: before ? unchanged(before) : absent,
        },
        ...(claim.proven ? [{ put: row(held, { publisherId, domain }), if: freeOrHeldBy(publisherId) }] : []),
        ...(before?.proven && !claim.proven ? [{ delete: held, if: freeOrHeldBy(publisherId) }] : []),
      ]);
      if (stored) return 'stored';
      const holder = claim.proven && (await registry.get<Held>(held));
      return holder && holder.publisherId !== publisherId ? 'held' : 'changed';
    },
    holderOf: async (domain) => (await registry.get<Held>(heldKey(domain)))?.publisherId,
    heldDomains: () => registry.all<Held>({ pk: HELD, from: '.', to: '~' }),

    async publishersAt(mailbox) {
      const rows = await registry.all<{ publisherId: PublisherId }>({
        pk: contactPk(mailbox),
        from: 'PUBLISHER#',
        to: 'PUBLISHER#~',
      });
      return rows.map(({ publisherId }) => publisherId);
    },

    licencesOf: (id) => registry.all<Licence>({ pk: publisherKey(id).pk, from: 'LICENCE#', to: 'LICENCE#~' }),
    async putLicence(licence) {
      const { pk } = publisherKey(licence.publisherId);
      await registry.put(row({ pk, sk: `LICENCE#${licence.id}` }, licence));
    },

    site,
    siteAsStored: (id) => registry.get<SiteSettings>(siteKey(id)),

    async siteOfHost(host) {
      const owner = await registry.get<{ readonly siteId: SiteId }>(hostKey(host));
      return owner && (await site(owner.siteId));
    },

    async putSite(settings, cmsSecret, permit) {
      const { siteId, hosts } = settings;
      const before = await registry.get<SiteSettings>(siteKey(siteId));
      permit?.(before);
      const kept = new Set(hosts.map((host) => hostKey(host).pk));
      const given = (before?.hosts ?? []).map(hostKey).filter(({ pk }) => !kept.has(pk));
      const stored = await registry.transact([
        { put: row(siteKey(siteId), settings), if: before ? unchanged(before) : absent },
        ...[...kept].map((pk) => ({ put: row({ pk, sk: 'SITE' }, { siteId }), if: freeOrOf(siteId) })),
        ...given.map((key) => ({ delete: key, if: freeOrOf(siteId) })),
        ...(cmsSecret === undefined ? [] : [{ put: row(secretKey(siteId), setAlone(cmsSecret)) }]),
      ]);
      if (!stored) throw await whyNotStored(siteId, before);
      sites.delete(siteId);
    },

    async addCmsSecret(id, secret) {
      await registry.put(row(rotatedKey(id, secret.from ?? now()), secret));
    },

    async addAlertSecret(id, secret) {
      await registry.put(row({ pk: alertSecretPk(id), sk: `ALERTS#${secret.from ?? now()}` }, secret));
    },
    alertSecrets: (id) =>
      registry.all<SigningSecret>({ pk: alertSecretPk(id), from: 'ALERTS#', to: 'ALERTS#~' }),

    cmsSecrets: (id) => registry.all<SigningSecret>({ pk: secretKey(id).pk, from: 'CMS', to: 'CMS#~' }),
  };
}
