import { isDeepStrictEqual } from 'node:util';
import { joinAdvisories, saysNothingNew, stopOf } from '../article/advisory';
import { type ArticleRow, type Disposition, RETRY_AFTER_MS } from '../article/article';
import { prepare } from '../article/prepare';
import type { PreparedArticle } from '../article/prepare-text';
import type { Effect, Recalled } from '../case/case';
import { between, type Instant, plus } from '../clock/instant';
import { articleDisposed, articleFailed, lookUpIncomplete } from '../events';
import type { ArticleId, CaseId } from '../ids';
import { type AnsweredMatch, disposition, dispositionPolicy } from '../licence/disposition';
import { isccTextCode } from '../fingerprint/iscc-text-code';
import type { Facts, Match } from '../match/match';
import { isTold, type StoryMatch, tellStories } from '../match/story-match';
import { Problem } from '../problem';
import { advisoriesFor } from './advise-article';
import { changeCase } from './change-case';
import { type ArticleChange, changeArticle, stamped } from './change-article';
import type { Desk } from './desk';
import { alertsOf, copiesIn, isPublished } from './found-copies';
import { openReview } from './open-review';
import type { ArticleOpening } from '../case/open-case';
import type { Candidates } from './match-articles';
import { owe } from './outbox';
import { readArticleText } from './read-article-text';
import { answerMatches } from './registry-answer';

export type DisposeDesk = Pick<
  Desk,
  'now' | 'ids' | 'articles' | 'cases' | 'exclusions' | 'registry' | 'records' | 'work' | 'corpus'
>;

/** Facts of one kind that a row keeps; the evidence, made from the text, has them all. */
const MAX_FACTS = 100;
const MAX_PASSAGES = 40;
/** Stories that a row keeps. */
const MAX_STORIES = 20;

/** An article that failed is taken up again when its message is sent back to work. */
export const isFinished = (row: ArticleRow): boolean =>
  row.stages.findLast(({ stage }) => stage !== 'advised' && stage !== 'followed_up')?.stage !== 'failed' &&
  (row.disposition !== undefined || (row.original && row.stages.some(({ stage }) => stage === 'matched')));

/**
 * Ends an article's way: what was found is written into its row, the registry is asked, the policy speaks, and
 * the CMS is told, in one transaction. An original is only recorded. A repeated call changes nothing.
 * @param seen how much of the corpus the look-up saw.
 * @returns the row as it then stands.
 */
export async function disposeArticle(
  desk: DisposeDesk,
  id: ArticleId,
  article: PreparedArticle,
  matches: readonly StoryMatch[],
  { incomplete, truncated }: Pick<Candidates, 'incomplete' | 'truncated'>,
): Promise<ArticleRow> {
  return changeArticle(desk, id, async (former) => {
    if (isFinished(former)) return undefined;
    const row = await withAdvisories(desk, former);
    const { retryAt: _retry, attempts: _attempts, incomplete: _former, ...rest } = row;
    const now = desk.now();
    const found = {
      ...rest,
      facts: bounded(article.facts),
      iscc: isccTextCode(article.text).iscc,
      matches: merged(row.matches ?? [], matches),
      ...(incomplete.length > 0 && { incomplete }),
      ...(row.followUpOwed && { retryAt: plus(now, RETRY_AFTER_MS) }),
    };
    // Not incomplete: what was left out shares less with the article than all that was compared.
    const note = truncated ? 'of very many candidates the nearest were compared' : undefined;
    const matched = stamped(stamped(found, 'registered', now), 'matched', now, note);
    if (incomplete.length > 0) lookUpIncomplete(now, { articleId: id, reasons: incomplete });
    return row.original ? { row: matched, outbox: [] } : judge(desk, matched, article, 'first');
  });
}

/**
 * A copy is found only now, because its original came later: its row gains the match and, if that alters what is
 * to become of it, it is disposed of anew.
 */
