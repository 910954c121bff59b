import type { Instant } from '../clock/instant';
import type { Desk, WorkQueues } from './desk';
import { listAlerts } from './alerting/list-alerts';
import { openCases } from './open-cases';
import { type GateView, isStopped, listGates } from './order-deliveries';

export interface DeskStatus {
  readonly at: Instant;
  /** When the cases were counted. */
  readonly countedAt: Instant;
  readonly openCases: number;
  /** More are open than were counted. */
  readonly andMore: boolean;
  readonly pastDue: number;
  readonly claimed: number;
  /** Their clock stands still until the complainant answers. */
  readonly paused: number;
  readonly nextDueAt?: Instant;
  readonly deadLetters: Readonly<Record<keyof WorkQueues, number>>;
  /** Where deliveries wait for a person, and for what; the clocks run on. */
  readonly stopped: readonly GateView[];
  /** Of the first hundred. */
  readonly alerts: number;
  readonly unacknowledged: number;
}

const PAGE = 100;

/** What is waiting, late or dead. */
export async function deskStatus(
  desk: Pick<Desk, 'now' | 'cases' | 'figures' | 'work' | 'gates' | 'alertBook'>,
): Promise<DeskStatus> {
  const counts = Promise.all([
    desk.work.submissions.deadLetterCount(),
    desk.work.notices.deadLetterCount(),
    desk.work.fetches.deadLetterCount(),
    desk.work.delivery.deadLetterCount(),
  ]);
  const open = await openCases(desk);
  const [submissions, notices, fetches, delivery] = await counts;
  const [gates, { alerts }] = await Promise.all([listGates(desk), listAlerts(desk, { limit: PAGE })]);
  return {
    at: desk.now(),
    countedAt: open.at,
    openCases: open.counted,
    andMore: open.andMore,
    pastDue: open.overdue,
    claimed: open.claimed,
    paused: open.paused,
    ...(open.nextDueAt && { nextDueAt: open.nextDueAt }),
    deadLetters: { submissions, notices, fetches, delivery },
    stopped: gates.filter(isStopped),
    alerts: alerts.length,
    unacknowledged: alerts.filter(({ acknowledged }) => acknowledged === undefined).length,
  };
}
