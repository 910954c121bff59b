import type { Actor } from '../case/case';
import { caseReleased } from '../events';
import type { CaseId } from '../ids';
import { type CaseDesk, changeCase } from './change-case';

/** Gives a claimed case back. @throws Problem `conflict` where the claim is no longer the caller's. */
export async function releaseCase(
  desk: CaseDesk,
  id: CaseId,
  actor: Actor,
  leaseToken: number,
): Promise<void> {
  await changeCase(desk, id, () => ({ type: 'released', actor, leaseToken }));
  caseReleased(desk.now(), { caseId: id });
}
