import { between, type Instant } from '../clock/instant';
import type { ClockKind } from '../clock/sla-clock';
import type { WaitedFor } from './breach-cause';
import { type Ruling, RULINGS } from './case-days';
import type { Tally } from './tally';

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
  /** Orders to a CMS. */
  readonly delivered: number;
  readonly failedAttempts: number;
  /** Letters to the parties; `returned`: taken by the mail system, and come back. */
  readonly mails: { readonly sent: number; readonly failedAttempts: number; readonly returned: number };
}

/** @param now until then a pause that still lasts is counted. */
export function figuresOf(tally: Tally, now: Instant): Figures {
  const { received, found, decided, gone, articles, orders, mails } = tally;
  const medianDecisionMs = median(decided.map(({ tookMs }) => tookMs));
  const medianGoneMs = median(gone);
  const counted = <K extends string>(names: readonly K[], countOf: (name: K) => number) =>
    Object.fromEntries(names.map((name) => [name, countOf(name)])) as Record<K, number>;
  return {
    received,
    found,
    decided: counted(RULINGS, (name) => decided.filter(({ ruling }) => ruling === name).length),
    breaches: breachesOf(tally.breached),
    unheardMs: tally.unheard.reduce((total, each) => total + unheardFor(each, now), 0),
    ...(medianDecisionMs !== undefined && { medianDecisionMs }),
    ...(medianGoneMs !== undefined && { medianGoneMs }),
    articlesChecked: Object.values(articles).reduce((total, each) => total + each, 0),
    matches: counted(FOUND_VERDICTS, (verdict) => articles[verdict]),
    delivered: orders.delivered,
    failedAttempts: orders.failed,
    mails: { sent: mails.delivered, failedAttempts: mails.failed, returned: mails.returned },
  };
}

/** Milliseconds; a pause that still lasts counts until now. */
export const unheardFor = (
  { repliedAt, resumedAt }: { readonly repliedAt: Instant; readonly resumedAt?: Instant },
  now: Instant,
): number => Math.max(0, between(repliedAt, resumedAt ?? now));

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
