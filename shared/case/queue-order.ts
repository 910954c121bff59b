import { HOUR, instant, type Instant, toMs } from '../clock/instant';
import { type ClockKind, dueAt, endedAt, type SlaClock } from '../clock/sla-clock';
import type { CaseHead, CaseState, Priority } from './case';
import { workClock } from './case-clocks';

/**
 * Whose turn it is in the review queue. Cases stand in the order of their due instants, and some have a head start: they
 * stand as if they were due that much earlier. So the order needs neither the present instant nor the other cases, and no
 * case starves, however many have a head start:
 * - an order of a court or an authority stands before all that is not overdue;
 * - a case in the last tenth of its time stands before every case due later, such orders apart;
 * - nobody who comes after a case's due instant ever stands before it.
 */
const HEAD_START = {
  authority_order: 48 * HOUR,
  trusted_flagger: 12 * HOUR,
} as const satisfies Record<Priority, number>;

/** From this share of its time on a case is pressing, whoever sent it. */
const PRESSING_PERCENT = 90;
const PRESSING_HEAD_START = 24 * HOUR;

/** Sorts after every instant: nothing is owed while all clocks are paused. */
const NO_DUE = '9999-12-31T23:59:59.999Z' as Instant;

/** The instant by which a case sorts; the sweep fires the threshold that makes it pressing. */
export function turnAt({ clocks, priority }: Pick<CaseHead, 'clocks' | 'priority'>): Instant {
  const clock = workClock(clocks);
  const due = clock && dueAt(clock);
  if (clock === undefined || due === undefined) return NO_DUE;
  return instant(
    toMs(due) - Math.max(priority ? HEAD_START[priority] : 0, isPressing(clock) ? PRESSING_HEAD_START : 0),
  );
}

const isPressing = ({ fired }: SlaClock): boolean => fired.some((percent) => percent >= PRESSING_PERCENT);

/** Who can do something about a case: reviewers, only the legal team, or nobody before somebody answers. */
export type Lane = 'review' | 'legal' | 'waiting';

const LANE = {
  RECEIVED: 'review',
  SCREENING: 'review',
  IN_REVIEW: 'review',
  AWAITING_APPROVAL: 'review',
  AWAITING_COMPLAINANT: 'waiting',
  ESCALATED: 'legal',
  COUNTER_SCREENING: 'legal',
  APPEAL: 'review',
  ACTIONED: undefined,
  REJECTED: undefined,
  MERGED: undefined,
  WITHDRAWN: undefined,
  COUNTER_WINDOW: undefined,
  COURT_HOLD: undefined,
  RESTORED: undefined,
  CLOSED: undefined,
} as const satisfies Record<CaseState, Lane | undefined>;

/**
 * Where a case waits for people; nowhere if none owes it anything. Where mail to the complainant came back nobody will
 * answer, and a person has to find a way to reach them.
 */
export const laneOf = ({ state, flags }: Pick<CaseHead, 'state' | 'flags'>): Lane | undefined =>
  state === 'AWAITING_COMPLAINANT' && flags.includes('COMPLAINANT_BOUNCED') ? 'review' : LANE[state];

const DECIDING: readonly ClockKind[] = ['decide', 'dispose', 'appeal', 'restore'];

/** When a case that waits for nobody was last decided, or else closed: what only runs out afterwards moves it no more. */
export const doneAt = ({
  clocks,
  closedAt,
  receivedAt,
}: Pick<CaseHead, 'clocks' | 'closedAt' | 'receivedAt'>): Instant =>
  clocks
    .filter(({ kind }) => DECIDING.includes(kind))
    .flatMap((clock) => endedAt(clock) ?? [])
    .sort()
    .at(-1) ??
  closedAt ??
  receivedAt;

/** Every lane in which a case of this state may stand. */
export const lanesOfState = (state: CaseState): readonly Lane[] => {
  const lanes = [laneOf({ state, flags: [] }), laneOf({ state, flags: ['COMPLAINANT_BOUNCED'] })];
  return [...new Set(lanes)].filter((lane) => lane !== undefined);
};
