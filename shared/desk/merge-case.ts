import type { Actor } from '../case/case';
import { caseMoved } from '../events';
import type { CaseId } from '../ids';
import { Problem } from '../problem';
import { type CaseDesk, changeCase, loadCase } from './change-case';
import { type Moved, moved } from './move-case';

/**
 * A person confirms that two cases are one complaint: the other takes over the earlier receipt, then this one ends. Called
 * again after it broke off in between, it goes on where it stopped.
 * @throws Problem `refused` where either is decided already or the two cases are of different sites.
 */
export async function mergeCase(desk: CaseDesk, id: CaseId, into: CaseId, actor: Actor): Promise<Moved> {
  if (into === id) throw new Problem('refused', 'a case can not be merged into itself');
  const [from, other] = await Promise.all([loadCase(desk, id), loadCase(desk, into)]);
  if (from.head.siteId !== other.head.siteId || other.head.kind !== from.head.kind)
    throw new Problem('refused', `${into} is not a complaint to the same site`);
  const absorbed = (await desk.cases.timeline(into)).some(
    ({ event, facts }) => event === 'duplicate_absorbed' && facts['from'] === id,
  );
  if (!absorbed)
    await changeCase(desk, into, () => ({
      type: 'duplicate_absorbed',
      actor: { role: 'SYS', id: 'merge-case' },
      from: id,
      receivedAt: from.head.receivedAt,
    }));
  const { file } = await changeCase(desk, id, () => ({ type: 'merged', actor, into }));
  caseMoved(desk.now(), { caseId: id, move: 'merged', state: file.head.state });
  return moved(file);
}
