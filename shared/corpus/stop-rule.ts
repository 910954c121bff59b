import type { Postings } from './postings';
import type { StoppedShingles } from './stop-list';

/**
 * Shingles that are boilerplate: they stand on many pages that otherwise have little in common. A plain limit on
 * document frequency would stop a wire story that many sites carry; its carriers share nearly all their shingles, so
 * the median containment of one in another tells the two apart. Fewer pages are enough on one site. Independent
 * submitters are asked for lest somebody stop an original by sending excerpts of it.
 */
const STOP_RULE = {
  minPages: 4,
  minPagesOfSite: 3,
  minSubmitters: 3,
  maxMedianContainment: 0.5,
} as const;

/** Where each document comes from, as numbers that are equal where the thing is; 0 where it isn't known. */
export interface Provenance {
  /** Variants of one page or story; 0 leaves the document out. */
  readonly stories: Uint32Array;
  readonly sites: Uint32Array;
  readonly submitters: Uint32Array;
}

/** `count` documents that have nothing to do with each other. */
export function unrelated(count: number): Provenance {
  const numbers = Uint32Array.from({ length: count }, (_, i) => i + 1);
  return { stories: numbers, sites: new Uint32Array(count), submitters: numbers };
}

/** Of each document the sorted hashes from some part of the hash space: document d has [starts[d], starts[d + 1]). */
export interface Sketches {
  readonly starts: Uint32Array;
  readonly hashes: Float64Array;
}

type HashesInDocuments = Pick<Postings, 'hashes' | 'documents'>;

/** @param parts sorted postings, the parts in order of their hashes. */
export function sketch(parts: readonly HashesInDocuments[], documents: number): Sketches {
  const starts = new Uint32Array(documents + 2);
  eachOnce(parts, (_, document) => starts[document + 2]!++);
  for (let d = 0; d < documents; d++) starts[d + 2]! += starts[d + 1]!;
  const hashes = new Float64Array(starts[documents + 1]!);
  // Each start moves to its end while the hashes are put down, and so becomes the next document's.
  eachOnce(parts, (hash, document) => (hashes[starts[document + 1]!++] = hash));
  return { starts: starts.subarray(0, documents + 1), hashes };
}

function eachOnce(
  parts: readonly HashesInDocuments[],
  visit: (hash: number, document: number) => unknown,
): void {
  for (const { hashes, documents } of parts)
    for (let i = 0; i < hashes.length; i++)
      if (hashes[i] !== hashes[i - 1] || documents[i] !== documents[i - 1]) visit(hashes[i]!, documents[i]!);
}

/** Documents of one shingle that are compared with each other: 66 pairs tell the median well enough. */
const SAMPLE = 12;
/** 21 bits for each of two document numbers stay exact in a double. */
const PAIR_BASE = 2 ** 21;
const MAX_CACHED_PAIRS = 1_000_000;

/** Share of the smaller sketch that stands in the other; undefined if either is empty and so says nothing. */
function containments({ starts, hashes }: Sketches): (x: number, y: number) => number | undefined {
  const cached = new Map<number, number>();
  return (x, y) => {
    const key = x * PAIR_BASE + y;
    const known = cached.get(key);
    if (known !== undefined) return known;
    let [i, j] = [starts[x]!, starts[y]!];
    const [endX, endY] = [starts[x + 1]!, starts[y + 1]!];
    const smaller = Math.min(endX - i, endY - j);
    if (smaller === 0) return undefined;
    let shared = 0;
    while (i < endX && j < endY) {
      const difference = hashes[i]! - hashes[j]!;
      if (difference === 0) shared++;
      if (difference <= 0) i++;
      if (difference >= 0) j++;
    }
    const containment = shared / smaller;
    if (cached.size < MAX_CACHED_PAIRS) cached.set(key, containment);
    return containment;
  };
}

/**
 * The shingles that the rule stops among sorted postings. To be called for each part of the hash space in turn.
 * @returns a function that takes one part and returns its stopped shingles.
 */
export function stopRule(
  { stories, sites, submitters }: Provenance,
  sketches: Sketches,
): (postings: HashesInDocuments) => StoppedShingles {
  const containmentOf = containments(sketches);
  return ({ hashes, documents }) => {
    const stopped: number[] = [];
    const pages: number[] = [];
    const siteCounts: number[] = [];
    for (let from = 0, to = 0; from < hashes.length; from = to) {
      while (to < hashes.length && hashes[to] === hashes[from]) to++;
      if (to - from < Math.min(STOP_RULE.minPages, STOP_RULE.minPagesOfSite)) continue;
      const found = pagesOf(documents.subarray(from, to), stories);
      const perSite = tally(found, sites);
      const enough =
        found.length >= STOP_RULE.minPages || Math.max(0, ...perSite.values()) >= STOP_RULE.minPagesOfSite;
      if (!enough || tally(found, submitters).size < STOP_RULE.minSubmitters) continue;
      const median = medianOfPairs(evenly(found, SAMPLE), containmentOf);
      if (median === undefined || median >= STOP_RULE.maxMedianContainment) continue;
      stopped.push(hashes[from]!);
      pages.push(found.length);
      siteCounts.push(perSite.size);
    }
    return {
      hashes: Float64Array.from(stopped),
      pages: Uint32Array.from(pages),
      sites: Uint32Array.from(siteCounts),
    };
  };
}

/** Of each story the last of the documents. */
function pagesOf(documents: Uint32Array, stories: Uint32Array): number[] {
  const last = new Map<number, number>();
  for (const document of documents) if (stories[document] !== 0) last.set(stories[document]!, document);
  return [...last.values()];
}

/** How many of the documents there are of each number but 0. */
function tally(documents: readonly number[], numbers: Uint32Array): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const document of documents) {
    const number = numbers[document]!;
    if (number !== 0) counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return counts;
}

const evenly = (items: readonly number[], most: number): readonly number[] =>
  items.length <= most
    ? items
    : Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)]!);

function medianOfPairs(
  items: readonly number[],
  of: (x: number, y: number) => number | undefined,
): number | undefined {
  const values: number[] = [];
  for (let i = 0; i < items.length; i++)
    for (let j = i + 1; j < items.length; j++) {
      const value = of(items[i]!, items[j]!);
      if (value !== undefined) values.push(value);
    }
  values.sort((x, y) => x - y);
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle] : mean(values[middle - 1], values[middle]);
}

const mean = (x: number | undefined, y: number | undefined): number | undefined =>
  x === undefined || y === undefined ? undefined : (x + y) / 2;
