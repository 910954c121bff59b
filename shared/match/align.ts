import { BOILERPLATE, QUOTED, type PreparedArticle } from '../article/prepare';
import { equalRuns, type EqualRun } from './equal-runs';
import { flagsWithStopped } from './stop-list';
import type { Match } from './match';
import { passagesOf } from './passages';
import { regionsOf, type Region } from './regions';
import { scoreOf } from './score';
import { sharedWords } from './shared-words';
import { judge } from './verdict';

/** A match without the name of its original, which alignment does not know. */
export type Alignment = Omit<Match, 'originalId'>;

/** What makes a region a passage that can be shown; below it is chance: set phrases, names with titles. */
const PASSAGE = {
  /** Words, in either text. */
  minWords: 25,
  /** Shared words per word. */
  minDensity: 0.2,
  minEvidence: 40,
  /** So many words in equal runs make a passage however short it is. */
  verbatimWords: 20,
} as const;

const NOTHING: Alignment = {
  verdict: 'original',
  score: 0,
  articleCoverage: 0,
  originalCoverage: 0,
  ownWords: 0,
  quotedWords: 0,
  boilerplateWords: 0,
  longestRunWords: 0,
  passages: [],
};

/**
 * Aligns two texts: where the article's words stand in the original, in passages, each own words, a quotation
 * or boilerplate. Quotation marks are the article's; boilerplate is what either text's frame or `stopped`
 * (a stop list of shingle hashes) says.
 */
export function align(
  article: PreparedArticle,
  original: PreparedArticle,
  stopped?: (hash: number) => boolean,
): Alignment {
  const equal = equalRuns(article.words, original.words);
  if (equal.length === 0) return NOTHING;
  const { rare, containment } = sharedWords(article.words, original.words, equal);
  const chance = rare.length / (article.words.count * original.words.count);
  const regions = regionsOf(inOrder(equal, rare), chance);
  const passages = distinct(regions.filter(isPassage), article.words.count);

  const articleFlags = stopped === undefined ? article.flags : flagsWithStopped(article, stopped);
  const originalFlags = stopped === undefined ? original.flags : flagsWithStopped(original, stopped);
  const kinds = new Uint8Array(article.words.count);
  const places = new Int32Array(article.words.count).fill(-1);
  for (const { runs } of passages) {
    for (const run of runs) {
      for (let i = 0; i < run.length; i++) {
        const a = run.article + i;
        if (places[a] !== -1) continue;
        places[a] = run.original + i;
        const flags = articleFlags[a]!;
        const frame = (flags | originalFlags[run.original + i]!) & BOILERPLATE;
        kinds[a] = frame ? BOILERPLATE : flags & QUOTED;
      }
    }
  }
  const counts = { ownWords: 0, quotedWords: 0, boilerplateWords: 0 };
  for (let a = 0; a < places.length; a++) {
    if (places[a] === -1) continue;
    if (kinds[a] === BOILERPLATE) counts.boilerplateWords++;
    else if (kinds[a] === QUOTED) counts.quotedWords++;
    else counts.ownWords++;
  }
  const shorterWords = Math.min(bodyWords(articleFlags), bodyWords(originalFlags));
  return {
    verdict: passages.length === 0 ? 'original' : judge({ ...counts, shorterWords }),
    score: scoreOf({ equalRuns: equal, flags: articleFlags, shorterWords, containment }),
    articleCoverage: share(
      passages.map((r) => [r.articleStart, r.articleEnd]),
      article.words.count,
    ),
    originalCoverage: share(
      passages.map((r) => [r.originalStart, r.originalEnd]),
      original.words.count,
    ),
    ...counts,
    longestRunWords: equal.reduce((longest, { length }) => Math.max(longest, length), 0),
    passages: passages.flatMap((region) => passagesOf(region, article, original, places, kinds)),
  };
}

function isPassage({
  articleStart,
  articleEnd,
  originalStart,
  originalEnd,
  shared,
  evidence,
  runs,
}: Region): boolean {
  const inArticle = articleEnd - articleStart;
  const inOriginal = originalEnd - originalStart;
  if (
    Math.min(inArticle, inOriginal) >= PASSAGE.minWords &&
    shared >= PASSAGE.minDensity * Math.max(inArticle, inOriginal) &&
    evidence >= PASSAGE.minEvidence
  )
    return true;
  let verbatim = 0;
  for (const { length } of runs) if (length > 1) verbatim += length;
  return (
    Math.min(shared, verbatim) >= PASSAGE.verbatimWords && 2 * verbatim >= Math.max(inArticle, inOriginal)
  );
}

/** Both lists are in order of the article already. */
function inOrder(equal: readonly EqualRun[], rare: readonly EqualRun[]): EqualRun[] {
  return [...equal, ...rare].sort((x, y) => x.article - y.article || x.original - y.original);
}

/** The regions that share most, without those whose words in the article are mostly explained by others; by place. */
function distinct(regions: readonly Region[], words: number): Region[] {
  const explained = new Uint8Array(words);
  return regions
    .toSorted((x, y) => y.shared - x.shared)
    .filter(({ articleStart, articleEnd }) => {
      let fresh = 0;
      for (let a = articleStart; a < articleEnd; a++) if (explained[a] === 0) fresh++;
      if (2 * fresh < articleEnd - articleStart) return false;
      explained.fill(1, articleStart, articleEnd);
      return true;
    })
    .sort((x, y) => x.articleStart - y.articleStart);
}

const bodyWords = (flags: Uint8Array): number => {
  let words = 0;
  for (const flag of flags) if ((flag & BOILERPLATE) === 0) words++;
  return words;
};

/** Share of `words` words that the ranges cover together. */
function share(ranges: readonly (readonly [number, number])[], words: number): number {
  let covered = 0;
  let end = 0;
  for (const [from, to] of ranges.toSorted((x, y) => x[0] - y[0])) {
    covered += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return words === 0 ? 0 : covered / words;
}
