import { lacksEvidence } from '../case/awaited-evidence';
import type { CaseHead } from '../case/case';
import { articleDueAt, RETRY_AFTER_MS } from '../article/article';
import { between, type Instant, plus } from '../clock/instant';
import { crossingAt } from '../clock/sla-clock';
import { clockFired, sweepFinished, sweepStumbled } from '../events';
import { faultOf } from '../fault';
import type { AlertId, ArticleId, CaseId } from '../ids';
import type { DeliverMessage, PageMessage, SubmissionsMessage } from '../wire/messages';
import { alertDueAt } from './alerting/alert';
import { isPastDue } from './case-clock-view';
import { changeCase, loadCase } from './change-case';
import type { Desk, DuePointer } from './desk';
import { deliveryMessage } from './outbox';
import { releaseHeld } from './release-held';
import { outboxState } from './read-outbox';
import { askForEvidence } from './submit-notice';

export type SweepDesk = Pick<
  Desk,
  'now' | 'ids' | 'articles' | 'cases' | 'outbox' | 'due' | 'gates' | 'alertBook' | 'pulses' | 'work'
>;

/** Most that one run takes up; the next run, a minute later, goes on with the rest. */
const MAX_POINTERS = 1_000;
const AT_ONCE = 10;
/** Most that are looked at to count those past due. */
const COUNTED = 500;

/**
 * Does what is due by now: ticks cases, puts recorded effects before the deliverer, and sends stuck articles to
 * their worker again. Every thing is read afresh before anything is done, and each rule fires once, so that it can run
 * as often as it likes. One thing that fails does not keep the others waiting.
 * @param timeLeft milliseconds until it must leave the rest to the next run.
 * @throws AggregateError after all the rest is done, if something failed.
 */
export async function sweepClocks(desk: SweepDesk, timeLeft: () => number): Promise<void> {
  const startedAt = desk.now();
  const pointers = await desk.due.dueBy(startedAt, MAX_POINTERS);
  const failures: unknown[] = [];
  let reached = 0;
  for (; reached < pointers.length && timeLeft() > 0; reached += AT_ONCE) {
    const together = pointers.slice(reached, reached + AT_ONCE);
    const results = await Promise.allSettled(together.map((pointer) => act(desk, pointer)));
    for (const result of results) if (result.status === 'rejected') failures.push(result.reason);
  }
  const fired = Math.min(reached, pointers.length) - failures.length;
  const [released] = await Promise.allSettled([releaseHeld(desk)]);
  if (released.status === 'rejected') failures.push(released.reason);
  const oldest = pointers[0]?.dueAt;
  for (const error of failures) sweepStumbled(desk.now(), { error: faultOf(error) });
  const saw = {
    pointers: pointers.length,
    lateMs: oldest === undefined ? 0 : between(oldest, startedAt),
    casesPastDue: await countPastDue(desk),
    finished: reached >= pointers.length && pointers.length < MAX_POINTERS,
  };
  sweepFinished(desk.now(), saw);
  await desk.pulses.put({ name: 'clock-sweep', at: desk.now(), facts: { ...saw, fired } });
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} due things could not be done`);
}

async function act(desk: SweepDesk, pointer: DuePointer): Promise<void> {
  switch (pointer.kind) {
    case 'case':
      return tickCase(desk, pointer.caseId);
    case 'outbox':
      return bringOut(desk, pointer);
    case 'article':
      return sendAgain(desk, pointer.articleId);
    case 'alert':
      return haveTold(desk, pointer.alertId);
  }
}

async function tickCase(desk: SweepDesk, id: CaseId): Promise<void> {
  const before = await loadCase(desk, id);
  const now = desk.now();
  if (before.head.nextDueAt === undefined || before.head.nextDueAt > now) return;
  const ticked = await changeCase(desk, id, () => ({
    type: 'ticked',
    actor: { role: 'SYS', id: 'sweep-clocks' },
  }));
  if (ticked.outcome === 'changed') reportCrossings(before.head, ticked.file.head, now);
  if (lacksEvidence(ticked.file.head, ticked.file.items)) await askForEvidence(desk, id);
}

function reportCrossings(before: CaseHead, after: CaseHead, now: Instant): void {
  for (const clock of after.clocks) {
    const former = before.clocks.find(({ kind, cycle }) => kind === clock.kind && cycle === clock.cycle);
    for (const percent of clock.fired.filter((each) => !former?.fired.includes(each))) {
      const crossedAt = crossingAt(clock, percent) ?? now;
      const lateMs = between(crossedAt, now);
      clockFired(now, { caseId: after.id, clock: clock.kind, percent, crossedAt, lateMs });
    }
  }
}

async function haveTold(desk: SweepDesk, id: AlertId): Promise<void> {
  const alert = await desk.alertBook.get(id);
  const dueAt = alert && alertDueAt(alert);
  if (dueAt === undefined || dueAt > desk.now()) return;
  const message: PageMessage = { kind: 'page', alertId: id };
  await desk.work.delivery.send([JSON.stringify(message)]);
}

async function bringOut(
  desk: SweepDesk,
  { owner, id }: Extract<DuePointer, { kind: 'outbox' }>,
): Promise<void> {
  const entry = await desk.outbox.get(owner, id);
  const now = desk.now();
  if (!entry || outboxState(entry) !== 'waiting' || entry.notBefore > now) return;
  if (entry.inHandUntil !== undefined && entry.inHandUntil > now) return;
  const message: DeliverMessage = deliveryMessage(entry);
  await desk.work.delivery.send([JSON.stringify(message)]);
}

async function sendAgain(desk: SweepDesk, id: ArticleId): Promise<void> {
  const row = await desk.articles.get(id);
  const now = desk.now();
  const dueAt = row && articleDueAt(row);
  if (!row || dueAt === undefined || dueAt > now) return;
  const message: SubmissionsMessage = { kind: 'article.process', articleId: id };
  await desk.work.submissions.send([JSON.stringify(message)]);
  // Whoever changed the row meanwhile is at work on it.
  await desk.articles.update(
    { ...row, version: row.version + 1, retryAt: plus(now, RETRY_AFTER_MS) },
    row.version,
    [],
  );
}

async function countPastDue(desk: SweepDesk): Promise<number> {
  const now = desk.now();
  // No case's turn comes after it is due, so what waits for a later turn need not be read.
  const { cases } = await desk.cases.reviewQueue({ limit: COUNTED, until: now });
  return cases.filter((head) => isPastDue(head, now)).length;
}
