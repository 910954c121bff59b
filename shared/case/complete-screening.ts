import type { CaseFile } from './case';
import { fulfilClocks } from './case-clocks';
import type { Change } from './change';
import type { EventOf } from './event';
import { refuseIfOthersWork } from './lease';
import type { DecideContext, Refusal } from './transition';
import { underReview } from './with-legal';

/** Triage finds the notice fit although the checker did not. */
export function completeScreening(
  { head }: CaseFile,
  event: EventOf<'completed'>,
  { now }: DecideContext,
): Change | Refusal {
  const refused = refuseIfOthersWork(head, event.actor, now);
  if (refused) return refused;
  return {
    outcome: 'change',
    head: { ...head, state: underReview(head), clocks: fulfilClocks(head.clocks, ['screen'], now) },
    steps: [{ event: 'completed', to: underReview(head), facts: { note: event.note } }],
    material: true,
  };
}
