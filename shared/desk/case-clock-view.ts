import type { CaseHead } from '../case/case';
import { rulingClock, workClock } from '../case/case-clocks';
import type { Instant } from '../clock/instant';
import { type ClockKind, dueAt, type Pause, wallAgeMs } from '../clock/sla-clock';
import { timeLeft } from '../clock/time-left';

export interface ClockView {
  readonly kind: ClockKind;
  readonly cycle: number;
  readonly startedAt: Instant;
  /** Absent while it is paused. */
  readonly dueAt?: Instant;
  readonly timeLeft: string;
  /** Milliseconds of unpaused time that it allows. */
  readonly budgetMs: number;
  /** Since it started, pauses included, in milliseconds: what a court would count. */
  readonly ageMs: number;
  readonly pauses: readonly Pause[];
  /** What it waited for happened. */
  readonly fulfilledAt?: Instant;
  /** Nothing is owed any more. */
  readonly cancelledAt?: Instant;
  readonly breachedAt?: Instant;
}

export const clockViews = ({ clocks }: CaseHead, now: Instant): readonly ClockView[] =>
  clocks.map((clock) => {
    const due = dueAt(clock);
    return {
      kind: clock.kind,
      cycle: clock.cycle,
      startedAt: clock.startedAt,
      ...(due && { dueAt: due }),
      timeLeft: timeLeft(clock, now),
      budgetMs: clock.budgetMs,
      ageMs: wallAgeMs(clock, now),
      pauses: clock.pauses,
      ...(clock.fulfilledAt && { fulfilledAt: clock.fulfilledAt }),
      ...(clock.cancelledAt && { cancelledAt: clock.cancelledAt }),
      ...(clock.breachedAt && { breachedAt: clock.breachedAt }),
    };
  });

/** The clock that a person has to meet next, in words. */
export function workDue(
  { clocks }: Pick<CaseHead, 'clocks'>,
  now: Instant,
): {
  readonly dueClock?: ClockKind;
  readonly dueAt?: Instant;
  readonly timeLeft: string;
  readonly pastDue: boolean;
} {
  const clock = workClock(clocks);
  if (!clock) return { timeLeft: 'no decision is owed', pastDue: false };
  const due = dueAt(clock);
  return {
    dueClock: clock.kind,
    ...(due && { dueAt: due }),
    timeLeft: timeLeft(clock, now),
    pastDue: due !== undefined && due < now,
  };
}

/** The promise of a decision, in words. */
export function decisionDue(
  { clocks }: CaseHead,
  now: Instant,
): { readonly dueAt?: Instant; readonly timeLeft: string } {
  const clock = rulingClock(clocks);
  if (!clock) return { timeLeft: 'no decision is owed' };
  const due = dueAt(clock);
  return { ...(due && { dueAt: due }), timeLeft: timeLeft(clock, now) };
}

/** Whether the promise of a decision has been broken and is still open. */
export function isPastDue(head: CaseHead, now: Instant): boolean {
  const clock = rulingClock(head.clocks);
  const due = clock && dueAt(clock);
  return due !== undefined && due < now;
}
