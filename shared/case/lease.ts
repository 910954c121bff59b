import { plus } from '../clock/instant';
import type { Actor, CaseFile, CaseHead } from './case';
import type { Change } from './change';
import type { EventOf } from './event';
import { type DecideContext, type Refusal, refusal } from './transition';

/** The lease that stands now; one that has run out is none. */
export const liveLease = ({ lease }: CaseHead, now: string) =>
  lease !== undefined && now < lease.expiresAt ? lease : undefined;

/**
 * One person at a time. The holder's own claim renews it under the same token, so that what is typed stays valid;
 * anybody's claim after it ran out, or a manager's at any time, takes it over under a higher one.
 */
export function claim(
  { head }: CaseFile,
  { actor, takeOver = false }: EventOf<'claimed'>,
  { now }: DecideContext,
): Change | Refusal {
  const live = liveLease(head, now);
  const expiresAt = plus(now, head.policy.leaseMs);
  if (live?.holder === actor.id)
    return {
      outcome: 'change',
      head: { ...head, lease: { ...live, expiresAt } },
      steps: [],
      material: false,
    };
  if (live && !(takeOver && actor.role === 'MGR'))
    return refusal('conflict', `${live.holder} is working on this case until ${live.expiresAt}`, {
      holder: live.holder,
      expiresAt: live.expiresAt,
    });
  const token = head.lastLeaseToken + 1;
  return {
    outcome: 'change',
    head: { ...head, lease: { holder: actor.id, token, expiresAt }, lastLeaseToken: token },
    steps: [
      {
        event: 'claimed',
        to: head.state,
        facts: { token, expiresAt, ...(live ? { takenFrom: live.holder } : {}) },
      },
    ],
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
