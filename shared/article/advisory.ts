import { type Instant, toMs } from '../clock/instant';
import type { ArticleId } from '../ids';

/** The source takes an article back: to `stop` its copies is what wire services call a kill, to `leave` them only ends its registration. */
export interface Withdrawal {
  readonly copies: 'stop' | 'leave';
  readonly saidAt: Instant;
  readonly reason?: string;
}

/** Nobody is to publish it before `until`; without one, until the source says more. */
export interface Embargo {
  readonly until?: Instant;
  readonly saidAt: Instant;
}

/** Its source has sent a newer text in its place. */
export interface Correction {
  readonly by: ArticleId;
  readonly saidAt: Instant;
}

/** What a source has said of an article since it sent it. */
export interface Advisories {
  readonly withdrawal?: Withdrawal;
  readonly embargo?: Embargo;
  readonly correction?: Correction;
}

/**
 * What two sets of advisories say together: a withdrawal is final, of embargoes and of corrections the one said last
 * counts. Joining commutes, so advisories may arrive in any order, and more than once.
 */
export function joinAdvisories(a: Advisories, b: Advisories): Advisories {
  const withdrawal = greater(a.withdrawal, b.withdrawal, ({ copies, saidAt, reason = '' }) => [
    copies === 'stop' ? 1 : 0,
    -toMs(saidAt),
    reason,
  ]);
  const embargo = greater(a.embargo, b.embargo, ({ until, saidAt }) => [
    toMs(saidAt),
    until === undefined ? Infinity : toMs(until),
  ]);
  const correction = greater(a.correction, b.correction, ({ by, saidAt }) => [toMs(saidAt), by]);
  return {
    ...(withdrawal && { withdrawal }),
    ...(embargo && { embargo }),
    ...(correction && { correction }),
  };
}

/** By the first part of their ranks that differs. */
function greater<T>(a: T | undefined, b: T | undefined, rank: (of: T) => readonly (number | string)[]) {
  if (a === undefined || b === undefined) return a ?? b;
  const [ranksOfA, ranksOfB] = [rank(a), rank(b)];
  const at = ranksOfA.findIndex((part, i) => part !== ranksOfB[i]);
  return at >= 0 && ranksOfB[at]! > ranksOfA[at]! ? b : a;
}

/** Whether `more` says nothing that `known` does not say already. */
export function saysNothingNew(known: Advisories, more: Advisories): boolean {
  const { withdrawal, embargo, correction } = joinAdvisories(known, more);
  return withdrawal === known.withdrawal && embargo === known.embargo && correction === known.correction;
}

/** Why copies of an article have to wait. */
export interface Stop {
  readonly reason: string;
  /** It ends by itself, or when the source says so: an embargo. Absent where it is final. */
  readonly embargo?: Pick<Embargo, 'until'>;
}

/** What stops an article's copies at `now`. */
export function stopOf({ withdrawal, embargo }: Advisories, now: Instant): Stop | undefined {
  if (withdrawal?.copies === 'stop')
    return {
      reason: `The source withdrew this article${withdrawal.reason === undefined ? '' : ` (${withdrawal.reason})`}.`,
    };
  if (embargo === undefined || (embargo.until !== undefined && embargo.until <= now)) return undefined;
  const { until } = embargo;
  const when = until === undefined ? 'until further notice' : `until ${until}`;
  return {
    reason: `The source has embargoed this article ${when}.`,
    embargo: until === undefined ? {} : { until },
  };
}
