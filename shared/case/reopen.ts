import type { CaseFile } from './case';
import { withClock } from './case-clocks';
import { atOnce, type Change } from './change';
import { mail } from './effects';
import type { EventOf } from './event';
import { type DecideContext, type Refusal, refusal } from './transition';
import { withoutLegal } from './with-legal';

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
    .map(({ decision: _decision, acknowledgedAt: _ack, confirmedGoneAt: _gone, toldAt: _told, ...item }) => ({
      ...item,
      state: 'PENDING' as const,
    }));
  if (changed.length === 0) return refusal('refused', 'every item was withdrawn: there is nothing to reopen');
  const { closedAt: _closed, outcome: _outcome, outcomeVersion: _told, ...rest } = withoutLegal(head);
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
