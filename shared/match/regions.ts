import type { EqualRun } from './equal-runs';

/** A part of the article and a part of the original that share words; bounds in words, end exclusive. */
export interface Region {
  readonly articleStart: number;
  readonly articleEnd: number;
  readonly originalStart: number;
  readonly originalEnd: number;
  /** Words shared, no word of either text counted twice. */
  readonly shared: number;
  /** In order of the article. */
  readonly runs: readonly EqualRun[];
}

/** Words without a shared one that may stand within a region, in either text. */
const MAX_GAP_WORDS = 30;
/** A region's ends are where shared words get thinner than this share of its mean density. */
const TRIM_SHARE = 0.45;
const MIN_TRIM_DENSITY = 0.1;
const TRIM_ROUNDS = 2;
/** Runs that a run is compared with, at most: a bound for texts that repeat themselves. */
const MAX_OPEN = 256;

/**
 * Groups runs that stand close together in both texts, in whatever order, and trims each group to the part that is
 * dense with shared words.
 * @param runs in order of the article.
 * @param minShared regions that share fewer words are left out.
 */
export function regionsOf(runs: readonly EqualRun[], minShared: number): Region[] {
  const regions: Region[] = [];
  for (const group of linked(runs)) {
    if (group.reduce((words, { length }) => words + length, 0) < minShared) continue;
    let region = regionOf(group);
    for (let round = 0; round < TRIM_ROUNDS && region.shared >= minShared; round++)
      region = regionOf(trimmed(region));
    if (region.shared >= minShared) regions.push(region);
  }
  return regions;
}

/** Single linkage within the gap in both texts. */
function linked(runs: readonly EqualRun[]): EqualRun[][] {
  const parents = Int32Array.from(runs, (_, i) => i);
  const rootOf = (i: number): number => {
    let at = i;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at]!]!;
      at = parents[at]!;
    }
    return at;
  };
  let open: number[] = [];
  runs.forEach((run, i) => {
    let kept = 0;
    for (const o of open) {
      const other = runs[o]!;
      if (run.article - (other.article + other.length) > MAX_GAP_WORDS) continue;
      open[kept++] = o;
      const before = run.original - (other.original + other.length);
      const behind = other.original - (run.original + run.length);
      if (before <= MAX_GAP_WORDS && behind <= MAX_GAP_WORDS) parents[rootOf(i)] = rootOf(o);
    }
    open.length = kept;
    if (open.length >= MAX_OPEN) open = open.slice(MAX_OPEN / 2);
    open.push(i);
  });
  const groups = new Map<number, EqualRun[]>();
  runs.forEach((run, i) => {
    const root = rootOf(i);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [run]);
    else group.push(run);
  });
  return [...groups.values()];
}

function regionOf(runs: readonly EqualRun[]): Region {
  let articleStart = Infinity;
  let articleEnd = 0;
  let originalStart = Infinity;
  let originalEnd = 0;
  let inArticle = 0;
  for (const { article, original, length } of runs) {
    if (article < articleStart) articleStart = article;
    if (original < originalStart) originalStart = original;
    if (article + length > articleEnd) {
      inArticle += article + length - Math.max(articleEnd, article);
      articleEnd = article + length;
    }
    if (original + length > originalEnd) originalEnd = original + length;
  }
  let inOriginal = 0;
  let end = 0;
  for (const { original, length } of byOriginal(runs)) {
    if (original + length <= end) continue;
    inOriginal += original + length - Math.max(end, original);
    end = original + length;
  }
  const shared = Math.min(inArticle, inOriginal);
  return { articleStart, articleEnd, originalStart, originalEnd, shared, runs };
}

const byOriginal = (runs: readonly EqualRun[]): EqualRun[] =>
  runs.toSorted((x, y) => x.original - y.original);

/** What is left of a region's runs between the ends of its dense part, first in the article, then in the original. */
function trimmed(region: Region): readonly EqualRun[] {
  const { articleStart, articleEnd, originalStart, originalEnd, shared, runs } = region;
  const density = shared / Math.max(articleEnd - articleStart, originalEnd - originalStart);
  const price = Math.max(MIN_TRIM_DENSITY, TRIM_SHARE * density);
  const [from, to] = densePart(runs, ({ article }) => article, price);
  const inArticle = runs.filter(({ article, length }) => article >= from && article + length <= to);
  const [first, last] = densePart(byOriginal(inArticle), ({ original }) => original, price);
  return inArticle.filter(({ original, length }) => original >= first && original + length <= last);
}

/** The stretch of greatest sum if each shared word counts 1 and each word costs `price` (Kadane 1984). */
function densePart(
  runs: readonly EqualRun[],
  startOf: (run: EqualRun) => number,
  price: number,
): readonly [start: number, end: number] {
  let best = 0;
  let bestStart = 0;
  let bestEnd = 0;
  let sum = 0;
  let start = 0;
  let end = -1;
  for (const run of runs) {
    const runStart = startOf(run);
    const runEnd = runStart + run.length;
    if (runEnd <= end) continue;
    if (end >= 0 && runStart > end) sum -= price * (runStart - end);
    if (end < 0 || sum <= 0) {
      sum = 0;
      start = runStart;
    }
    sum += (1 - price) * (runEnd - Math.max(end, runStart));
    end = runEnd;
    if (sum > best) [best, bestStart, bestEnd] = [sum, start, end];
  }
  return [bestStart, bestEnd];
}
