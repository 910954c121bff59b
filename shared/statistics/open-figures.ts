import type { CaseHead, CaseState } from '../case/case';
import { between, HOUR, type Instant } from '../clock/instant';
import type { ClockKind } from '../clock/sla-clock';

type Kind = CaseHead['kind'];

/** What is counted of a case that is open. */
export interface OpenCase {
  readonly kind: Kind;
  readonly state: CaseState;
  readonly receivedAt: Instant;
  /** Absent where no clock runs; `dueAt` is absent also where it stands still. */
  readonly dueClock?: ClockKind;
  readonly dueAt?: Instant;
  readonly pastDue: boolean;
  readonly claimedBy?: string;
}

/** Open cases as they stand at one instant. */
export interface OpenFigures {
  readonly counted: number;
  readonly overdue: number;
  /** Somebody has it in hand. */
  readonly claimed: number;
  /** The clock stands still until somebody answers. */
  readonly paused: number;
  /** Their clock stands still, or none runs. */
  readonly notDue: number;
  readonly nextDueAt?: Instant;
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
  /** The most frequent first; those that there are. */
  readonly byKind: readonly { readonly kind: Kind; readonly count: number }[];
  readonly byState: readonly { readonly state: CaseState; readonly count: number }[];
}

const HOURS_AHEAD = 24;
const AGES = [0, 4, 12, 24, 48, 96] as const;

/** What is due in which hour, how long it has been here, what it is and where it stands. */
export function openFigures(cases: readonly OpenCase[], now: Instant): OpenFigures {
  const due = cases.flatMap(({ dueAt, pastDue }) => (dueAt === undefined || pastDue ? [] : [dueAt]));
  const hours = due.map((at) => Math.max(0, Math.floor(between(now, at) / HOUR)));
  const overdue = cases.filter(({ pastDue }) => pastDue).length;
  const ages = cases.map(({ receivedAt }) => Math.max(0, between(receivedAt, now) / HOUR));
  const next = due.reduce<Instant | undefined>((a, b) => (a === undefined || b < a ? b : a), undefined);
  return {
    counted: cases.length,
    overdue,
    claimed: cases.filter(({ claimedBy }) => claimedBy !== undefined).length,
    paused: cases.filter(({ dueClock, dueAt }) => dueClock !== undefined && dueAt === undefined).length,
    notDue: cases.length - overdue - hours.length,
    ...(next !== undefined && { nextDueAt: next }),
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
    byKind: counts(cases.map(({ kind }) => kind)).map(([kind, count]) => ({ kind, count })),
    byState: counts(cases.map(({ state }) => state)).map(([state, count]) => ({ state, count })),
  };
}

function counts<T extends string>(all: readonly T[]): readonly (readonly [T, number])[] {
  const found = new Map<T, number>();
  for (const each of all) found.set(each, (found.get(each) ?? 0) + 1);
  return [...found].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
