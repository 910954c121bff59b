import { domainChecked, domainContested, proofLapsed } from '../events';
import type { PublisherId } from '../ids';
import type { AccountMailMessage } from '../wire/messages';
import type { Desk, DomainClaim } from './desk';
import { isLookedFor, lookAtDomain, proofKey, type ProofRecord } from './domain-proof';

/** Looks in a row without a proof before a domain is proven no more. */
export const LAPSES_AFTER = 3;

/** A claim after what was seen at its domain. */
export function judged(claim: DomainClaim, record: ProofRecord): DomainClaim {
  const { missed, contestedAt, heldByAnother: _former, lapsedAt, proven, ...rest } = claim;
  const looked = { ...rest, lookedAt: record.lookedAt };
  const by = proofIn(record, claim.token);
  if (by) return { ...looked, proven: { at: proven?.at ?? record.lookedAt, by } };
  const seen: DomainClaim = {
    ...looked,
    missed: {
      times: (missed?.times ?? 0) + 1,
      file: record.file.outcome === 'refused' ? record.file.why : 'other_text',
      texts: record.texts.length,
    },
  };
  if (!proven) return { ...seen, ...(lapsedAt !== undefined && { lapsedAt }) };
  // Whoever contests it has shown that the domain can be reached, and whose it is now.
  const isOver = contestedAt !== undefined || seen.missed!.times >= LAPSES_AFTER;
  return isOver ? { ...seen, lapsedAt: record.lookedAt } : { ...seen, proven };
}

function proofIn({ file, texts }: ProofRecord, token: string): 'file' | 'dns' | undefined {
  if (file.outcome === 'fetched' && file.lines.includes(token)) return 'file';
  return texts.includes(token) ? 'dns' : undefined;
}

export type SettleDesk = Pick<Desk, 'now' | 'registry' | 'records' | 'work'>;

/** The domains of a publisher, after what was found at them since has been judged. */
export async function settledDomains(
  desk: SettleDesk,
  publisherId: PublisherId,
): Promise<readonly DomainClaim[]> {
  const claims = await desk.registry.domainsOf(publisherId);
  return Promise.all(claims.map((claim) => settled(desk, claim)));
}

/** A claim after what was seen since it was last judged, if anything was; each look is judged once. */
export async function settled(desk: SettleDesk, claim: DomainClaim): Promise<DomainClaim> {
  const record = isLookedFor(claim) && (await seenSince(desk, claim));
  if (!record) return claim;
  const next = judged(claim, record);
  await tellPublisher(desk, claim, next);
  switch (await desk.registry.changeDomain(next, claim)) {
    case 'stored':
      report(claim, next);
      return next;
    case 'held':
      return contested(desk, next, claim);
    case 'changed':
      return (await desk.registry.domain(claim.publisherId, claim.domain)) ?? claim;
  }
}

async function seenSince(desk: Pick<Desk, 'records'>, claim: DomainClaim): Promise<ProofRecord | undefined> {
  const stored = await desk.records.get(proofKey(claim));
  const record = stored && (JSON.parse(new TextDecoder().decode(stored.body)) as ProofRecord);
  return record && record.lookedAt >= claim.askedAt! ? record : undefined;
}

/** Before it is stored: to be told twice is better than never. */
async function tellPublisher(
  desk: Pick<Desk, 'work'>,
  { publisherId, domain, proven }: DomainClaim,
  next: DomainClaim,
): Promise<void> {
  const isFirstMiss = next.proven !== undefined && next.missed?.times === 1;
  const hasLapsed = proven !== undefined && next.proven === undefined;
  if (!isFirstMiss && !hasLapsed) return;
  const message: AccountMailMessage = {
    kind: 'account_mail',
    publisherId,
    about: { what: hasLapsed ? 'proof_lapsed' : 'proof_missing', domain },
  };
  await desk.work.delivery.send([JSON.stringify(message)]);
}

function report(before: DomainClaim, { publisherId, proven, missed, lookedAt }: DomainClaim): void {
  domainChecked(lookedAt!, { publisherId, proof: missed ? 'none' : (proven?.by ?? 'none') });
  if (before.proven && !proven) proofLapsed(lookedAt!, { publisherId });
}

/**
 * The token stands there, and the domain is another account's. What was seen of that one's proof since it was contested
 * decides; before anything was, it is looked at, and staff hear of it (an alarm on the event).
 */
async function contested(desk: SettleDesk, next: DomainClaim, before: DomainClaim): Promise<DomainClaim> {
  const { publisherId, domain } = before;
  const holder = await desk.registry.holderOf(domain);
  const claim = holder && (await desk.registry.domain(holder, domain));
  const held = claim && (await settled(desk, claim));
  if (!held?.proven && (await desk.registry.changeDomain(next, before)) === 'stored') {
    report(before, next);
    return next;
  }
  const { proven: _not, ...rest } = next;
  const refused: DomainClaim = { ...rest, heldByAnother: true };
  await desk.registry.changeDomain(refused, before);
  if (!held?.proven || held.contestedAt !== undefined) return refused;
  const now = desk.now();
  domainContested(now, { publisherId, holder: held.publisherId });
  const challenged: DomainClaim = { ...held, contestedAt: now };
  if ((await desk.registry.changeDomain(challenged, held)) === 'stored') await lookAtDomain(desk, challenged);
  return refused;
}