export async function rejudgeCopy(desk: DisposeDesk, id: ArticleId, match: StoryMatch): Promise<void> {
  await changeArticle(desk, id, async (row) => {
    if (isTold(row.matches ?? [], match.originalId)) return undefined;
    const matched = { ...row, matches: merged(row.matches ?? [], [match]) };
    // Its own worker is still at it and will judge it with this match.
    if (!isFinished(row)) return { row: matched, outbox: [] };
    return judge(desk, matched, await readArticleText(desk, row), 'late_original');
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
    const { row: judged, ...told }: ArticleChange =
      row.original || !known
        ? { row: rest, outbox: [] }
        : await judge(desk, { ...rest, incomplete }, prepare({ text: '' }), 'first');
    return { row: stamped(judged, 'failed', desk.now(), reason), outbox: told.outbox };
  });
}

/** Counts the times a worker takes an article up by itself; 0 when one came back from it. */
export async function countAttempt(desk: DisposeDesk, id: ArticleId, attempts: number): Promise<void> {
  await changeArticle(desk, id, async (row) => ({ row: { ...row, attempts }, outbox: [] }));
}

/** With what was said of it before it came; asked for after it was stored, so that nothing said meanwhile is missed. */
async function withAdvisories(desk: DisposeDesk, row: ArticleRow): Promise<ArticleRow> {
  const known = row.advisories ?? {};
  const said = await advisoriesFor(desk, row);
  if (saysNothingNew(known, said)) return row;
  return { ...row, advisories: joinAdvisories(known, said), followUpOwed: true };
}

/** An embargo is over that alone held it. */
export async function endEmbargo(desk: DisposeDesk, id: ArticleId): Promise<void> {
  await changeArticle(desk, id, async (row) => {
    if (!isEmbargoOver(row, desk.now())) return undefined;
    const { retryAt, ...rest } = row;
    const still = { ...rest, ...(row.followUpOwed && retryAt && { retryAt }) };
    return judge(desk, still, await readArticleText(desk, row), 'embargo_ended');
  });
}

export function isEmbargoOver({ disposition: stands }: ArticleRow, now: Instant): boolean {
  const until = stands?.embargo?.until;
  return until !== undefined && until <= now;
}

/** How an article stands after what it was copied from, or itself, was recalled. */
export type RecallOutcome = 'out' | 'held' | 'unjudged' | 'unaffected';

/**
 * What an article was copied from, or itself, was withdrawn, embargoed or corrected: it is judged anew. What is out stays
 * out and gets a case of its own; no machine takes a page down.
 * @param match with what was recalled; undefined where that is the article itself.
 */
export async function recallArticle(
  desk: DisposeDesk,
  id: ArticleId,
  recalled: ArticleId,
  match: StoryMatch | undefined,
): Promise<RecallOutcome> {
  const stands: { judged?: Pick<Judged, 'outcome' | 'row'> } = {};
  await changeArticle(desk, id, async (row) => {
    const matched = match ? { ...row, matches: merged(row.matches ?? [], [match]) } : row;
    // Its own worker is still at it; the new version makes it read again what it judges by.
    if (!isFinished(row)) {
      stands.judged = { outcome: 'unjudged', row };
      return { row: matched, outbox: [] };
    }
    if (row.original) return undefined;
    const change = await judge(desk, matched, await readArticleText(desk, row), { recalled });
    stands.judged = change;
    // A follow-up that died is begun anew: what it wrote before is not written again.
    return isDeepStrictEqual(whatStands(change.row), whatStands(row)) ? undefined : change;
  });
  const { judged } = stands;
  const outcome = judged?.outcome ?? 'unaffected';
  const { caseId, reasons = [] } = judged?.row.disposition ?? {};
  if (outcome === 'held' && caseId !== undefined)
    await hint(desk, caseId, { originalId: recalled, reason: reasons[0] ?? '' });
  return outcome;
}

const whatStands = ({ matches, disposition: stands }: ArticleRow) => ({ matches, stands });

/** Who judges the held copy is to know; a case that is decided needs to know no more. */
async function hint(desk: DisposeDesk, caseId: CaseId, told: Recalled): Promise<void> {
  const actor = { role: 'SYS', id: 'follow-up-advisory' } as const;
  try {
    await changeCase(desk, caseId, () => ({ type: 'source_advised', actor, item: 1, recalled: told }));
  } catch (error) {
    if (!(error instanceof Problem && error.kind === 'refused')) throw error;
  }
}

