import { dayCount, type Day, dayOf, plusDays } from '../clock/day';
import { between, HOUR, type Instant } from '../clock/instant';
import type { ObjectStore } from '../corpus/object-store';
import { Problem } from '../problem';
import { type Figures, figuresOf } from '../statistics/figures';
import type { Desk } from './desk';
import { listQueue, type QueueLine } from './list-queue';
import { type Check, selfCheck } from './self-check';

export interface DayFigures extends Figures {
  readonly day: Day;
  /** More happened than was counted. */
  readonly andMore: boolean;
}

/** Open cases as they stand now. */
export interface OpenCases {
  readonly counted: number;
  readonly andMore: boolean;
  readonly overdue: number;
  /** Their clock stands still, or none runs. */
  readonly notDue: number;
  /** One for each hour to come: `[0]` is due within the hour. */
  readonly dueByHour: readonly number[];
  /** Due after the last of these hours. */
  readonly dueLater: number;
  readonly byAge: readonly {
    readonly fromHours: number;
    /** Absent of the oldest. */
    readonly toHours?: number;
    readonly count: number;
  }[];
}

export interface Statistics {
  readonly at: Instant;
  readonly from: Day;
  readonly to: Day;
  /** Oldest first; a day is a UTC day. */
  readonly days: readonly DayFigures[];
  readonly total: Figures;
  readonly open: OpenCases;
  /** Deliveries and the index, as the self-check judges them now. */
  readonly health: readonly Check[];
}

export const MOST_DAYS = 31;
const DAYS_UNLESS_SAID = 14;
const HOURS_AHEAD = 24;
const AGES = [0, 4, 12, 24, 48, 96] as const;
const PAGE = 100;
const COUNTED = 1_000;
/** Days read at once. */
const AT_ONCE = 8;
const HEALTH: readonly Check['name'][] = ['deliveries', 'delivery gates', 'index'];

/**
 * What happened day by day, and what is coming. At most 31 days, some ten thousand parts of each and a thousand open cases
 * are read.
 * @throws Problem `invalid` where the days are the wrong way round or too many.
 */
export async function statistics(
  desk: Pick<Desk, 'now' | 'cases' | 'figures' | 'due' | 'gates' | 'pulses' | 'work'>,
  corpus: Pick<ObjectStore, 'list'>,
  window: { readonly from?: Day; readonly to?: Day },
): Promise<Statistics> {
  const at = desk.now();
  const to = window.to ?? dayOf(at);
  const from = window.from ?? plusDays(to, 1 - DAYS_UNLESS_SAID);
  const count = dayCount(from, to);
  if (count < 1) throw invalid('from', `${from} is after ${to}`);
  if (count > MOST_DAYS) throw invalid('from', `${count} days: ask for at most ${MOST_DAYS} at a time`);
  const [read, open, { checks }] = await Promise.all([
    readDays(desk, from, count),
    openCases(desk),
    selfCheck(desk, corpus),
  ]);
  return {
    at,
    from,
    to,
    days: read.map(({ day, parts, andMore }) => ({ day, ...figuresOf(parts, at), andMore })),
    total: figuresOf(
      read.flatMap(({ parts }) => parts),
      at,
    ),
    open,
    health: checks.filter(({ name }) => HEALTH.includes(name)),
  };
}

const invalid = (field: string, detail: string): Problem =>
  new Problem('invalid', detail, { errors: [{ pointer: `/${field}`, detail }] });

async function readDays(desk: Pick<Desk, 'figures'>, from: Day, count: number) {
  const days = Array.from({ length: count }, (_, i) => plusDays(from, i));
  const read = [];
  for (let first = 0; first < days.length; first += AT_ONCE)
    read.push(
      ...(await Promise.all(
        days.slice(first, first + AT_ONCE).map(async (day) => ({ day, ...(await desk.figures.ofDay(day)) })),
      )),
    );
  return read;
}

async function openCases(desk: Pick<Desk, 'now' | 'cases'>): Promise<OpenCases> {
  const lines: QueueLine[] = [];
  let cursor: string | undefined;
  do {
    const page = await listQueue(desk, { limit: PAGE, ...(cursor !== undefined && { cursor }) });
    lines.push(...page.cases);
    cursor = page.cursor;
  } while (cursor !== undefined && lines.length < COUNTED);
  return { ...openFigures(lines, desk.now()), andMore: cursor !== undefined };
}

/** Pure: what is due in which hour, and how long it has been here. */
export function openFigures(
  lines: readonly Pick<QueueLine, 'dueAt' | 'receivedAt' | 'pastDue'>[],
  now: Instant,
): Omit<OpenCases, 'andMore'> {
  const hours = lines.flatMap(({ dueAt, pastDue }) =>
    dueAt === undefined || pastDue ? [] : [Math.max(0, Math.floor(between(now, dueAt) / HOUR))],
  );
  const overdue = lines.filter(({ pastDue }) => pastDue).length;
  const ages = lines.map(({ receivedAt }) => Math.max(0, between(receivedAt, now) / HOUR));
  return {
    counted: lines.length,
    overdue,
    notDue: lines.length - overdue - hours.length,
    dueByHour: Array.from({ length: HOURS_AHEAD }, (_, i) => hours.filter((hour) => hour === i).length),
    dueLater: hours.filter((hour) => hour >= HOURS_AHEAD).length,
    byAge: AGES.map((fromHours, i) => {
      const toHours = AGES[i + 1];
      return {
        fromHours,
        ...(toHours !== undefined && { toHours }),
        count: ages.filter((age) => age >= fromHours && age < (toHours ?? Infinity)).length,
      };
    }),
  };
}

/** Rows of the table that one call reads: a few requests for each. */
const ROWS = 200;

/** Computes the figures of every day anew from the records, a part at a time. */
export const rebuildStatistics = (desk: Pick<Desk, 'figures'>, cursor: string | undefined) =>
  desk.figures.rebuild({ limit: ROWS, ...(cursor !== undefined && { cursor }) });
