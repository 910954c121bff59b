import { DAY, HOUR, MINUTE, SECOND } from '../clock/instant';
import type { CasePolicy, SecondPersonPolicy } from './case';

const SLA = [50, 75, 90, 100];
const ONLY_DUE = [100];

/** Milliseconds between pages of an alert that nobody has acknowledged. */
export const ALERT_REPAGES = { info: 4 * HOUR, warning: HOUR, critical: 15 * MINUTE } as const;

/** The terms a new case is opened with. What the law leaves open is the site's promise, not the statute's. */
export const casePolicy = (site: {
  readonly timeZone: string;
  readonly soloOperator: boolean;
  readonly undoMs?: number;
  readonly confirmGone?: CasePolicy['confirmGone'];
  readonly secondPerson?: SecondPersonPolicy;
}): CasePolicy => ({
  version: '2026-11-1',
  budgetsMs: {
    acknowledge: 5 * MINUTE,
    screen: 4 * HOUR,
    // Wall clock, every day: the public promise has no business-day words.
    decide: 24 * HOUR,
    // News goes stale: shorter than the public promise.
    dispose: 4 * HOUR,
    cure: 7 * DAY,
    tell_respondent: HOUR,
    forward_counter: 24 * HOUR,
    appeal: 7 * DAY,
  },
  thresholds: {
    acknowledge: ONLY_DUE,
    screen: ONLY_DUE,
    decide: SLA,
    dispose: SLA,
    // Reminders on days 2 and 5 of 7.
    cure: [28, 71, 100],
    // At 50 % those affected by a case still undecided in part are told of the part that is.
    tell_respondent: [50, 100],
    forward_counter: [75, 100],
    // The limit is the end of business day 14, so this is about the start of day 13.
    restore: [90, 100],
    appeal_open: ONLY_DUE,
    appeal: SLA,
    confirm_gone: ONLY_DUE,
  },
  alerts: { repageMs: ALERT_REPAGES, headAfterMs: 4 * HOUR },
  leaseMs: 10 * MINUTE,
  undoMs: site.undoMs ?? 30 * SECOND,
  confirmGone: site.confirmGone ?? 'seen',
  appealMonths: 6,
  reopenMs: 30 * DAY,
  timeZone: site.timeZone,
  soloOperator: site.soloOperator,
  secondPerson: site.secondPerson ?? { authorityOrders: true, pressFreedom: true },
});
