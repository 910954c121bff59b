import { plusMonths } from '../clock/calendar';
import { between, type Instant } from '../clock/instant';
import {
  cancel,
  type ClockKind,
  dueAt,
  endedAt,
  fulfil,
  type SlaClock,
  startClock,
} from '../clock/sla-clock';
import { nextThresholdAt } from '../clock/thresholds';
import type { CaseHead, CasePolicy } from './case';

/** Clocks whose end closes a window; nobody is late when they run out. */
export const WINDOWS: readonly ClockKind[] = ['cure', 'appeal_open'];

/** Clocks that stand still while the complainant is being asked. */
export const PAUSED_BY_REQUEST: readonly ClockKind[] = ['decide', 'confirm_gone'];

type Budgeted = keyof CasePolicy['budgetsMs'];

const nextCycle = (clocks: readonly SlaClock[], kind: ClockKind): number =>
  clocks.filter((clock) => clock.kind === kind).length + 1;

/** `clocks` with a new cycle of `kind` running from `startedAt`. */
export const withClock = (
  clocks: readonly SlaClock[],
  policy: CasePolicy,
  kind: Budgeted | 'confirm_gone' | 'appeal_open',
  startedAt: Instant,
  items?: readonly number[],
): readonly SlaClock[] => {
  const budgetMs =
    kind === 'appeal_open'
      ? between(startedAt, plusMonths(startedAt, policy.appealMonths))
      : policy.budgetsMs[kind === 'confirm_gone' ? 'decide' : kind];
  const cycle = nextCycle(clocks, kind);
  return [...clocks, startClock(kind, startedAt, budgetMs, items ? { cycle, items } : { cycle })];
};

/** A clock that is to be over at a calendar instant. */
export const withDeadline = (
  clocks: readonly SlaClock[],
  kind: ClockKind,
  startedAt: Instant,
  end: Instant,
): readonly SlaClock[] => [
  ...clocks,
  startClock(kind, startedAt, between(startedAt, end), { cycle: nextCycle(clocks, kind) }),
];

export const openClock = (clocks: readonly SlaClock[], kind: ClockKind): SlaClock | undefined =>
  clocks.find((clock) => clock.kind === kind && endedAt(clock) === undefined);

/** Applies `change` to the clocks of the given kinds, open or not. */
export const onClocks = (
  clocks: readonly SlaClock[],
  kinds: readonly ClockKind[],
  change: (clock: SlaClock) => SlaClock,
): readonly SlaClock[] => clocks.map((clock) => (kinds.includes(clock.kind) ? change(clock) : clock));

export const fulfilClocks = (clocks: readonly SlaClock[], kinds: readonly ClockKind[], at: Instant) =>
  onClocks(clocks, kinds, (clock) => fulfil(clock, at));

export const cancelClocks = (clocks: readonly SlaClock[], kinds: readonly ClockKind[], at: Instant) =>
  onClocks(clocks, kinds, (clock) => cancel(clock, at));

export const cancelAll = (clocks: readonly SlaClock[], at: Instant): readonly SlaClock[] =>
  clocks.map((clock) => cancel(clock, at));

/** The earliest instant at which a tick finds something to do. */
export function nextDueAt(head: CaseHead): Instant | undefined {
  return [
    restoreDueAt(head),
    head.awaitsEvidence?.askAgainAt,
    ...head.clocks.map((clock) => nextThresholdAt(clock, head.policy.thresholds[clock.kind])),
  ]
    .filter((at) => at !== undefined)
    .sort()[0];
}

/** When contested material is to come back; undefined once it was found blocked, until the copy has arrived. */
export const restoreDueAt = ({ state, counter }: CaseHead): Instant | undefined =>
  state === 'COUNTER_WINDOW' && (counter?.copyDeliveredAt !== undefined || counter?.blockedAt === undefined)
    ? counter?.restoreAt
    : undefined;

/** Clocks that are a promise of a decision by a person. */
const DECISION_CLOCKS: readonly ClockKind[] = ['decide', 'dispose', 'appeal'];

/** Clocks that a person of the house works against. */
const WORK_CLOCKS: readonly ClockKind[] = ['screen', ...DECISION_CLOCKS];

/** The open one that is due first, else one that is paused. */
function dueFirst(clocks: readonly SlaClock[], kinds: readonly ClockKind[]): SlaClock | undefined {
  const NEVER = '~';
  return clocks
    .filter((clock) => kinds.includes(clock.kind) && endedAt(clock) === undefined)
    .sort((a, b) => ((dueAt(a) ?? NEVER) < (dueAt(b) ?? NEVER) ? -1 : 1))[0];
}

/** The clock of the decision that was promised; undefined when none is owed. */
export const rulingClock = (clocks: readonly SlaClock[]): SlaClock | undefined =>
  dueFirst(clocks, DECISION_CLOCKS);

/** The clock that a person has to meet next, of screening too; undefined when there is none. */
export const workClock = (clocks: readonly SlaClock[]): SlaClock | undefined => dueFirst(clocks, WORK_CLOCKS);
