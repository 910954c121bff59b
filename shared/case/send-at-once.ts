import type { CaseFile } from './case';
import type { Change } from './change';
import type { EventOf } from './event';
import { liveLease } from './lease';
import { type DecideContext, type Refusal, refusal, type Unchanged } from './transition';
import { waitsUntil } from './undo-window';

/**
 * The last decision does not wait to be taken back: what it owes is due now, and the undo is given up. For who decided, who
 * holds the case, or a manager.
 */
export function sendAtOnce(
  file: CaseFile,
  { actor }: EventOf<'sent_at_once'>,
  { now }: DecideContext,
): Change | Refusal | Unchanged {
  const { head, items } = file;
  const { lastDecisionVersion: version, sentAtOnce } = head;
  if (version !== undefined && version === sentAtOnce?.version) return { outcome: 'unchanged' };
  if (version === undefined || waitsUntil(file, now) === undefined)
    return refusal('refused', 'no decision waits here: what was decided has been carried out');
  const decision = items.find((item) => item.decision?.version === version)?.decision;
  const entitled = [decision?.decidedBy.id, decision?.approvedBy?.id, liveLease(head, now)?.holder];
  if (actor.role !== 'MGR' && !entitled.includes(actor.id))
    return refusal(
      'forbidden',
      'a decision is sent at once by who made it, who holds the case, or a manager',
    );
  return {
    outcome: 'change',
    head: { ...head, sentAtOnce: { version, at: now, by: actor.id } },
    steps: [{ event: 'sent_at_once', to: head.state, facts: { decisionVersion: version } }],
    material: false,
  };
}
