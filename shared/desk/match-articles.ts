import type { ArticleRow } from '../article/article';
import { canonicalUrl } from '../article/canonical-url';
import { prepare, type PreparedArticle } from '../article/prepare';
import type { CorpusEntry, DocumentRef } from '../corpus/corpus';
import { packCommitted } from '../events';
import { everyShingle, winnow } from '../fingerprint/shingles';
import { simhash } from '../fingerprint/simhash';
import { type ArticleId, parseArticleId } from '../ids';
import { align } from '../match/align';
import type { Match } from '../match/match';
import type { Desk } from './desk';

export interface PreparedRow {
  readonly row: ArticleRow;
  readonly article: PreparedArticle;
}

/** What the corpus holds that shares text with an article. */
export interface Found {
  /** The article against what was there before it, and against registered originals whenever they came. */
  readonly matches: readonly Match[];
  /** Articles that turn out to be copies of this one: a late original, or the earlier of two that came at once. */
  readonly copies: readonly { readonly articleId: ArticleId; readonly match: Match }[];
}

export interface Candidates {
  readonly refs: readonly DocumentRef[];
  /** Why the look-up could not see everything. */
  readonly incomplete: readonly string[];
  /** There were more; these share most with the article. */
  readonly truncated: boolean;
}

/** Rows keep this many matches. */
const MAX_MATCHES = 20;

/**
 * Registers the articles in one pack and only then looks them up, so that of two copies that arrive at once, at
 * whatever workers, at least one is seen by the other.
 * @returns one answer for each, in their order.
 */
export async function registerAndLookUp(
  desk: Pick<Desk, 'corpus' | 'ids' | 'now'>,
  batch: readonly PreparedRow[],
): Promise<readonly Candidates[]> {
  await desk.corpus.register(batch.map(entryOf), desk.ids.ulid());
  const { answers, incomplete } = await desk.corpus.lookUp(
    batch.map(({ row, article }) => {
      const { algorithm, hashes } = everyShingle(article.words);
      return { articleId: row.id, algorithm, hashes: new Float64Array(new Set(hashes)) };
    }),
  );
  packCommitted(desk.now(), {
    articles: batch.length,
    candidates: answers.reduce((sum, { candidates }) => sum + candidates.length, 0),
  });
  return answers.map(({ candidates, truncated }) => ({
    refs: candidates.map(({ ref }) => ref),
    incomplete,
    truncated,
  }));
}

function entryOf({ row, article }: PreparedRow): CorpusEntry {
  return {
    articleId: row.id,
    version: 1,
    source: row.submitter,
    publisher: row.publisherId,
    url: row.url,
    title: row.title,
    firstSeenAt: row.acceptedAt,
    registeredOriginal: row.original,
    simhash: simhash(article.words),
    text: article.text,
    fingerprint: winnow(article.words),
  };
}

/** Aligns an article with every candidate that is not its own. */
export async function compareWithCandidates(
  desk: Pick<Desk, 'corpus'>,
  { row, article }: PreparedRow,
  refs: readonly DocumentRef[],
): Promise<Found> {
  const matches: Match[] = [];
  const copies: { articleId: ArticleId; match: Match }[] = [];
  for (const ref of refs) {
    const relation = relationOf(row, ref);
    if (relation === 'own') continue;
    const other = prepare({ text: (await desk.corpus.read(ref)).text });
    if (relation === 'source') {
      const match = { originalId: ref.articleId, ...align(article, other) };
      if (match.verdict !== 'original') matches.push(match);
      continue;
    }
    const articleId = parseArticleId(ref.articleId);
    const match = { originalId: row.id, ...align(other, article) };
    if (articleId !== undefined && match.verdict !== 'original') copies.push({ articleId, match });
  }
  return { matches: bestFirst(matches), copies };
}

/** The matches worth keeping, most copied first. */
export const bestFirst = (matches: readonly Match[]): readonly Match[] =>
  matches.toSorted((a, b) => b.score - a.score).slice(0, MAX_MATCHES);

/** `own`: a revision, or the same publisher's; `source`: it may be what the article was copied from; `copy`: the reverse. */
function relationOf(row: ArticleRow, ref: DocumentRef): 'own' | 'source' | 'copy' {
  // A registered original keeps its address to itself: a copy that claims it as its own is still compared.
  const address = ref.url === undefined || ref.registeredOriginal ? undefined : canonicalUrl(ref.url);
  const sameAddress = address !== undefined && address === row.canonicalUrl;
  const samePublisher = ref.publisher !== undefined && ref.publisher === row.publisherId;
  if (ref.articleId === row.id || ref.source === row.submitter || sameAddress || samePublisher) return 'own';
  if (ref.registeredOriginal) return 'source';
  if (row.original) return 'copy';
  const cameEarlier = [ref.firstSeenAt, ref.articleId].join() < [row.acceptedAt, row.id].join();
  return cameEarlier ? 'source' : 'copy';
}
