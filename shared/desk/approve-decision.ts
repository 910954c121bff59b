import type { Actor } from '../case/case';
import { proposedItems } from '../case/proposal';
import { ITEMS_PER_WRITE } from '../case/transition';
import { plus } from '../clock/instant';
import { caseMoved } from '../events';
import type { CaseId } from '../ids';
import { type CaseDesk, changeCase, loadCase } from './change-case';
import { type Decided, decided } from './decide-items';

/**
 * A second person agrees to a proposed decision, to all of it or to some items; 25 of them at a time. Now it takes effect.
 * @throws Problem `forbidden` for who proposed it, `conflict` where what was read is no longer current.
 */
export async function approveDecision(
  desk: CaseDesk,
  id: CaseId,
  actor: Actor,
  { version, items }: { readonly version: number; readonly items?: readonly number[] },
): Promise<Decided> {
  const file = await loadCase(desk, id);
  const agreed = items ?? proposedItems(file).map(({ no }) => no);
  let read = version;
  let continues: number | undefined;
  let after = file;
  // Where nothing is proposed the rules say so.
  for (let from = 0; from === 0 || from < agreed.length; from += ITEMS_PER_WRITE) {
    const part = agreed.slice(from, from + ITEMS_PER_WRITE);
    const event = {
      type: 'decision_approved',
      actor,
      version: read,
      items: part,
      ...(continues === undefined ? {} : { continues }),
    } as const;
    ({ file: after } = await changeCase(
      desk,
      id,
      () => event,
      () => part,
    ));
    caseMoved(desk.now(), { caseId: id, move: 'decision_approved', state: after.head.state });
    read = after.head.version;
    continues = after.head.lastDecisionVersion;
  }
  return decided(after, plus(desk.now(), after.head.policy.undoMs));
}
