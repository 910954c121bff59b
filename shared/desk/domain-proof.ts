import type { FetchRefusal } from '../case/fetch-refusal';
import type { Instant } from '../clock/instant';
import { domainChecked } from '../events';
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
    | { readonly outcome: 'refused'; readonly why: FetchRefusal };
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
  for (const domain of added)
    await desk.registry.putDomain({
      publisherId,
      domain,
      token: `copydesk-verification=${desk.ids.secret()}`,
      claimedAt: desk.now(),
    });
}

/** Has a domain looked at for its token, by the function that may go there. @throws Problem `not_found`. */
export async function askForProof(
  desk: Pick<Desk, 'now' | 'registry' | 'work'>,
  publisherId: PublisherId,
  domain: string,
): Promise<void> {
  const claim = (await desk.registry.domainsOf(publisherId)).find((each) => each.domain === domain);
  if (!claim) throw new Problem('not_found', 'this domain is not on your list');
  if (claim.proven) return;
  const message: DomainCheck = { kind: 'domain.check', publisherId, domain };
  await desk.registry.putDomain({ ...claim, askedAt: desk.now() });
  await desk.work.fetches.send([JSON.stringify(message)]);
}

/** The domains of a publisher, after what was found at them since has been judged. */
export async function settledDomains(
  desk: Pick<Desk, 'registry' | 'records'>,
  publisherId: PublisherId,
): Promise<readonly DomainClaim[]> {
  const claims = await desk.registry.domainsOf(publisherId);
  return Promise.all(claims.map((claim) => settled(desk, claim)));
}

async function settled(desk: Pick<Desk, 'registry' | 'records'>, claim: DomainClaim): Promise<DomainClaim> {
  if (claim.proven || claim.askedAt === undefined) return claim;
  const stored = await desk.records.get(proofKey(claim));
  const record = stored && (JSON.parse(new TextDecoder().decode(stored.body)) as ProofRecord);
  if (!record || record.lookedAt < claim.askedAt || record.lookedAt === claim.missedAt) return claim;
  const by = proofIn(record, claim.token);
  const { publisherId } = claim;
  domainChecked(record.lookedAt, { publisherId, proof: by ?? 'none' });
  const judged: DomainClaim = by
    ? { ...claim, proven: { at: record.lookedAt, by } }
    : { ...claim, missedAt: record.lookedAt };
  await desk.registry.putDomain(judged);
  return judged;
}

function proofIn({ file, texts }: ProofRecord, token: string): 'file' | 'dns' | undefined {
  if (file.outcome === 'fetched' && file.lines.includes(token)) return 'file';
  return texts.includes(token) ? 'dns' : undefined;
}

/** Hosts of which a publisher may register originals; every one where staff vouch for it. */
export const provenDomains = (claims: readonly DomainClaim[]): readonly string[] =>
  claims.flatMap(({ domain, proven }) => (proven ? [domain] : []));

const isBelow = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

/** Why an original may not be registered by a publisher; undefined where it may. */
export function refusalOfOriginal(
  { selfRegistered }: Pick<Publisher, 'selfRegistered'>,
  claims: readonly DomainClaim[],
  address: string | undefined,
): string | undefined {
  if (!selfRegistered) return undefined;
  const host = address === undefined ? undefined : URL.parse(address)?.hostname;
  if (host === undefined) return 'give the address at which you published it: it says whose work it is';
  return provenDomains(claims).some((domain) => isBelow(host, domain))
    ? undefined
    : `you have not proven that ${host} is yours: prove its domain in your account first`;
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
