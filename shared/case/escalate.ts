import type { CaseFile } from './case';
import { atOnce, type Change } from './change';
import { alert } from './effects';
import type { EventOf } from './event';
import { refuseIfOthersWork, withoutLease } from './lease';
import { type DecideContext, type Refusal, refusal } from './transition';
import { withoutLegal } from './with-legal';

/** To the legal team; the clock runs on. */
export function escalate(
  { head }: CaseFile,
  { actor, reason }: EventOf<'escalated'>,
  context: DecideContext,
): Change | Refusal {
  const refused = actor.role === 'SYS' ? undefined : refuseIfOthersWork(head, actor, context.now);
  if (refused) return refused;
  if (reason.trim() === '') return refusal('refused', 'say what the legal team is to look at');
  return {
    outcome: 'change',
    head: { ...withoutLease(head), state: 'ESCALATED', withLegal: true },
    steps: [{ event: 'escalated', to: 'ESCALATED', facts: { reason: reason.trim() } }],
    effects: atOnce(context, [
      alert(
        head,
        'warning',
        'case-escalated',
        'escalated to the legal team',
        `escalated/${head.version + 1}`,
        {
          audience: ['legal'],
        },
      ),
    ]),
    material: false,
  };
}

export function returnToReview(
  { head }: CaseFile,
  { actor, note }: EventOf<'returned'>,
  { now }: DecideContext,
): Change | Refusal {
  const refused = refuseIfOthersWork(head, actor, now);
  if (refused) return refused;
  if (note.trim() === '') return refusal('refused', 'leave a note for the reviewer');
  return {
    outcome: 'change',
    head: { ...withoutLegal(withoutLease(head)), state: 'IN_REVIEW' },
    steps: [{ event: 'returned', to: 'IN_REVIEW', facts: { note: note.trim() } }],
    material: true,
  };
}
