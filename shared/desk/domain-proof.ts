import type { FetchRefusal } from '../case/fetch-refusal';
import { type Instant, MINUTE, plus } from '../clock/instant';
import type { PublisherId } from '../ids';
import { Problem } from '../problem';
import type { DomainCheck } from '../wire/messages';
import type { Desk, DomainClaim, Publisher } from './desk';

export const proofFile = (domain: string): string => `https://${domain}/.well-known/copydesk.txt`;
/** Whose TXT record may hold the token instead. */
export const proofName = (domain: string): string => `_copydesk.${domain}`;

/** What a domain said of itself when it was looked at. */
export interface ProofRecord {
  readonly lookedAt: Instant;
  readonly file:
    | { readonly outcome: 'fetched'; readonly lines: readonly string[] }
    | { readonly outcome: 'refused'; readonly why: FetchRefusal | 'elsewhere' };
  readonly texts: readonly string[];
}

export const proofKey = ({ publisherId, domain }: Pick<DomainClaim, 'publisherId' | 'domain'>): string =>
  `proofs/${publisherId}/${domain}.json`;

const MAX_CLAIMS = 50;

/** Adds domains to those a publisher says are its own; one that is there already keeps its token. */
export async function claimDomains(
  desk: Pick<Desk, 'now' | 'ids' | 'registry'>,
  publisherId: PublisherId,
  domains: readonly string[],
): Promise<void> {
  const known = (await desk.registry.domainsOf(publisherId)).map(({ domain }) => domain);
  const added = [...new Set(domains)].filter((domain) => !known.includes(domain));
  if (known.length + added.length > MAX_CLAIMS)
    throw new Problem('refused', `one account holds ${MAX_CLAIMS} domains`);
  for (const domain of added) {
    const claim: DomainClaim = {
      publisherId,
      domain,
      token: `copydesk-verification=${desk.ids.secret()}`,
      claimedAt: desk.now(),
    };
    await desk.registry.changeDomain(claim, await desk.registry.domain(publisherId, domain));
  }
}

/** @throws Problem `not_found`, also where it was removed. */
async function ownClaim(
  desk: Pick<Desk, 'registry'>,
  publisherId: PublisherId,
  domain: string,
): Promise<DomainClaim> {
  const claim = await desk.registry.domain(publisherId, domain);
  if (!claim || claim.removedAt !== undefined)
    throw new Problem('not_found', 'this domain is not on your list');
  return claim;
}

/** A look that nothing came of is asked for again after this. */
const LOOK_MS = 10 * MINUTE;

/** Somebody was asked to look, and what they saw is not judged yet. */
export const isLookedFor = ({ askedAt, lookedAt }: DomainClaim): boolean =>
  askedAt !== undefined && (lookedAt === undefined || lookedAt < askedAt);

/** Has a domain looked at for its token, by the function that may go there; not twice at the same time. */
export async function lookAtDomain(
  desk: Pick<Desk, 'now' | 'registry' | 'work'>,
  claim: DomainClaim,
): Promise<void> {
  const { publisherId, domain, askedAt } = claim;
  const now = desk.now();
  if (isLookedFor(claim) && askedAt !== undefined && plus(askedAt, LOOK_MS) > now) return;
  // Before it is sent: what is seen is judged only when it was seen afterwards.
  if ((await desk.registry.changeDomain({ ...claim, askedAt: now }, claim)) !== 'stored') return;
  const message: DomainCheck = { kind: 'domain.check', publisherId, domain };
  await desk.work.fetches.send([JSON.stringify(message)]);
}

/** @throws Problem `not_found`. */
export async function askForProof(
  desk: Pick<Desk, 'now' | 'registry' | 'work'>,
  publisherId: PublisherId,
  domain: string,
): Promise<void> {
  const claim = await ownClaim(desk, publisherId, domain);
  if (!claim.proven) await lookAtDomain(desk, claim);
}

/**
 * A publisher gives a domain up: nothing more can be registered there, and another account may prove it. What was
 * registered stays. @throws Problem `not_found`, `conflict`.
 */
export async function removeDomain(
  desk: Pick<Desk, 'now' | 'registry'>,
  publisherId: PublisherId,
  domain: string,
): Promise<void> {
  const claim = await ownClaim(desk, publisherId, domain);
  const { proven: _given, ...rest } = claim;
  const removed: DomainClaim = { ...rest, removedAt: desk.now() };
  if ((await desk.registry.changeDomain(removed, claim)) !== 'stored')
    throw new Problem('conflict', 'the domain was looked at just now: try again');
}

/** Hosts of which a publisher may register originals; every one where staff vouch for it. */
export const provenDomains = (claims: readonly DomainClaim[]): readonly string[] =>
  claims.flatMap(({ domain, proven }) => (proven ? [domain] : []));

/** The proven domain that a host is part of. */
export const coveringDomain = (claims: readonly DomainClaim[], host: string): string | undefined =>
  provenDomains(claims).find((domain) => isBelow(host, domain));

export const isBelow = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`);

/** Nothing is believed of them yet. */
export const lacksProof = (
  { selfRegistered }: Pick<Publisher, 'selfRegistered'>,
  claims: readonly DomainClaim[],
): boolean => selfRegistered === true && provenDomains(claims).length === 0;

/** Why an original may not be registered by a publisher; undefined where it may. */
export function refusalOfOriginal(
  { selfRegistered }: Pick<Publisher, 'selfRegistered'>,
  claims: readonly DomainClaim[],
  address: string | undefined,
): string | undefined {
  if (!selfRegistered) return undefined;
  const host = address === undefined ? undefined : URL.parse(address)?.hostname;
  if (host === undefined) return 'give the address at which you published it: it says whose work it is';
  return coveringDomain(claims, host) === undefined
    ? `you have not proven that ${host} is yours: prove its domain in your account first`
    : undefined;
}

/** @throws Problem `forbidden`. */
export async function assertOwnHost(
  desk: Pick<Desk, 'registry'>,
  publisherId: PublisherId,
  address: string | undefined,
): Promise<void> {
  const publisher = await desk.registry.publisher(publisherId);
  if (!publisher?.selfRegistered) return;
  const refusal = refusalOfOriginal(publisher, await desk.registry.domainsOf(publisherId), address);
  if (refusal !== undefined) throw new Problem('forbidden', refusal);
}
