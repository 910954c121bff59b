import { between, type Instant, instant, toMs } from './instant';

/** The clocks of a case; budgets and thresholds are in the case's policy, not here. */
export type ClockKind =
  /** received -> receipt sent */
  | 'acknowledge'
  /** received -> completeness known */
  | 'screen'
  /** received -> every item decided: the public 24-hour promise */
  | 'decide'
  /** article held -> released or refused */
  | 'dispose'
  /** request for missing parts sent -> answer */
  | 'cure'
  /** disabled -> affected party told */
  | 'tell_respondent'
  /** valid counter notice -> copy delivered to the complainant */
  | 'forward_counter'
  /** valid counter notice -> material restored, by the end of business day 14 */
  | 'restore'
  /** parties told -> last moment to appeal; its budget is counted in calendar months when it starts */
  | 'appeal_open'
  /** appeal -> decision */
  | 'appeal'
  /** received -> page seen gone; shares the due instant of `decide` */
  | 'confirm_gone';

/** Half-open [from, to): a pause of no length deducts nothing. */
export interface Pause {
  readonly from: Instant;
  /** Absent while it lasts. */
  readonly to?: Instant;
}

/** One cycle of one clock. Everything else (due, used, remaining, crossings) is computed from it. */
export interface SlaClock {
  readonly kind: ClockKind;
  readonly cycle: number;
  readonly startedAt: Instant;
  /** Time allowed, in milliseconds of unpaused wall clock. */
  readonly budgetMs: number;
  readonly pauses: readonly Pause[];
  /** Item numbers it is about; absent = the whole case. */
  readonly items?: readonly number[];
  /** What it waited for happened. */
  readonly fulfilledAt?: Instant;
  /** Nothing is owed any more (withdrawn, merged, closed): neither met nor missed from here on. */
  readonly cancelledAt?: Instant;
  /** Sticky: the due instant, once it has passed unfulfilled. No later event clears it. */
  readonly breachedAt?: Instant;
  /** Per-cent thresholds already fired, each once per cycle. */
  readonly fired: readonly number[];
}

export const startClock = (
  kind: ClockKind,
  startedAt: Instant,
  budgetMs: number,
  more: { readonly cycle?: number; readonly items?: readonly number[] } = {},
): SlaClock => ({
  kind,
  cycle: more.cycle ?? 1,
  startedAt,
  budgetMs,
  pauses: [],
  ...(more.items ? { items: more.items } : {}),
  fired: [],
});

/** When it ended, whichever way; undefined while it is open. */
export const endedAt = (clock: SlaClock): Instant | undefined => clock.fulfilledAt ?? clock.cancelledAt;

const isRunning = (clock: SlaClock): boolean =>
  endedAt(clock) === undefined && openPause(clock) === undefined;

export const isPaused = (clock: SlaClock): boolean => openPause(clock) !== undefined;

/** Unpaused milliseconds from the start to `now`, or to the end if it has ended. Never negative. */
export function usedMs(clock: SlaClock, now: Instant): number {
  const end = earlier(now, endedAt(clock));
  const paused = clock.pauses.reduce(
    (sum, { from, to }) => sum + Math.max(0, between(from, earlier(end, to))),
    0,
  );
  return Math.max(0, between(clock.startedAt, end) - paused);
}

/** Milliseconds left of the budget; negative once overdue. */
export const remainingMs = (clock: SlaClock, now: Instant): number => clock.budgetMs - usedMs(clock, now);

/** Milliseconds since the start, pauses included: what a court would count. */
export const wallAgeMs = (clock: SlaClock, now: Instant): number =>
  Math.max(0, between(clock.startedAt, earlier(now, endedAt(clock))));

/**
 * The first instant at which `activeMs` of unpaused time are used, past or future, if it runs on as it now does;
 * undefined if an open pause or its end comes first.
 */
export function reachedAt(clock: SlaClock, activeMs: number): Instant | undefined {
  let at = toMs(clock.startedAt);
  let left = activeMs;
  for (const { from, to } of clock.pauses) {
    const run = toMs(from) - at;
    if (left <= run) break;
    if (to === undefined) return undefined;
    left -= run;
    at = toMs(to);
  }
  const reached = instant(at + left);
  const end = endedAt(clock);
  return end !== undefined && reached > end ? undefined : reached;
}

/** The instant at which the budget is used up; undefined while paused short of it, or if it ended before. */
export const dueAt = (clock: SlaClock): Instant | undefined => reachedAt(clock, clock.budgetMs);

/** The true instant at which `percent` of the budget was, or will be, used. */
export const crossingAt = (clock: SlaClock, percent: number): Instant | undefined =>
  reachedAt(clock, (clock.budgetMs * percent) / 100);

/** `clock` as seen at `now`: an end exactly at the due instant meets it, one millisecond later is a breach. */
export function observe(clock: SlaClock, now: Instant): SlaClock {
  if (clock.breachedAt !== undefined || endedAt(clock) !== undefined) return clock;
  const due = dueAt(clock);
  return due !== undefined && now > due ? { ...clock, breachedAt: due } : clock;
}

/** Stops the count; no effect on a clock that is paused or has ended. A breach before `at` is recorded first. */
export function pause(clock: SlaClock, at: Instant): SlaClock {
  if (!isRunning(clock)) return clock;
  const seen = observe(clock, at);
  return { ...seen, pauses: [...seen.pauses, { from: notBeforeLast(seen, at) }] };
}

/** Goes on with what was left; no effect on a clock that is running or has ended. */
export function resume(clock: SlaClock, at: Instant): SlaClock {
  const open = openPause(clock);
  if (open === undefined || endedAt(clock) !== undefined) return clock;
  return { ...clock, pauses: [...clock.pauses.slice(0, -1), { ...open, to: later(at, open.from) }] };
}

/** What it waited for happened at `at`. Closing from a pause deducts that pause. */
export const fulfil = (clock: SlaClock, at: Instant): SlaClock => ended(clock, at, 'fulfilledAt');

/** Nothing is owed any more from `at` on. */
export const cancel = (clock: SlaClock, at: Instant): SlaClock => ended(clock, at, 'cancelledAt');

/** Takes a fulfilment back (undo): the same cycle, as if it had never stopped. */
export function unfulfil(clock: SlaClock, at: Instant): SlaClock {
  const { fulfilledAt, ...open } = clock;
  return fulfilledAt === undefined ? clock : observe(open, at);
}

function ended(clock: SlaClock, at: Instant, field: 'fulfilledAt' | 'cancelledAt'): SlaClock {
  if (endedAt(clock) !== undefined) return clock;
  const seen = resume(observe(clock, at), at);
  return { ...seen, [field]: notBeforeLast(seen, at) };
}

const openPause = (clock: SlaClock): Pause | undefined => {
  const last = clock.pauses.at(-1);
  return last && last.to === undefined ? last : undefined;
};

/** Two machines' clocks may differ: an event dated before the last one counts as simultaneous with it. */
function notBeforeLast(clock: SlaClock, at: Instant): Instant {
  const last = clock.pauses.at(-1);
  return later(at, last?.to ?? last?.from ?? clock.startedAt);
}

const earlier = (at: Instant, other: Instant | undefined): Instant =>
  other !== undefined && other < at ? other : at;
const later = (at: Instant, other: Instant): Instant => (other > at ? other : at);
