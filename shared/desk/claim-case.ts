import type { Actor, Lease } from '../case/case';
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
export async function claimCase(desk: CaseDesk, id: CaseId, actor: Actor, takeOver: boolean): Promise<Claim> {
  const claimed = await changeCase(desk, id, () => ({ type: 'claimed', actor, takeOver }));
  const { head } = claimed.file;
  if (!head.lease) throw new Problem('corrupt', `case ${id} was claimed and has no lease`);
  caseClaimed(desk.now(), { caseId: id, token: head.lease.token });
  return { caseId: id, lease: head.lease, version: head.version };
}
