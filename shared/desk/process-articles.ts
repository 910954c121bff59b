import type { ArticleRow } from '../article/article';
import type { ArticleId } from '../ids';
import { Problem } from '../problem';
import type { SubmissionsMessage } from '../wire/messages';
import { takeAdvisory, takeArticle } from './advise-article';
import {
  countAttempt,
  disposeArticle,
  type DisposeDesk,
  endEmbargo,
  failArticle,
  isEmbargoOver,
  isFinished,
  rejudgeCopy,
} from './dispose-article';
import {
  type Candidates,
  compareWithCandidates,
  type PreparedRow,
  registerAndLookUp,
} from './match-articles';
import { followUpAdvisory } from './follow-up-advisory';
import { knowCanonical } from './know-canonical';
import { readArticleText } from './read-article-text';
import { LAST_RECEIVE, type MessageOutcome, outcomeOf, type WorkMessage } from './work-message';

/** Two workers that never came back from one article: it is what kills them. */
const DEADLY_ATTEMPTS = 2;

const BODIES_AT_ONCE = 10;

const NO_ANSWER: Candidates = { refs: [], incomplete: ['the look-up gave no answer'], truncated: false };

/** One article and every message that speaks of it. */
interface Job {
  readonly row: ArticleRow;
  readonly messages: readonly WorkMessage<SubmissionsMessage>[];
}

type Outcomes = Map<string, MessageOutcome>;

/**
 * Works a batch: what comes for the first time together, in one pack; what comes again by itself, the most often
 * tried last, so that an article that kills its worker takes no neighbour along for good.
 * @param timeLeft milliseconds until it must hand back what it has not reached.
 * @returns outcomes by message id; none for what was not reached.
 */
export async function processArticles(
  desk: DisposeDesk,
  messages: readonly WorkMessage<SubmissionsMessage>[],
  timeLeft: () => number,
): Promise<ReadonlyMap<string, MessageOutcome>> {
  const outcomes: Outcomes = new Map();
  const taken = await takeUp(desk, messages, outcomes);
  for (const job of taken.filter(({ row }) => isFinished(row))) {
    if (timeLeft() <= 0) break;
    await attempt(desk, job, outcomes, () => settleOwed(desk, job, outcomes));
  }
  const jobs = taken.filter(({ row }) => !isFinished(row));
  const isRepeated = ({ messages: own }: Job) => own.some(({ receiveCount }) => receiveCount > 1);
  await processTogether(
    desk,
    jobs.filter((job) => !isRepeated(job)),
    timeLeft,
    outcomes,
  );
  const repeated = jobs.filter(isRepeated).sort((a, b) => (a.row.attempts ?? 0) - (b.row.attempts ?? 0));
  for (const job of repeated) {
    if (timeLeft() <= 0) break;
    await processAlone(desk, job, timeLeft, outcomes);
  }
  return outcomes;
}

/** Turns messages into articles: submissions are stored first, finished articles need nothing more. */
async function takeUp(
  desk: DisposeDesk,
  messages: readonly WorkMessage<SubmissionsMessage>[],
  outcomes: Outcomes,
): Promise<readonly Job[]> {
  const jobs = new Map<ArticleId, Job>();
  for (const work of messages) {
    try {
      const row = await rowOf(desk, work);
      if (!row || (isFinished(row) && !isOwedMore(desk, row))) outcomes.set(work.id, { outcome: 'done' });
      else jobs.set(row.id, { row, messages: [...(jobs.get(row.id)?.messages ?? []), work] });
    } catch (error) {
      outcomes.set(work.id, outcomeOf(error));
    }
  }
  return [...jobs.values()];
}

const isOwedMore = (desk: DisposeDesk, row: ArticleRow): boolean =>
  row.followUpOwed === true || isEmbargoOver(row, desk.now());

/** What a finished article is owed: an embargo ended, or its source spoke of it. */
async function settleOwed(desk: DisposeDesk, { row, messages }: Job, outcomes: Outcomes): Promise<void> {
  await endEmbargo(desk, row.id);
  await followUpAdvisory(desk, row.id);
  for (const { id } of messages) outcomes.set(id, { outcome: 'done' });
}

