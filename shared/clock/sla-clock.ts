import type { Instant } from './instant';

/** The clocks of a case; targets and pauses are in the policy, not here. */
export type ClockKind =
  /** received -> receipt sent */
  | 'acknowledge'
  /** received -> completeness known */
  | 'screen'
  /** received -> every item decided: the public 24-hour promise */
  | 'decide'
  /** request for missing parts -> answer */
  | 'cure'
  /** disabled -> affected party told */
  | 'tell_respondent'
  /** valid counter notice -> copy delivered to the complainant */
  | 'forward_counter'
  /** valid counter notice -> material restored */
  | 'restore'
  /** appeal -> decision */
  | 'appeal'
  /** received -> page seen gone; shares the due instant of `decide` */
  | 'confirm_gone';

export interface Pause {
  readonly from: Instant;
  /** Absent while it lasts. */
  readonly to?: Instant;
}

/** One cycle of one clock. Everything else (due, used, remaining, breached) is computed from it. */
export interface SlaClock {
  readonly kind: ClockKind;
  readonly cycle: number;
  readonly startedAt: Instant;
  /** Time allowed, in milliseconds of unpaused wall clock. */
  readonly budgetMs: number;
  readonly pauses: readonly Pause[];
  readonly fulfilledAt?: Instant;
  /** Sticky: once the due instant has passed unfulfilled no later event clears it. */
  readonly breachedAt?: Instant;
  /** Per-cent thresholds already fired, each once. */
  readonly fired: readonly number[];
}
