import type { ArticleRow, ArticleStage, Disposition } from '../article/article';
import { prepare, type PreparedArticle } from '../article/prepare';
import type { Effect, OutboxEntry } from '../case/case';
import { between, type Instant } from '../clock/instant';
import { articleDisposed, articleFailed, lookUpIncomplete } from '../events';
import type { ArticleId } from '../ids';
import { type AnsweredMatch, disposition, dispositionPolicy } from '../licence/disposition';
import type { Facts, Match } from '../match/match';
import { Problem } from '../problem';
import type { Desk } from './desk';
import { openReview } from './open-review';
import { bestFirst, type Candidates } from './match-articles';
import { dispatch, owe } from './outbox';
import { readArticleText } from './read-article-text';
import { answerMatches } from './registry-answer';

export type DisposeDesk = Pick<
  Desk,
  'now' | 'ids' | 'articles' | 'cases' | 'registry' | 'records' | 'work' | 'corpus'
>;

/** Lost races in a row after which something else is wrong. */
const ATTEMPTS = 6;
/** Facts of one kind that a row keeps; the evidence, made from the text, has them all. */
const MAX_FACTS = 100;
const MAX_PASSAGES = 40;

/** An article that failed is taken up again when its message is sent back to work. */
export const isFinished = (row: ArticleRow): boolean =>
  row.stages.at(-1)?.stage !== 'failed' &&
  (row.disposition !== undefined || (row.original && row.stages.some(({ stage }) => stage === 'matched')));

/**
 * Ends an article's way: what was found is written into its row, the registry is asked, the policy speaks, and
 * the CMS is told, in one transaction. An original is only recorded. A repeated call changes nothing.
 * @param seen how much of the corpus the look-up saw.
 */
export async function disposeArticle(
  desk: DisposeDesk,
  id: ArticleId,
  article: PreparedArticle,
  matches: readonly Match[],
  { incomplete, truncated }: Pick<Candidates, 'incomplete' | 'truncated'>,
): Promise<void> {
  await changeArticle(desk, id, async (row) => {
    if (isFinished(row)) return undefined;
    const { retryAt: _retry, attempts: _attempts, incomplete: _former, ...rest } = row;
    const now = desk.now();
    const found = {
      ...rest,
      facts: bounded(article.facts),
      matches: merged(row.matches ?? [], matches),
      ...(incomplete.length > 0 && { incomplete }),
    };
    // Not incomplete: what was left out shares less with the article than all that was compared.
    const note = truncated ? 'of very many candidates the nearest were compared' : undefined;
    const matched = stamped(stamped(found, 'registered', now), 'matched', now, note);
    if (incomplete.length > 0) lookUpIncomplete(now, { articleId: id, reasons: incomplete });
    return row.original ? { row: matched, outbox: [] } : judge(desk, matched, article, false);
  });
}

/**
 * A copy is found only now, because its original came later: its row gains the match and, if that alters what is
 * to become of it, it is disposed of anew.
 */
export async function rejudgeCopy(desk: DisposeDesk, id: ArticleId, match: Match): Promise<void> {
  await changeArticle(desk, id, async (row) => {
    if (row.matches?.some(({ originalId }) => originalId === match.originalId)) return undefined;
    const matched = { ...row, matches: merged(row.matches ?? [], [match]) };
    // Its own worker is still at it and will judge it with this match.
    if (!isFinished(row)) return { row: matched, outbox: [] };
    return judge(desk, matched, await readArticleText(desk, row), true);
  });
}

/**
 * Gives an article up: nothing is known of it, and the site's rule for that decides whether it waits for a person
 * or is published. Its message stands in the dead-letter queue.
 */
export async function failArticle(desk: DisposeDesk, id: ArticleId, reason: string): Promise<void> {
  articleFailed(desk.now(), { articleId: id, reason });
  await changeArticle(desk, id, async (row) => {
    if (isFinished(row)) return undefined;
    const { retryAt: _retry, attempts: _attempts, ...rest } = row;
    const incomplete = ['matching failed'];
    const known = await desk.registry.site(row.siteId);
    const { row: judged, outbox } =
      row.original || !known
        ? { row: rest, outbox: [] }
        : await judge(desk, { ...rest, incomplete }, prepare({ text: '' }), false);
    return { row: stamped(judged, 'failed', desk.now(), reason), outbox };
  });
}

/** Counts the times a worker takes an article up by itself; 0 when one came back from it. */
export async function countAttempt(desk: DisposeDesk, id: ArticleId, attempts: number): Promise<void> {
  await changeArticle(desk, id, async (row) => ({ row: { ...row, attempts }, outbox: [] }));
}