/** The article that a message is about, if there is one to be worked. */
async function rowOf(
  desk: DisposeDesk,
  { message, sentAt = desk.now() }: WorkMessage<SubmissionsMessage>,
): Promise<ArticleRow | undefined> {
  if (message.kind === 'article.process') {
    const row = await desk.articles.get(message.articleId);
    if (!row) throw new Problem('not_found', `there is no article ${message.articleId}`);
    return row;
  }
  if (message.kind !== 'article.submitted') {
    const { siteId, submitter, publisherId, ...advisory } = message;
    const source = { siteId, submitter, ...(publisherId && { publisherId }) };
    return (await takeAdvisory(desk, advisory, source, sentAt)).correctedBy;
  }
  const {
    kind: _kind,
    siteId,
    submitter,
    publisherId,
    original = false,
    idempotencyKey,
    ...submission
  } = message;
  const from = { siteId, submitter, original, ...(publisherId && { publisherId }) };
  const { row } = await takeArticle(desk, submission, from, idempotencyKey, { saidAt: sentAt });
  return row;
}

async function processAlone(
  desk: DisposeDesk,
  job: Job,
  timeLeft: () => number,
  outcomes: Outcomes,
): Promise<void> {
  const attempts = job.row.attempts ?? 0;
  if (attempts >= DEADLY_ATTEMPTS) {
    const reason = `its worker died or ran out of time ${attempts} times on this article alone`;
    await settle(desk, job, { outcome: 'reject', reason }, outcomes);
    return;
  }
  await countAttempt(desk, job.row.id, attempts + 1);
  await processTogether(desk, [job], timeLeft, outcomes);
  // It came back from it, be it with an error or for want of time: not deadly.
  const comesAgain = job.messages.some(({ id }) => (outcomes.get(id)?.outcome ?? 'retry') === 'retry');
  if (comesAgain) await countAttempt(desk, job.row.id, 0);
}

async function processTogether(
  desk: DisposeDesk,
  jobs: readonly Job[],
  timeLeft: () => number,
  outcomes: Outcomes,
): Promise<void> {
  const batch: (PreparedRow & { readonly job: Job })[] = [];
  for (let first = 0; first < jobs.length && timeLeft() > 0; first += BODIES_AT_ONCE) {
    const together = jobs.slice(first, first + BODIES_AT_ONCE);
    await Promise.all(
      together.map((job) =>
        attempt(desk, job, outcomes, async () => {
          const article = await readArticleText(desk, job.row);
          await knowCanonical(desk, job.row, article);
          batch.push({ job, row: job.row, article });
        }),
      ),
    );
  }
  if (batch.length === 0) return;
  let answers: readonly Candidates[];
  try {
    answers = await registerAndLookUp(desk, batch);
  } catch (error) {
    for (const { job } of batch) await settle(desk, job, outcomeOf(error), outcomes);
    return;
  }
  for (const [i, prepared] of batch.entries()) {
    if (timeLeft() <= 0) return;
    const answer = answers[i] ?? NO_ANSWER;
    const done = await attempt(desk, prepared.job, outcomes, async () => {
      const { matches, copies, incomplete, truncated } = await compareWithCandidates(desk, prepared, answer);
      // First its copies: once it is finished itself, nobody comes back to it.
      for (const { articleId, match } of copies) await rejudgeCopy(desk, articleId, match);
      const disposed = await disposeArticle(desk, prepared.row.id, prepared.article, matches, {
        truncated,
        incomplete: [...answer.incomplete, ...incomplete],
      });
      if (disposed.followUpOwed) await followUpAdvisory(desk, disposed.id);
    });
    if (done) for (const { id } of prepared.job.messages) outcomes.set(id, { outcome: 'done' });
  }
}

async function attempt(
  desk: DisposeDesk,
  job: Job,
  outcomes: Outcomes,
  run: () => Promise<void>,
): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    await settle(desk, job, outcomeOf(error), outcomes);
    return false;
  }
}

/** Notes a failure; the row of an article that will not come again says so. */
async function settle(
  desk: DisposeDesk,
  { row, messages }: Job,
  outcome: Exclude<MessageOutcome, { outcome: 'done' }>,
  outcomes: Outcomes,
): Promise<void> {
  for (const { id } of messages) outcomes.set(id, outcome);
  const last = messages.every(({ receiveCount }) => receiveCount >= LAST_RECEIVE);
  if (outcome.outcome === 'reject' || last) await failArticle(desk, row.id, outcome.reason);
}
