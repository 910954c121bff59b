import { saysNothingNew, stopOf } from '../article/advisory';
import type { ArticleRow } from '../article/article';
import { prepare } from '../article/prepare';
import type { PreparedArticle } from '../article/prepare-text';
import { between, type Instant } from '../clock/instant';
import { EVERY_REVISION } from '../corpus/corpus';
import type { Effect } from '../case/case';
import { advisoryFollowedUp } from '../events';
import { ALGORITHM, everyShingle } from '../fingerprint/shingles';
import { type ArticleId, parseArticleId } from '../ids';
import type { StoryMatch } from '../match/story-match';
import { alignerFor } from './align-texts';
import { changeArticle, stamped } from './change-article';
import { type DisposeDesk, type RecallOutcome, recallArticle } from './dispose-article';
import { readCandidate } from './match-articles';
import { owe } from './outbox';
import { readArticleText } from './read-article-text';

/** As many copies of one article are looked for; of more, the alert says so. */
const MAX_COPIES = 2_000;
/** That an alert names; all of them have it in their own record. */
const NAMED = 50;
const READ_AT_ONCE = 16;

interface Copy {
  readonly articleId: ArticleId;
  readonly outcome: RecallOutcome;
  readonly url?: string;
}

interface FoundCopy {
  readonly articleId: ArticleId;
  readonly match: StoryMatch;
}

/**
 * A source has spoken of an article: its copies are looked for, in the whole corpus and not only among the matches that
 * were kept, each is judged anew, and people are told which of them are out. A copy that is on its way at this moment
 * either stands in the corpus by now or asks for the article's advisories after this. Repeated, it changes nothing.
 */
export async function followUpAdvisory(desk: DisposeDesk, id: ArticleId): Promise<void> {
  const row = await desk.articles.get(id);
  if (!row?.followUpOwed) return;
  if (row.advisories?.withdrawal?.copies === 'leave') {
    await desk.corpus.withdraw(id, EVERY_REVISION, desk.now(), desk.ids.ulid());
    return settle(desk, row, [], []);
  }
  const { found, incomplete } = await copiesOf(desk, row, await readArticleText(desk, row));
  const copies: Copy[] = [await recall(desk, row, row, undefined)];
  for (const { articleId, match } of found) {
    const copy = await desk.articles.get(articleId);
    if (copy && !isRevision(row, copy)) copies.push(await recall(desk, row, copy, match));
  }
  await settle(desk, row, copies, incomplete);
}

/** Another text of the same work: what its source says of one it says of the other, under the name they share. */
const isRevision = (row: ArticleRow, { submitter, siteId, externalId, canonicalUrl }: ArticleRow): boolean =>
  submitter === row.submitter &&
  siteId === row.siteId &&
  ((externalId !== undefined && externalId === row.externalId) ||
    (canonicalUrl !== undefined && canonicalUrl === row.canonicalUrl));

async function recall(
  desk: DisposeDesk,
  { id }: ArticleRow,
  { id: articleId, url }: ArticleRow,
  match: StoryMatch | undefined,
): Promise<Copy> {
  return {
    articleId,
    outcome: await recallArticle(desk, articleId, id, match),
    ...(url !== undefined && { url }),
  };
}

