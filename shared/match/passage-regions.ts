import type { PreparedArticle } from '../article/prepare-text';
import type { EqualRun } from './equal-runs';
import { type Region, regionsOf } from './regions';

/** What makes a region a passage that can be shown; below it is chance: set phrases, names with titles. */
const PASSAGE = {
  /** So many words in equal runs make a passage; so does `wholeShare` of the shorter text. */
  verbatimWords: 20,
  wholeShare: 0.75,
  /** A rewritten passage: words in either text, shared words a word, and evidence against chance. */
  rewrittenWords: 25,
  rewrittenDensity: 0.2,
  rewrittenEvidence: 50,
} as const;

/** Evidence of 50 takes 19 shared words where chance puts half a one. */
const MIN_SHARED = 19;

/**
 * The regions of two texts that are passages, in order of the article; none is mostly explained by another.
 * @param equal equal runs and @param rare words rare in both texts, each in order of the article.
 */
export function passageRegions(
  article: PreparedArticle,
  original: PreparedArticle,
  equal: readonly EqualRun[],
  rare: readonly EqualRun[],
): Region[] {
  const words = article.words.count;
  const runs = [...equal, ...rare].sort((x, y) => x.article - y.article || x.original - y.original);
  const chance = rare.length / (words * original.words.count);
  const whole = PASSAGE.wholeShare * Math.min(words, original.words.count);
  const regions = regionsOf(runs, Math.min(MIN_SHARED, whole));
  return distinct(
    regions.filter((region) => isVerbatim(region, whole) || isRewritten(region, chance)),
    words,
  );
}

const lengths = (region: Region): readonly [number, number] => [
  region.articleEnd - region.articleStart,
  region.originalEnd - region.originalStart,
];

function isVerbatim(region: Region, whole: number): boolean {
  let inRuns = 0;
  for (const { length } of region.runs) if (length > 1) inRuns += length;
  const verbatim = Math.min(region.shared, inRuns);
  return 2 * verbatim >= Math.max(...lengths(region)) && verbatim >= Math.min(PASSAGE.verbatimWords, whole);
}

/** @param chance that a word of the article pairs with one of the original as a rare word of both. */
function isRewritten(region: Region, chance: number): boolean {
  const [inArticle, inOriginal] = lengths(region);
  return (
    Math.min(inArticle, inOriginal) >= PASSAGE.rewrittenWords &&
    region.shared >= PASSAGE.rewrittenDensity * Math.max(inArticle, inOriginal) &&
    evidenceOf(region, chance) >= PASSAGE.rewrittenEvidence
  );
}

/**
 * Log-likelihood ratio of the region's shared words to what chance puts there. Chance is taken from the whole of the
 * two texts, the region included: so a short text rewritten as a whole is not told from one on the same event.
 */
function evidenceOf(region: Region, chance: number): number {
  const [inArticle, inOriginal] = lengths(region);
  const expected = Math.max(0.5, chance * inArticle * inOriginal);
  const { shared } = region;
  return shared > expected ? shared * Math.log(shared / expected) - (shared - expected) : 0;
}

/** The regions that share most, without those whose words in the article mostly stand in ones before; by place. */
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
