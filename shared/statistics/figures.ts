import { between, type Instant } from '../clock/instant';
import type { ClockKind } from '../clock/sla-clock';
import type { WaitedFor } from './breach-cause';
import { type Ruling, RULINGS } from './case-days';
import type { DayPart } from './day-part';

/** How an article that shares words with an original shares them. */
export const FOUND_VERDICTS = ['copy', 'partial', 'quotation'] as const;

export interface Breaches {
  readonly clock: ClockKind;
  readonly waitedFor: WaitedFor;
  readonly count: number;
}

/** Of one day, or of several. */
export interface Figures {
  readonly received: number;
  readonly found: number;
  readonly decided: Readonly<Record<Ruling, number>>;
  /** The most frequent first. */
  readonly breaches: readonly Breaches[];
  /** Milliseconds for which a clock stood still though a mail had come that may have been the answer. */
  readonly unheardMs: number;
  /** Absent where nothing was decided. Of an even number the mean of the middle two. */
  readonly medianDecisionMs?: number;
  readonly medianGoneMs?: number;
  readonly articlesChecked: number;
  readonly matches: Readonly<Record<(typeof FOUND_VERDICTS)[number], number>>;
  readonly delivered: number;
  readonly failedAttempts: number;
}

/** @param now until then a pause that still lasts is counted. */
export function figuresOf(parts: readonly DayPart[], now: Instant): Figures {
  const cases = parts.filter((part) => part.of === 'case');
  const articles = parts.filter((part) => part.of === 'article');
  const deliveries = parts.filter((part) => part.of === 'delivery');
  const decided = cases.flatMap((part) => part.decided);
  const unheard = cases.flatMap((part) => part.unheard);
  const medianDecisionMs = median(decided.map(({ tookMs }) => tookMs));
  const medianGoneMs = median(cases.flatMap(({ gone }) => gone));
  const counted = <K extends string>(names: readonly K[], isOne: (name: K) => number) =>
    Object.fromEntries(names.map((name) => [name, isOne(name)])) as Record<K, number>;
  return {
    received: sum(cases.map(({ received }) => received)),
    found: sum(cases.map(({ found }) => found)),
    decided: counted(RULINGS, (name) => decided.filter(({ ruling }) => ruling === name).length),
    breaches: breachesOf(cases.flatMap(({ breached }) => breached)),
    unheardMs: sum(
      unheard.map(({ repliedAt, resumedAt }) => Math.max(0, between(repliedAt, resumedAt ?? now))),
    ),
    ...(medianDecisionMs !== undefined && { medianDecisionMs }),
    ...(medianGoneMs !== undefined && { medianGoneMs }),
    articlesChecked: articles.length,
    matches: counted(FOUND_VERDICTS, (name) => articles.filter(({ verdict }) => verdict === name).length),
    delivered: sum(deliveries.map(({ delivered }) => delivered)),
    failedAttempts: sum(deliveries.map(({ failed }) => failed)),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function median(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

function breachesOf(breached: readonly Omit<Breaches, 'count'>[]): readonly Breaches[] {
  const found = new Map<string, Breaches>();
  for (const { clock, waitedFor } of breached) {
    const key = `${clock} ${waitedFor}`;
    found.set(key, { clock, waitedFor, count: (found.get(key)?.count ?? 0) + 1 });
  }
  return [...found].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1)).map(([, each]) => each);
}