/** Every text in the corpus that has this article's words and did not have them first. @returns also why there may be more. */
async function copiesOf(
  desk: DisposeDesk,
  row: ArticleRow,
  article: PreparedArticle,
): Promise<{ readonly found: readonly FoundCopy[]; readonly incomplete: readonly string[] }> {
  const { algorithm, hashes } = everyShingle(article.words);
  const { answers, incomplete: unseen } = await desk.corpus.lookUp([
    { articleId: row.id, algorithm, hashes: new Float64Array(new Set(hashes)), everyDocumentOf: MAX_COPIES },
  ]);
  const { candidates = [], truncated = true } = answers[0] ?? {};
  const incomplete = [
    ...unseen,
    ...(truncated ? [`of more than ${MAX_COPIES} texts the nearest were looked at`] : []),
  ];
  const refs = candidates
    .map(({ ref }) => ref)
    .filter((ref) => !ref.registeredOriginal && (row.original || ref.firstSeenAt >= row.acceptedAt));
  const alignTexts = alignerFor(desk, desk.corpus.stopList(ALGORITHM).has);
  const found: FoundCopy[] = [];
  for (let first = 0; first < refs.length; first += READ_AT_ONCE) {
    const together = refs.slice(first, first + READ_AT_ONCE);
    const texts = await Promise.all(together.map((ref) => readCandidate(desk, ref)));
    for (const [i, text] of texts.entries()) {
      const articleId = parseArticleId(together[i]!.articleId);
      if (text.outcome === 'damaged') incomplete.push(text.why);
      if (text.outcome !== 'read' || articleId === undefined) continue;
      const alignment = await alignTexts(prepare({ text: text.text }), article, {
        siteOf: async () => (await desk.articles.get(articleId))?.siteId,
        source: row.id,
      });
      if (alignment.verdict !== 'copy' && alignment.verdict !== 'partial') continue;
      const match = { originalId: row.id, ...alignment, firstSeenAt: row.acceptedAt };
      found.push({ articleId, match: row.original ? { ...match, registered: true } : match });
    }
  }
  return { found, incomplete };
}

/** Only if nothing was said meanwhile: else it is followed up again. */
async function settle(
  desk: DisposeDesk,
  followed: ArticleRow,
  copies: readonly Copy[],
  incomplete: readonly string[],
): Promise<void> {
  const { advisories = {} } = followed;
  const out = copies.filter(({ outcome }) => outcome === 'out');
  const held = copies.filter(({ outcome }) => outcome === 'held').length;
  await changeArticle(desk, followed.id, async (row) => {
    if (!row.followUpOwed || !saysNothingNew(advisories, row.advisories ?? {})) return undefined;
    const now = desk.now();
    const { followUpOwed: _owed, retryAt: _retry, ...rest } = row;
    const told = alertOf(row, out, held, incomplete, now);
    const note = `${copies.length} texts looked at: ${out.length} out, ${held} held`;
    return {
      row: stamped(rest, 'followed_up', now, note),
      outbox: told ? [owe(desk, row.id, { effect: told, notBefore: now })] : [],
    };
  });
  advisoryFollowedUp(desk.now(), {
    articleId: followed.id,
    copies: copies.length,
    out: out.length,
    held,
    lateMs: between(
      followed.stages.findLast(({ stage }) => stage === 'advised')?.at ?? followed.acceptedAt,
      desk.now(),
    ),
  });
}

/** What people are told; nothing where a registration ends or an embargo is lifted. */
function alertOf(
  { id, url, advisories = {} }: ArticleRow,
  out: readonly Copy[],
  held: number,
  incomplete: readonly string[],
  now: Instant,
): Effect | undefined {
  const stop = stopOf(advisories, now);
  if (!stop && !advisories.correction) return undefined;
  const what = stop ? stop.reason : 'The source has sent a correction.';
  return {
    kind: 'alert',
    severity:
      out.length > 0 && stop ? 'critical' : out.length > 0 || incomplete.length > 0 ? 'warning' : 'info',
    subject: `${id}: ${what} ${out.length} of its copies are out, ${held} are held`,
    runbook: 'copies-of-a-recalled-article',
    dedupeKey: `recalled/${id}/${Object.values(advisories)
      .map(({ saidAt }) => saidAt)
      .join()}`,
    data: {
      owner: id,
      ...(url !== undefined && { url }),
      out: out.slice(0, NAMED).map(({ articleId, url: at }) => at ?? articleId),
      more: Math.max(0, out.length - NAMED),
      held,
      ...(incomplete.length > 0 && { incomplete }),
    },
  };
}
