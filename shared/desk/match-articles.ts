import type { ArticleRow } from '../article/article';
import { canonicalUrl, hostOf } from '../article/canonical-url';
import { prepare } from '../article/prepare';
import type { PreparedArticle } from '../article/prepare-text';
import type { CorpusEntry, DocumentRef, Query } from '../corpus/corpus';
import { lookFurther } from '../corpus/look-further';
import type { ArticleRecord } from '../corpus/record';
import { packCommitted } from '../events';
import { ALGORITHM, everyShingle, winnow } from '../fingerprint/shingles';
import { simhash } from '../fingerprint/simhash';
import { type ArticleId, parseArticleId } from '../ids';
import { align, type Alignment } from '../match/align';
import { coversMutually } from '../match/story-families';
import { type Carrier, type StoryMatch, tellStories } from '../match/story-match';
import { whoWasFirst } from '../match/who-was-first';
import { Problem } from '../problem';
import { alignerFor, ofSite } from './align-texts';
import { type Recorded, recordedDates } from './dated-evidence';
import type { Desk } from './desk';

export interface PreparedRow {
  readonly row: ArticleRow;
  readonly article: PreparedArticle;
}

/** What the corpus holds that shares text with an article. */
export interface Found {
  /**
   * The article against what was there before it, and against registered originals whenever they came: one match for
   * each story.
   */
  readonly matches: readonly StoryMatch[];
  /** Articles that turn out to be copies of this one: a late original, or the earlier of two that came at once. */
  readonly copies: readonly { readonly articleId: ArticleId; readonly match: StoryMatch }[];
  /** What could not be looked up or compared. */
  readonly incomplete: readonly string[];
  /** Not all that share words with the article were compared. */
  readonly truncated: boolean;
}

export interface Candidates {
  readonly refs: readonly DocumentRef[];
  /** Why the look-up could not see everything. */
  readonly incomplete: readonly string[];
  /** There were more; these share most with the article. */
  readonly truncated: boolean;
}

/** Pairs of originals aligned to tell whether they are one story, where their matches alone do not. */
const MAX_PAIRS = 50;
/** Copies that a late original finds; each is judged anew, while its worker waits. */
const MAX_COPIES = 500;
const READ_AT_ONCE = 50;

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
  const { answers, incomplete } = await desk.corpus.lookUp(batch.map(queryOf));
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

