import type { Actor } from '../case/case';
import { between } from '../clock/instant';
import { itemsDecided } from '../events';
import type { CaseId } from '../ids';
import type { CloseRequest } from '../wire/decision-request';
import { type CaseDesk, changeCase } from './change-case';
import { type Decided, decided } from './decide-items';

/**
 * A person closes a complaint as a whole, its addresses unjudged: the way out for one that names none. The complainant
 * is told why at once.
 * @throws Problem `conflict` with what changed, where the claim or what was read is no longer current.
 */
export async function closeComplaint(
  desk: CaseDesk,
  id: CaseId,
  actor: Actor,
  { leaseToken, version, close }: CloseRequest,
): Promise<Decided> {
  const { file } = await changeCase(desk, id, () => ({
    type: 'turned_away',
    actor,
    leaseToken,
    version,
    ...close,
  }));
  const now = desk.now();
  itemsDecided(now, {
    caseId: id,
    actions: [],
    reasonCodes: [close.reasonCode],
    ageMs: between(file.head.receivedAt, now),
  });
  return decided(file, now);
}
