import { type Instant, plus } from './instant';
import { crossingAt, endedAt, observe, type SlaClock } from './sla-clock';

export interface Crossing {
  readonly percent: number;
  /** When it truly happened, however late it is noticed. */
  readonly crossedAt: Instant;
}

/**
 * The instant from which a threshold is to be fired. Being at 100 % is still in time (rule: exactly at due is met),
 * so that one and those above fire one millisecond after they are reached.
 */
function fireableAt(clock: SlaClock, percent: number): Instant | undefined {
  const at = crossingAt(clock, percent);
  return at === undefined ? undefined : percent >= 100 ? plus(at, 1) : at;
}

const unfired = (clock: SlaClock, thresholds: readonly number[]) =>
  endedAt(clock) === undefined ? thresholds.filter((percent) => !clock.fired.includes(percent)) : [];

/** Thresholds reached by `now` and not yet fired, lowest first, with their true instants; and the clock with them fired. */
export function fireThresholds(
  clock: SlaClock,
  thresholds: readonly number[],
  now: Instant,
): { readonly clock: SlaClock; readonly crossings: readonly Crossing[] } {
  const crossings = unfired(clock, thresholds).flatMap((percent) => {
    const fireable = fireableAt(clock, percent);
    const crossedAt = crossingAt(clock, percent);
    return fireable !== undefined && crossedAt !== undefined && fireable <= now
      ? [{ percent, crossedAt }]
      : [];
  });
  const seen = observe(clock, now);
  if (crossings.length === 0) return { clock: seen, crossings };
  return {
    clock: { ...seen, fired: [...seen.fired, ...crossings.map(({ percent }) => percent)] },
    crossings,
  };
}

/** The next instant at which a threshold of this clock is to be fired; undefined while paused, when ended or done. */
export function nextThresholdAt(clock: SlaClock, thresholds: readonly number[]): Instant | undefined {
  return unfired(clock, thresholds)
    .map((percent) => fireableAt(clock, percent))
    .filter((at) => at !== undefined)
    .sort()[0];
}
