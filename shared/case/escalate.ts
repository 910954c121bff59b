import type { CaseFile } from './case';
import { withClock } from './case-clocks';
import { atOnce, type Change } from './change';
import { alert, mail } from './effects';
import type { EventOf } from './event';
import { refuseIfOthersWork, withoutLease } from './lease';
import { withFlag } from './screening-events';
import { type DecideContext, type Refusal, refusal, type Unchanged } from './transition';

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
    head: { ...withoutLease(head), state: 'ESCALATED' },
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
    head: { ...withoutLease(head), state: 'IN_REVIEW' },
    steps: [{ event: 'returned', to: 'IN_REVIEW', facts: { note: note.trim() } }],
    material: true,
  };
}

/** Signals of misuse are a prompt for a person, never a verdict; nobody outside is told. */
export function flagAbuse(
  { head }: CaseFile,
  { signals }: EventOf<'abuse_flagged'>,
  context: DecideContext,
): Change | Refusal | Unchanged {
  if (new Set(signals).size < 2) return refusal('refused', 'one signal is not enough: name at least two');
  if (head.flags.includes('ABUSE_SUSPECTED')) return { outcome: 'unchanged' };
  const escalates = head.state === 'IN_REVIEW';
  const state = escalates ? 'ESCALATED' : head.state;
  return {
    outcome: 'change',
    head: { ...(escalates ? withoutLease(head) : head), state, flags: withFlag(head, 'ABUSE_SUSPECTED') },
    steps: [{ event: 'abuse_flagged', to: state, facts: { signals } }],
    effects: escalates
      ? atOnce(context, [
          alert(head, 'warning', 'case-escalated', 'signals of misuse', `abuse/${head.version + 1}`, {
            audience: ['legal'],
          }),
        ])
      : [],
    material: true,
  };
}

/** New facts on a closed case: what was kept is open again, under a new cycle of the promise. */
export function reopen(
  { head, items }: CaseFile,
  { newFacts }: EventOf<'reopened'>,
  context: DecideContext,
): Change | Refusal {
  if (newFacts.trim() === '') return refusal('refused', 'name the new facts');
  const { now } = context;
  const changed = items
    .filter(({ state }) => state !== 'WITHDRAWN')
    .map(({ decision: _decision, acknowledgedAt: _ack, confirmedGoneAt: _gone, ...item }) => ({
      ...item,
      state: 'PENDING' as const,
    }));
  if (changed.length === 0) return refusal('refused', 'every item was withdrawn: there is nothing to reopen');
  const { closedAt: _closed, outcome: _outcome, ...rest } = head;
  const decide = withClock(head.clocks, head.policy, head.kind === 'notice' ? 'decide' : 'dispose', now);
  return {
    outcome: 'change',
    head: {
      ...rest,
      state: 'IN_REVIEW',
      clocks: head.kind === 'notice' ? withClock(decide, head.policy, 'confirm_gone', now) : decide,
    },
    items: changed,
    steps: [{ event: 'reopened', to: 'IN_REVIEW', facts: { newFacts: newFacts.trim() } }],
    effects: head.kind === 'notice' ? atOnce(context, [mail(head, 'complainant', 'reopened')]) : [],
    material: true,
  };
}
