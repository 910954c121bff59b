import type { Instant } from '../clock/instant';
import type { Desk, WorkQueues } from './desk';
import { listAlerts } from './alerting/list-alerts';
import { listQueue } from './list-queue';
import { type GateView, isStopped, listGates } from './order-deliveries';

export interface DeskStatus {
  readonly at: Instant;
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

const COUNTED = 1_000;
const PAGE = 100;

/** What is waiting, late or dead. */
export async function deskStatus(
  desk: Pick<Desk, 'now' | 'cases' | 'work' | 'gates' | 'alertBook'>,
): Promise<DeskStatus> {
  const counts = Promise.all([
    desk.work.submissions.deadLetterCount(),
    desk.work.notices.deadLetterCount(),
    desk.work.fetches.deadLetterCount(),
    desk.work.delivery.deadLetterCount(),
  ]);
  let open = 0;
  let pastDue = 0;
  let claimed = 0;
  let paused = 0;
  let nextDueAt: Instant | undefined;
  let cursor: string | undefined;
  do {
    const page = await listQueue(desk, { limit: PAGE, ...(cursor !== undefined && { cursor }) });
    open += page.cases.length;
    pastDue += page.cases.filter((line) => line.pastDue).length;
    claimed += page.cases.filter(({ claimedBy }) => claimedBy !== undefined).length;
    paused += page.cases.filter(
      ({ dueClock, dueAt }) => dueClock !== undefined && dueAt === undefined,
    ).length;
    // Whose turn it is and what is due next are not the same.
    for (const { pastDue: late, dueAt } of page.cases)
      if (!late && dueAt !== undefined && (nextDueAt === undefined || dueAt < nextDueAt)) nextDueAt = dueAt;
    cursor = page.cursor;
  } while (cursor !== undefined && open < COUNTED);
  const [submissions, notices, fetches, delivery] = await counts;
  const [gates, { alerts }] = await Promise.all([listGates(desk), listAlerts(desk, { limit: PAGE })]);
  return {
    at: desk.now(),
    openCases: open,
    andMore: cursor !== undefined,
    pastDue,
    claimed,
    paused,
    ...(nextDueAt && { nextDueAt }),
    deadLetters: { submissions, notices, fetches, delivery },
    stopped: gates.filter(isStopped),
    alerts: alerts.length,
    unacknowledged: alerts.filter(({ acknowledged }) => acknowledged === undefined).length,
  };
}