interface Judged extends ArticleChange {
  readonly outcome: RecallOutcome;
}

/** Why an article is judged. */
type Occasion = 'first' | 'late_original' | 'embargo_ended' | { readonly recalled: ArticleId };

async function judge(
  desk: DisposeDesk,
  row: ArticleRow,
  article: PreparedArticle,
  occasion: Occasion,
): Promise<Judged> {
  const site = await desk.registry.site(row.siteId);
  if (!site)
    throw new Problem('unavailable', `site ${row.siteId} has no settings yet: set them with copydesk init`);
  const answered = await answerMatches(desk, row, article.text);
  const policy = dispositionPolicy(site.whenUnavailable);
  const now = desk.now();
  const ownStop = stopOf(row.advisories ?? {}, now);
  const spoken = disposition(
    policy,
    {
      ...(row.publisherId && { publisherId: row.publisherId }),
      incomplete: row.incomplete ?? [],
      ...(ownStop && { stop: ownStop }),
    },
    answered,
  );
  const before = row.disposition;
  const recalled = typeof occasion === 'object' ? occasion.recalled : undefined;
  const source = answered.find(({ match }) => match.originalId === recalled);
  const isStopped = (recalled === row.id ? ownStop : source?.stop) !== undefined;
  const isConcerned = recalled !== undefined && (isStopped || source?.corrected === true);
  const isUp = isConcerned && (await isPublished(desk, row));
  // What is out stays out until a person has decided: no machine takes a page down.
  const isOut = before !== undefined && before.kind !== 'hold';
  const { embargo, ...said } = spoken;
  // What waits for an instant, or was taken back by its own source before it was out, leaves nothing to decide.
  const isForPeople = spoken.kind === 'hold' && (isOut || (!embargo && !row.advisories?.withdrawal));
  const open = (kind: ArticleOpening['kind'], key: string) =>
    openReview(desk, site, kind, row, article, spoken, answered, key);
  const caseId =
    isUp && isStopped
      ? await open('recalled_copy', `${row.id} ${recalled}`)
      : (before?.caseId ??
        (isForPeople ? await open(isOut ? 'found_copy' : 'held_article', row.id) : undefined));
  const disposed: Disposition = {
    ...said,
    kind: isOut && spoken.kind === 'hold' ? before.kind : spoken.kind,
    ...(embargo && !isOut && { embargo }),
    ...(caseId && { caseId }),
  };
  const late = occasion !== 'first';
  articleDisposed(now, {
    articleId: row.id,
    disposition: disposed.kind,
    verdict: strongest(row.matches ?? []),
    matches: row.matches?.length ?? 0,
    late,
    tookMs: between(row.acceptedAt, now),
  });
  const unaltered = before?.kind === disposed.kind;
  const copies = copiesIn(row, answered);
  return {
    row: stamped({ ...row, disposition: disposed }, 'disposed', now, noteOf(occasion)),
    outbox: [
      ...(unaltered
        ? []
        : [owe(desk, row.id, { effect: cmsEvent(row, disposed, answered, late), notBefore: now })]),
      ...(await alertsOf(desk, row, copies)),
    ],
    copies,
    outcome: isUp ? 'out' : isStopped && disposed.kind === 'hold' ? 'held' : 'unaffected',
  };
}

function noteOf(occasion: Occasion): string | undefined {
  if (typeof occasion === 'object') return `its source spoke of ${occasion.recalled}`;
  return { first: undefined, late_original: 'a late original', embargo_ended: 'an embargo ended' }[occasion];
}

const cmsEvent = (
  row: ArticleRow,
  { kind, reasons, policyVersion, caseId, embargo }: Disposition,
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
    ...(embargo && { embargo }),
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

/** What is found anew stands before what was found. */
const merged = (before: readonly StoryMatch[], found: readonly StoryMatch[]): readonly StoryMatch[] =>
  tellStories([...found, ...before])
    .slice(0, MAX_STORIES)
    .map(longestPassages);

/** A row holds 400 KB: of many passages the longest, in the order of the article. */
function longestPassages<T extends Match>(match: T): T {
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
