import { DAY, HOUR, type Instant, plus } from '../clock/instant';
import { keyRevoked } from '../events';
import type { KeyId, PublisherId } from '../ids';
import { Problem } from '../problem';
import type { OwnKeyRequest } from '../wire/publishers';
import type { ApiKey, Desk, Publisher } from './desk';
import { provenDomains } from './domain-proof';
import { type IssuedKey, issueKey } from './publishers';

/** Long enough to put the new key in place everywhere. */
const OVERLAP_MS = 24 * HOUR;

/** Good keys of one account: one for each of its systems, with room to spare. */
export const MAX_KEYS = 25;
/** Replacing one is for when it leaked, which must not fail because others were replaced the same day. */
const MAX_KEYS_BY_REPLACING = 2 * MAX_KEYS;

/** As its publisher and staff see it. */
export interface OwnKey extends Omit<ApiKey, 'secretSha256' | 'publisherId' | 'lastsDays'> {
  readonly state: 'good' | 'expired' | 'revoked';
}

const stateOf = ({ revokedAt, expiresAt }: ApiKey, now: Instant): OwnKey['state'] => {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt !== undefined && expiresAt <= now ? 'expired' : 'good';
};

/** Good ones first. @throws Problem `not_found` for an unknown publisher. */
export async function listKeys(
  desk: Pick<Desk, 'now' | 'registry'>,
  publisherId: PublisherId,
): Promise<readonly OwnKey[]> {
  if (!(await desk.registry.publisher(publisherId)))
    throw new Problem('not_found', `there is no publisher ${publisherId}`);
  const now = desk.now();
  const keys = (await desk.registry.keysOf(publisherId)).map((key): OwnKey => {
    const { secretSha256: _hash, publisherId: _whose, lastsDays: _wanted, ...shown } = key;
    return { ...shown, state: stateOf(key, now) };
  });
  return keys.toSorted((a, b) => Number(b.state === 'good') - Number(a.state === 'good'));
}

/**
 * A publisher issues a key to themselves. Sending articles for a site is for those whom its operator lets do so.
 * @throws Problem `refused` before a domain is proven and where there are `MAX_KEYS`, `invalid` for a site that is not ours.
 */
export async function issueOwnKey(
  desk: Pick<Desk, 'now' | 'ids' | 'registry'>,
  publisher: Publisher,
  { name, siteHost, scopes, days }: OwnKeyRequest,
): Promise<IssuedKey> {
  const proven = provenDomains(await desk.registry.domainsOf(publisher.id));
  if (publisher.selfRegistered && proven.length === 0)
    throw new Problem('refused', 'prove a domain first: keys are issued from then on');
  const site = await desk.registry.siteOfHost(siteHost);
  if (!site)
    throw new Problem('invalid', 'the site is not ours', {
      errors: [{ pointer: '/siteHost', detail: 'we run no site of this name: check how it is spelt' }],
    });
  await refuseMoreThan(MAX_KEYS, desk, publisher.id);
  return issueKey(desk, publisher.id, {
    name,
    siteId: site.siteId,
    scopes: [...scopes],
    ...(days !== undefined && lasting(days, desk.now())),
  });
}

const lasting = (days: number, now: Instant): Pick<ApiKey, 'expiresAt' | 'lastsDays'> => ({
  expiresAt: plus(now, days * DAY),
  lastsDays: days,
});

async function refuseMoreThan(
  max: number,
  desk: Pick<Desk, 'now' | 'registry'>,
  publisherId: PublisherId,
): Promise<void> {
  const good = (await listKeys(desk, publisherId)).filter(({ state }) => state === 'good').length;
  if (good >= max)
    throw new Problem('refused', `${good} keys of yours are good: revoke one that nothing uses any more`);
}

/** @throws Problem `not_found`, also for another publisher's key. */
async function ownKey(
  desk: Pick<Desk, 'now' | 'registry'>,
  publisherId: PublisherId,
  id: KeyId,
): Promise<ApiKey> {
  const key = await desk.registry.key(id);
  if (key?.publisherId !== publisherId) throw new Problem('not_found', `${publisherId} has no key ${id}`);
  if (stateOf(key, desk.now()) !== 'good')
    throw new Problem('refused', `the key ${id} is not good any more: issue a new one`);
  return key;
}

/**
 * A new key for an old one, which is good for a day more. It lasts as long again where its publisher chose how long; to the same
 * end where whoever issued it to them did.
 * @throws Problem `refused` where it was replaced before, `conflict` where somebody replaced or revoked it meanwhile: it stays as they left it.
 */
export async function rotateKey(
  desk: Pick<Desk, 'now' | 'ids' | 'registry'>,
  publisherId: PublisherId,
  id: KeyId,
): Promise<IssuedKey> {
  const key = await ownKey(desk, publisherId, id);
  const { name, siteId, scopes, expiresAt, lastsDays, replacedAt } = key;
  // Pressed twice, or the page read again: the next key would live no longer than what is left of this one.
  if (replacedAt !== undefined)
    throw new Problem(
      'refused',
      `the key ${id} was replaced already: copy the new one, or replace that where it was not copied`,
    );
  await refuseMoreThan(MAX_KEYS_BY_REPLACING, desk, publisherId);
  const until = plus(desk.now(), OVERLAP_MS);
  const leaving: ApiKey = {
    ...key,
    replacedAt: desk.now(),
    expiresAt: expiresAt && expiresAt < until ? expiresAt : until,
  };
  if (!(await desk.registry.changeKey(leaving, key)))
    throw new Problem('conflict', `the key ${id} was changed just now: look at it again`);
  return issueKey(desk, publisherId, {
    name,
    siteId,
    scopes: [...scopes],
    ...(lastsDays === undefined ? expiresAt && { expiresAt } : lasting(lastsDays, desk.now())),
  });
}

/** At once and for good. */
export async function revokeKey(
  desk: Pick<Desk, 'now' | 'registry'>,
  publisherId: PublisherId,
  id: KeyId,
): Promise<void> {
  const key = await ownKey(desk, publisherId, id);
  await desk.registry.putKey({ ...key, revokedAt: desk.now() });
  keyRevoked(desk.now(), { keyId: id });
}
