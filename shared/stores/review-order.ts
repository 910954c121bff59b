import type { CaseHead, CaseState } from '../case/case';
import { workClock } from '../case/case-clocks';
import { dueAt } from '../clock/sla-clock';

/** The partition of the `queue` index that is the review queue. */
export const REVIEW_QUEUE = 'OPEN';

/** States in which a person may have something to do. */
const awaitsPeople = {
  RECEIVED: true,
  SCREENING: true,
  IN_REVIEW: true,
  AWAITING_COMPLAINANT: true,
  ESCALATED: true,
  COUNTER_SCREENING: true,
  APPEAL: true,
  ACTIONED: false,
  REJECTED: false,
  MERGED: false,
  WITHDRAWN: false,
  COUNTER_WINDOW: false,
  COURT_HOLD: false,
  RESTORED: false,
  CLOSED: false,
} as const satisfies Record<CaseState, boolean>;

/** Sorts after every instant: nothing is owed while all clocks are paused. */
const NO_DUE = '9999-12-31T23:59:59.999Z';

/**
 * The index keys of an open case: by what a person has to meet next, so what is overdue stands first and what waits
 * for others last. None for a case that waits for nobody.
 */
export function reviewQueueKeys(head: CaseHead): { readonly queuePk?: string; readonly queueSk?: string } {
  if (!awaitsPeople[head.state]) return {};
  const clock = workClock(head.clocks);
  return { queuePk: REVIEW_QUEUE, queueSk: `${(clock && dueAt(clock)) ?? NO_DUE}#${head.id}` };
}
