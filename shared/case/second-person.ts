import type { Actor, ApprovalReason, CaseFile, Item } from './case';
import type { ItemDecision } from './event';
import { isDown } from './outcome';
import { decidedState } from './reason-codes';

/**
 * Why these decisions need a second person, by the policy the case was opened with; empty where one is enough. Pages
 * that came down in this case before count too, so that a long decision cannot be passed in short ones.
 */
export function approvalNeeded(
  { head, items }: CaseFile,
  decisions: readonly ItemDecision[],
  actor: Actor,
): readonly ApprovalReason[] {
  const { secondPerson } = head.policy;
  if (secondPerson === undefined) return [];
  const { removalsAbove, authorityOrders, pressFreedom, reviewerBelow } = secondPerson;
  const removed = decisions.filter(takesDown).map(({ item }) => item);
  const removedBefore = items.filter(
    (item) => isDown(item) && item.decision !== undefined && item.decision.approvedBy === undefined,
  );
  const touches = decisions.some(({ actions }) => !actions.includes('keep'));
  const little = items.some((item) => removed.includes(item.no) && copied(item) < (reviewerBelow ?? 0));
  const reasons: readonly (readonly [ApprovalReason, boolean])[] = [
    [
      'MANY_REMOVALS',
      removed.length > 0 &&
        removalsAbove !== undefined &&
        removed.length + removedBefore.length > removalsAbove,
    ],
    ['AUTHORITY_ORDER', authorityOrders && head.priority === 'authority_order'],
    ['PRESS_FREEDOM', pressFreedom && touches && head.flags.includes('PRESS_FREEDOM')],
    ['LITTLE_COPIED', actor.role === 'REV' && little],
  ];
  return reasons.flatMap(([reason, holds]) => (holds ? [reason] : []));
}

const takesDown = ({ actions, reasonCode }: ItemDecision): boolean =>
  isDown({ state: decidedState(actions, reasonCode) });

/** The share of the page that was shown to be copied: none where nothing could be compared. */
const copied = ({ comparison }: Item): number =>
  comparison.outcome === 'compared' ? comparison.summary.articleCoverage : 0;
