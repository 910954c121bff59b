import { type Instant, plus } from '../clock/instant';
import type { Actor, CaseFile, CaseHead, Lease } from './case';
import type { Change } from './change';
import type { EventOf } from './event';
import { type DecideContext, type Refusal, refusal } from './transition';

/** The lease that stands now; one that has run out is none. */
export const liveLease = ({ lease }: Pick<CaseHead, 'lease'>, now: string) =>
  lease !== undefined && now < lease.expiresAt ? lease : undefined;

/**
 * One person at a time. The holder's own claim renews it under the same token, so that what is typed stays valid;
 * anybody's claim after it ran out has a higher one.
 */
export function claim(
  { head }: CaseFile,
  { actor }: EventOf<'claimed'>,
  { now }: DecideContext,
): Change | Refusal {
  const live = liveLease(head, now);
  if (live === undefined) return leaseTo(head, actor, now, 'claimed', {});
  if (live.holder === actor.id) return renewed(head, live, now);
  return refusal('conflict', `${live.holder} is working on this case until ${live.expiresAt}`, {
    holder: live.holder,
    expiresAt: live.expiresAt,
  });
}

/** A beat of the holder's heart. A claim that ran out is not revived: meanwhile the case was anybody's. */
export function renewClaim(
  { head }: CaseFile,
  { actor, leaseToken }: EventOf<'claim_renewed'>,
  { now }: DecideContext,
): Change | Refusal {
  const refused = refuseWithoutLease(head, actor, leaseToken, now);
  const live = liveLease(head, now);
  return refused ?? (live ? renewed(head, live, now) : refusal('conflict', 'you have no claim on this case'));
}

/** Takes a case out of somebody's hands, for a reason that stays on record; their token opens nothing any more. */
export function takeOver(
  { head }: CaseFile,
  { actor, reason }: EventOf<'taken_over'>,
  { now }: DecideContext,
): Change | Refusal {
  if (reason.trim() === '')
    return refusal('refused', 'say why you take the case over: its holder will read it');
  if (liveLease(head, now)?.holder === actor.id)
    return refusal('refused', 'you hold this case yourself: there is nobody to take it from');
  const { lease } = head;
  return leaseTo(head, actor, now, 'taken_over', {
    ...(lease ? { takenFrom: lease.holder, heldUntil: lease.expiresAt } : {}),
    reason: reason.trim(),
  });
}

const renewed = (head: CaseHead, lease: Lease, now: Instant): Change => ({
  outcome: 'change',
  head: { ...head, lease: { ...lease, expiresAt: plus(now, head.policy.leaseMs) } },
  steps: [],
  material: false,
});

function leaseTo(
  head: CaseHead,
  actor: Actor,
  now: Instant,
  event: 'claimed' | 'taken_over',
  facts: Readonly<Record<string, unknown>>,
): Change {
  const token = head.lastLeaseToken + 1;
  const expiresAt = plus(now, head.policy.leaseMs);
  return {
    outcome: 'change',
    head: { ...head, lease: { holder: actor.id, token, expiresAt }, lastLeaseToken: token },
    steps: [{ event, to: head.state, facts: { token, expiresAt, ...facts } }],
    material: false,
  };
}

export function release(
  { head }: CaseFile,
  { actor, leaseToken }: EventOf<'released'>,
  { now }: DecideContext,
): Change | Refusal {
  const refused = refuseWithoutLease(head, actor, leaseToken, now);
  if (refused) return refused;
  return {
    outcome: 'change',
    head: withoutLease(head),
    steps: [{ event: 'released', to: head.state, facts: { token: leaseToken } }],
    material: false,
  };
}

export function withoutLease(head: CaseHead): CaseHead {
  const { lease: _released, ...rest } = head;
  return rest;
}

/** The fence: only the live lease's holder, with its token. */
export function refuseWithoutLease(
  head: CaseHead,
  actor: Actor,
  token: number,
  now: string,
): Refusal | undefined {
  const live = liveLease(head, now);
  const facts = { yourToken: token, lastToken: head.lastLeaseToken, holder: live?.holder ?? null };
  if (live === undefined)
    return refusal('conflict', 'your claim on this case has run out: claim it again', facts);
  if (live.holder === actor.id && live.token === token) return undefined;
  if (live.holder === actor.id)
    return refusal('conflict', 'you have claimed this case again since: read it again', facts);
  return refusal(
    'conflict',
    // Only a former holder can have an older token; the holder's own was read in the case.
    token < live.token
      ? `${live.holder} has taken this case over: your claim is no longer valid`
      : `${live.holder} holds this case until ${live.expiresAt}, and you do not: claim it once it is free`,
    facts,
  );
}

/** For what needs no claim: somebody else's work is not taken from under them. */
export function refuseIfOthersWork(head: CaseHead, actor: Actor, now: string): Refusal | undefined {
  const live = liveLease(head, now);
  if (live === undefined || live.holder === actor.id) return undefined;
  return refusal('conflict', `${live.holder} is working on this case until ${live.expiresAt}`, {
    holder: live.holder,
    expiresAt: live.expiresAt,
  });
}