interface ArticleChange {
  readonly row: ArticleRow;
  readonly outbox: readonly OutboxEntry[];
}

async function changeArticle(
  desk: DisposeDesk,
  id: ArticleId,
  change: (row: ArticleRow) => Promise<ArticleChange | undefined>,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await desk.articles.get(id);
    if (!before) throw new Problem('not_found', `there is no article ${id}`);
    const changed = await change(before);
    if (!changed) return;
    const row = { ...changed.row, version: before.version + 1 };
    const { outcome } = await desk.articles.update(row, before.version, changed.outbox);
    if (outcome === 'conflict') continue;
    await dispatch(desk, changed.outbox);
    return;
  }
  throw new Problem('conflict', `article ${id} is changing too fast`);
}

async function judge(
  desk: DisposeDesk,
  row: ArticleRow,
  article: PreparedArticle,
  late: boolean,
): Promise<ArticleChange> {
  const site = await desk.registry.site(row.siteId);
  if (!site)
    throw new Problem('unavailable', `site ${row.siteId} has no settings yet: set them with copydesk init`);
  const answered = await answerMatches(desk, row, article.text);
  const policy = dispositionPolicy(site.whenUnavailable);
  const spoken = disposition(
    policy,
    { ...(row.publisherId && { publisherId: row.publisherId }), incomplete: row.incomplete ?? [] },
    answered,
  );
  const before = row.disposition;
  // What is out stays out until a person has decided: no machine takes a page down.
  const isOut = before !== undefined && before.kind !== 'hold';
  const caseId =
    before?.caseId ??
    (spoken.kind === 'hold'
      ? await openReview(desk, site, isOut ? 'found_copy' : 'held_article', row, article, spoken, answered)
      : undefined);
  const disposed: Disposition = {
    ...spoken,
    kind: isOut && spoken.kind === 'hold' ? before.kind : spoken.kind,
    ...(caseId && { caseId }),
  };
  const now = desk.now();
  articleDisposed(now, {
    articleId: row.id,
    disposition: disposed.kind,
    verdict: strongest(row.matches ?? []),
    matches: row.matches?.length ?? 0,
    late,
    tookMs: between(row.acceptedAt, now),
  });
  const unaltered = before?.kind === disposed.kind;
  return {
    row: stamped({ ...row, disposition: disposed }, 'disposed', now, late ? 'a late original' : undefined),
    outbox: unaltered
      ? []
      : [owe(desk, row.id, { effect: cmsEvent(row, disposed, answered, late), notBefore: now })],
  };
}

const cmsEvent = (
  row: ArticleRow,
  { kind, reasons, policyVersion, caseId }: Disposition,
  answered: readonly AnsweredMatch[],
  late: boolean,
): Effect => ({
  kind: 'cms',
  siteId: row.siteId,
  type: 'article.disposition',
  data: {
    articleId: row.id,
    ...(row.externalId !== undefined && { externalId: row.externalId }),
    ...(row.url !== undefined && { url: row.url }),
    disposition: kind,
    // A webhook stays below 20 kB; the article's status has all of it.
    reasons: reasons.slice(0, 20),
    policyVersion,
    ...(caseId && { caseId }),
    late,
    matches: answered.slice(0, 5).map(({ match, publisherId, licence }) => ({
      originalId: match.originalId,
      ...(publisherId && { publisherId }),
      verdict: match.verdict,
      ownWords: match.ownWords,
      quotedWords: match.quotedWords,
      licence: licence.answer,
    })),
  },
});

const strongest = (matches: readonly Match[]) => matches[0]?.verdict ?? 'original';

const stamped = (row: ArticleRow, stage: ArticleStage, at: Instant, note?: string): ArticleRow => ({
  ...row,
  stages: [...row.stages, { stage, at, ...(note !== undefined && { note }) }],
});

function merged(before: readonly Match[], found: readonly Match[]): readonly Match[] {
  const byOriginal = new Map([...before, ...found].map((match) => [match.originalId, match]));
  return bestFirst([...byOriginal.values()].map(longestPassages));
}

/** A row holds 400 KB: of many passages the longest, in the order of the article. */
function longestPassages(match: Match): Match {
  if (match.passages.length <= MAX_PASSAGES) return match;
  const length = ([start, end]: readonly [number, number]) => end - start;
  const longest = match.passages
    .toSorted((a, b) => length(b.article) - length(a.article))
    .slice(0, MAX_PASSAGES);
  return { ...match, passages: longest.toSorted((a, b) => a.article[0] - b.article[0]) };
}

const bounded = (facts: Facts): Facts => ({
  ...facts,
  credits: facts.credits.slice(0, MAX_FACTS),
  mixedScript: facts.mixedScript.slice(0, MAX_FACTS),
});