function queryOf({ row, article }: PreparedRow): Query {
  const { algorithm, hashes } = everyShingle(article.words);
  return {
    articleId: row.id,
    algorithm,
    hashes: new Float64Array(new Set(hashes)),
    // Its source's own texts are never compared; nor may they take the places of what is.
    among: (record) => relationOf(row, record) !== 'own',
  };
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

/**
 * Aligns an article with every candidate that is not its own, and tells what they share story by story. Where there
 * were more candidates than are named, `lookFurther` goes on.
 */
export async function compareWithCandidates(
  desk: Pick<Desk, 'articles' | 'corpus' | 'exclusions'>,
  prepared: PreparedRow,
  found: Pick<Candidates, 'refs' | 'truncated'>,
): Promise<Found> {
  const sources: Compared['sources'][number][] = [];
  const copies: Found['copies'][number][] = [];
  const incomplete: string[] = [];
  const query = queryOf(prepared);
  const all: Candidates = found.truncated
    ? await (prepared.row.original ? everyCopy(desk, query) : withOriginals(desk, query, found.refs))
    : { ...found, incomplete: [] };
  const further = await lookFurther(desk.corpus, query, all, async (refs) => {
    const accountedFor: Float64Array[] = [];
    for (let first = 0; first < refs.length; first += READ_AT_ONCE) {
      const compared = await compareAll(desk, prepared, refs.slice(first, first + READ_AT_ONCE));
      sources.push(...compared.sources);
      copies.push(...compared.copies);
      incomplete.push(...compared.incomplete);
      if (all.truncated) accountedFor.push(...compared.read.map(({ words }) => everyShingle(words).hashes));
    }
    return accountedFor;
  });
  const texts = new Map(sources.map(({ match, text }) => [match.originalId, text]));
  const stopped = desk.corpus.stopList(ALGORITHM).has;
  const sameStory = (x: StoryMatch, y: StoryMatch): boolean =>
    coversMutually(align(texts.get(x.originalId)!, texts.get(y.originalId)!, stopped));
  const options = { sameStory, maxCompared: MAX_PAIRS, truncated: all.truncated };
  return {
    matches: tellStories(
      sources.map(({ match }) => match),
      options,
    ),
    copies,
    incomplete: [...all.incomplete, ...incomplete, ...new Set(further)],
    truncated: all.truncated,
  };
}

/** A late original is to find all its copies, not the nearest alone. */
async function everyCopy(desk: Pick<Desk, 'corpus'>, query: Query): Promise<Candidates> {
  const { answers, incomplete } = await desk.corpus.lookUp([{ ...query, everyDocumentOf: MAX_COPIES }]);
  const { candidates = [], truncated = true } = answers[0] ?? {};
  return { refs: candidates.map(({ ref }) => ref), truncated, incomplete };
}

/**
 * Where copies may have taken all the places, the registered originals besides: licences are for these, and what their
 * source says of them is about every copy.
 */
async function withOriginals(
  desk: Pick<Desk, 'corpus'>,
  query: Query,
  nearest: readonly DocumentRef[],
): Promise<Candidates> {
  const { among = () => true } = query;
  const named = new Set(nearest.map(({ articleId }) => articleId));
  const { answers, incomplete } = await desk.corpus.lookUp([
    {
      ...query,
      among: (record) => record.registeredOriginal && !named.has(record.articleId) && among(record),
    },
  ]);
  const originals = (answers[0]?.candidates ?? []).map(({ ref }) => ref);
  return { refs: [...nearest, ...originals], incomplete, truncated: true };
}

interface Compared extends Pick<Found, 'copies' | 'incomplete'> {
  readonly sources: readonly { readonly match: StoryMatch; readonly text: PreparedArticle }[];
  readonly read: readonly PreparedArticle[];
}

async function compareAll(
  desk: Pick<Desk, 'articles' | 'corpus' | 'exclusions'>,
  { row, article }: PreparedRow,
  refs: readonly DocumentRef[],
): Promise<Compared> {
  const others = refs.map((ref) => ({ ref, relation: relationOf(row, ref) }));
  const texts = await Promise.all(others.map(({ ref }) => readCandidate(desk, ref)));
  const alignTexts = alignerFor(desk, desk.corpus.stopList(ALGORITHM).has);
  const sources: Compared['sources'][number][] = [];
  const copies: Found['copies'][number][] = [];
  const read: PreparedArticle[] = [];
  const incomplete: string[] = [];
  for (const [i, { ref, relation }] of others.entries()) {
    const text = texts[i];
    if (text === undefined || text.outcome === 'gone') continue;
    if (text.outcome === 'damaged') {
      incomplete.push(text.why);
      continue;
    }
    const other = prepare({ text: text.text });
    read.push(other);
    const [copy, source] = relation === 'source' ? [article, other] : [other, article];
    const articleId = parseArticleId(ref.articleId);
    const alignment = await alignTexts(
      copy,
      source,
      relation === 'source'
        ? { siteOf: ofSite(row.siteId), source: ref.articleId }
        : { siteOf: async () => articleId && (await desk.articles.get(articleId))?.siteId, source: row.id },
    );
    if (alignment.verdict === 'original') continue;
    if (relation === 'source') sources.push({ match: storyMatch(row, datesOf(ref), alignment), text: other });
    else if (articleId) copies.push({ articleId, match: storyMatch(datesOf(ref), row, alignment) });
  }
  return { sources, copies, read, incomplete };
}

const storyMatch = (article: Recorded, original: Recorded, alignment: Alignment): StoryMatch => ({
  originalId: original.id,
  ...alignment,
  ...carrierOf(original),
  whoWasFirst: whoWasFirst([...recordedDates('article', article), ...recordedDates('original', original)]),
});

/** A record of the corpus, in the words of a row. */
const datesOf = ({ articleId, firstSeenAt, registeredOriginal, url }: DocumentRef): Recorded => ({
  id: articleId,
  acceptedAt: firstSeenAt,
  original: registeredOriginal,
  url,
});

function carrierOf({ acceptedAt, original, url }: Recorded): Carrier {
  const site = url === undefined ? undefined : hostOf(url);
  return {
    ...(site !== undefined && { site }),
    firstSeenAt: acceptedAt,
    ...(original && { registered: true }),
  };
}

type CandidateText =
  | { readonly outcome: 'read'; readonly text: string }
  /** Withdrawn since the look-up. */
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'damaged'; readonly why: string };

export async function readCandidate(desk: Pick<Desk, 'corpus'>, ref: DocumentRef): Promise<CandidateText> {
  try {
    return { outcome: 'read', text: (await desk.corpus.read(ref)).text };
  } catch (error) {
    if (error instanceof Problem && error.kind === 'not_found') return { outcome: 'gone' };
    if (error instanceof Problem && error.kind === 'corrupt')
      return { outcome: 'damaged', why: `the text of ${ref.articleId} is damaged` };
    throw error;
  }
}

/** `own`: a revision, or the same publisher's; `source`: it may be what the article was copied from; `copy`: the reverse. */
function relationOf(row: ArticleRow, ref: ArticleRecord): 'own' | 'source' | 'copy' {
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
