import { BOILERPLATE, type PreparedArticle } from '../article/prepare';
import type { Fingerprint } from '../fingerprint/fingerprint';
import { everyShingle, SHINGLE_WORDS, WINDOW_SHINGLES } from '../fingerprint/shingles';

/**
 * Shingles that are boilerplate: they stand in four or more documents that otherwise have little in common. A plain
 * limit on document frequency would stop a wire story that many sites carry; its carriers share nearly all their
 * shingles, so the median containment of one in another tells the two apart.
 */
export const STOP_RULE = { minDocuments: 4, maxMedianContainment: 0.5 } as const;

/** Documents of one shingle that are compared with each other: 66 pairs tell the median well enough. */
const SAMPLE = 12;
/** 21 bits for each of two document numbers stay exact in a double. */
const PAIR_BASE = 2 ** 21;
const MAX_CACHED_PAIRS = 1_000_000;

/** The stop list over the winnowed fingerprints of documents, each the latest variant of its story or page. */
export function buildStopList(documents: readonly Fingerprint[]): ReadonlySet<number> {
  const sets = documents.map(({ hashes }) => distinctSorted(hashes));
  const { hashes, owners } = sortedPostings(sets);
  const containments = new Map<number, number>();
  const containmentOf = (x: number, y: number): number => {
    const key = x * PAIR_BASE + y;
    let containment = containments.get(key);
    if (containment === undefined) {
      containment = containmentIn(sets[x]!, sets[y]!);
      if (containments.size < MAX_CACHED_PAIRS) containments.set(key, containment);
    }
    return containment;
  };

  const stopList = new Set<number>();
  for (let from = 0, to = 0; from < hashes.length; from = to) {
    while (to < hashes.length && hashes[to] === hashes[from]) to++;
    if (to - from < STOP_RULE.minDocuments) continue;
    const sample = evenly(owners.subarray(from, to), SAMPLE);
    if (medianOfPairs(sample, containmentOf) < STOP_RULE.maxMedianContainment) stopList.add(hashes[from]!);
  }
  return stopList;
}

function distinctSorted(hashes: Float64Array): Float64Array {
  const sorted = hashes.toSorted();
  let kept = 0;
  for (let i = 0; i < sorted.length; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[kept++] = sorted[i]!;
  return sorted.slice(0, kept);
}

/** All (hash, document) pairs in order of hash, then document. */
function sortedPostings(sets: readonly Float64Array[]): { hashes: Float64Array; owners: Uint32Array } {
  const total = sets.reduce((sum, set) => sum + set.length, 0);
  const all = new Float64Array(total);
  const documents = new Uint32Array(total);
  let next = 0;
  sets.forEach((set, document) => {
    all.set(set, next);
    documents.fill(document, next, next + set.length);
    next += set.length;
  });
  const order = new Uint32Array(total).map((_, i) => i).sort((x, y) => all[x]! - all[y]! || x - y);
  return {
    hashes: Float64Array.from(order, (i) => all[i]!),
    owners: Uint32Array.from(order, (i) => documents[i]!),
  };
}

/** Share of the smaller of two sorted sets that stands in the other. */
function containmentIn(x: Float64Array, y: Float64Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < x.length && j < y.length;) {
    const difference = x[i]! - y[j]!;
    if (difference === 0) shared++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return shared / Math.max(1, Math.min(x.length, y.length));
}

const evenly = (items: Uint32Array, most: number): number[] =>
  items.length <= most
    ? Array.from(items)
    : Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)]!);

function medianOfPairs(items: readonly number[], of: (x: number, y: number) => number): number {
  const values: number[] = [];
  for (let i = 0; i < items.length; i++)
    for (let j = i + 1; j < items.length; j++) values.push(of(items[i]!, items[j]!));
  values.sort((x, y) => x - y);
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}

/**
 * A text's flags with its stopped shingles marked as boilerplate. The list holds winnowed shingles, at least one of
 * every window, so words between two stopped ones at most a window apart belong to the same boilerplate.
 */
export function flagsWithStopped(
  { words, flags }: PreparedArticle,
  stopped: (hash: number) => boolean,
): Uint8Array {
  const marked = flags.slice();
  const { hashes } = everyShingle(words);
  let markedTo = -Infinity;
  for (let p = 0; p < hashes.length; p++) {
    if (!stopped(hashes[p]!)) continue;
    const from = p - markedTo <= WINDOW_SHINGLES - SHINGLE_WORDS ? Math.min(p, markedTo) : p;
    markedTo = Math.min(p + SHINGLE_WORDS, words.count);
    for (let i = from; i < markedTo; i++) marked[i]! |= BOILERPLATE;
  }
  return marked;
}
