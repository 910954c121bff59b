import type { Actor, Lease } from '../case/case';
import type { CaseEvent } from '../case/event';
import { caseClaimed } from '../events';
import type { CaseId } from '../ids';
import { Problem } from '../problem';
import { type CaseDesk, changeCase } from './change-case';

export interface Claim {
  readonly caseId: CaseId;
  /** Goes with every decision: the fence against who has lost the case meanwhile. */
  readonly lease: Lease;
  readonly version: number;
}

/** Takes a case for one person. @throws Problem `conflict` while somebody else works on it. */
export const claimCase = (desk: CaseDesk, id: CaseId, actor: Actor): Promise<Claim> =>
  leased(desk, id, { type: 'claimed', actor });

/** Takes a case out of somebody's hands, for a reason that stays in the timeline. */
export const takeOverCase = (desk: CaseDesk, id: CaseId, actor: Actor, reason: string): Promise<Claim> =>
  leased(desk, id, { type: 'taken_over', actor, reason });

/** The holder is still at it. @throws Problem `conflict` where the claim ran out or somebody has taken it over. */
export const renewClaim = (desk: CaseDesk, id: CaseId, actor: Actor, leaseToken: number): Promise<Claim> =>
  leased(desk, id, { type: 'claim_renewed', actor, leaseToken });

async function leased(desk: CaseDesk, id: CaseId, event: CaseEvent): Promise<Claim> {
  const { head } = (await changeCase(desk, id, () => event)).file;
  if (!head.lease) throw new Problem('corrupt', `case ${id} was claimed and has no lease`);
  if (event.type !== 'claim_renewed') caseClaimed(desk.now(), { caseId: id, token: head.lease.token });
  return { caseId: id, lease: head.lease, version: head.version };
}
