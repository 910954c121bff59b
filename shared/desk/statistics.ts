import { dayCount, type Day, dayOf, plusDays } from '../clock/day';
import type { Instant } from '../clock/instant';
import type { ClockKind } from '../clock/sla-clock';
import type { ObjectStore } from '../corpus/object-store';
import type { CaseId } from '../ids';
import { Problem } from '../problem';
import type { WaitedFor } from '../statistics/breach-cause';
import { type Figures, figuresOf, unheardFor } from '../statistics/figures';
import { type Tally, tallyOf, together } from '../statistics/tally';
import type { Desk } from './desk';
import { openCases, type OpenCases } from './open-cases';
import { type Check, deliveryHealth } from './self-check';

/** Of one day, or of the days up to `through`. */
export interface DayFigures extends Figures {
  readonly day: Day;
  readonly through?: Day;
  /** More happened than was counted. */
  readonly andMore: boolean;
}

export interface Statistics {
  readonly at: Instant;
  readonly from: Day;
  readonly to: Day;
  /** Oldest first; a day is a UTC day. */
  readonly days: readonly DayFigures[];
  readonly total: Figures;
  /** Which promises were broken, by the day on which the time ran out; the newest first, a hundred at most. */
  readonly broken: readonly {
    readonly day: Day;
    readonly caseId: CaseId;
    readonly clock: ClockKind;
    readonly waitedFor: WaitedFor;
  }[];
  /** Which clocks stood still after a mail had come, and for how long; the newest first, a hundred at most. */
  readonly unheard: readonly { readonly day: Day; readonly caseId: CaseId; readonly ms: number }[];
  readonly open: OpenCases;
  /** Deliveries and the index, as the self-check judges them now. */
  readonly health: readonly Check[];
}

const MOST_DAYS = 92;
const DAYS_UNLESS_SAID = 14;
const DAYS_A_WEEK = 7;
const NAMED = 100;
/** Days read at once. */
const AT_ONCE = 8;

/**
 * What happened day by day or week by week, and what is coming. At most 92 days and some ten thousand parts of each are read.
 * @param window `by: 'week'`: seven days each, the last of them ending with `to`.
 * @throws Problem `invalid` where the days are the wrong way round or too many.
 */
export async function statistics(
  desk: Pick<Desk, 'now' | 'cases' | 'figures' | 'due' | 'gates'>,
  corpus: Pick<ObjectStore, 'list'>,
  window: {
    readonly from?: Day;
    readonly to?: Day;
    /** How many to the last, where no first is given. */
    readonly days?: number;
    readonly by?: 'day' | 'week';
  },
): Promise<Statistics> {
  const at = desk.now();
  const to = window.to ?? dayOf(at);
  const from = window.from ?? plusDays(to, 1 - (window.days ?? DAYS_UNLESS_SAID));
  const count = dayCount(from, to);
  if (count < 1) throw invalid('from', `${from} is after ${to}`);
  if (count > MOST_DAYS) throw invalid('from', `${count} days: ask for at most ${MOST_DAYS} at a time`);
  const [read, open, health] = await Promise.all([
    readDays(desk, from, count),
    openCases(desk),
    deliveryHealth(desk, corpus),
  ]);
  return {
    at,
    from,
    to,
    days: periods(read, window.by === 'week' ? DAYS_A_WEEK : 1).map((days) => figuresOfDays(days, at)),
    total: figuresOf(together(read.map(({ tally }) => tally)), at),
    ...named(read, at),
    open,
    health,
  };
}

const invalid = (field: string, detail: string): Problem =>
  new Problem('invalid', detail, { errors: [{ pointer: `/${field}`, detail }] });

interface CountedDay {
  readonly day: Day;
  readonly tally: Tally;
  readonly andMore: boolean;
}

async function readDays(
  desk: Pick<Desk, 'figures'>,
  from: Day,
  count: number,
): Promise<readonly CountedDay[]> {
  const days = Array.from({ length: count }, (_, i) => plusDays(from, i));
  const read: CountedDay[] = [];
  for (let first = 0; first < days.length; first += AT_ONCE)
    read.push(
      ...(await Promise.all(
        days.slice(first, first + AT_ONCE).map(async (day) => {
          const { parts, andMore } = await desk.figures.ofDay(day);
          return { day, tally: tallyOf(parts), andMore };
        }),
      )),
    );
  return read;
}

/** Of so many days each, counted back from the last; the first may have fewer. */
function periods<T>(days: readonly T[], length: number): readonly (readonly T[])[] {
  const first = days.length % length || length;
  return [
    days.slice(0, first),
    ...Array.from({ length: Math.ceil(days.length / length) - 1 }, (_, i) =>
      days.slice(first + i * length, first + (i + 1) * length),
    ),
  ];
}

function figuresOfDays(days: readonly CountedDay[], now: Instant): DayFigures {
  const [first, last] = [days[0]!, days.at(-1)!];
  return {
    day: first.day,
    ...(last.day !== first.day && { through: last.day }),
    ...figuresOf(together(days.map(({ tally }) => tally)), now),
    andMore: days.some(({ andMore }) => andMore),
  };
}

/** The cases behind the figures that ask for a look. */
function named(days: readonly CountedDay[], now: Instant): Pick<Statistics, 'broken' | 'unheard'> {
  const newest = days.toReversed();
  const broken = newest.flatMap(({ day, tally }) =>
    tally.breached.map(({ caseId, clock, waitedFor }) => ({ day, caseId, clock, waitedFor })),
  );
  const unheard = newest.flatMap(({ day, tally }) =>
    tally.unheard.map(({ caseId, ...pause }) => ({ day, caseId, ms: unheardFor(pause, now) })),
  );
  return { broken: broken.slice(0, NAMED), unheard: unheard.slice(0, NAMED) };
}

/** Rows of the table that one call reads: a few requests for each. */
const ROWS = 200;

/** Computes the figures of every day anew from the records, a part at a time. */
export const rebuildStatistics = (desk: Pick<Desk, 'figures'>, cursor: string | undefined) =>
  desk.figures.rebuild({ limit: ROWS, ...(cursor !== undefined && { cursor }) });
