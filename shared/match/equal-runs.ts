import type { Words } from '../article/words';

/** `length` words that are equal in both texts, from word `article` and word `original` on. */
export interface EqualRun {
  readonly article: number;
  readonly original: number;
  readonly length: number;
}

const SEED_WORDS = 3;
/** Places in the original tried for one seed; a seed with more is a phrase that tells nothing. */
const MAX_PLACES = 16;
/** Within an equal run this long no other place is looked for: it keeps repetitive texts linear. */
const LONG_RUN_WORDS = 32;

/** Runs of fewer than eight words are phrases; beyond so many of them a text of few words would cost seconds. */
const PHRASE_WORDS = 8;
const MAX_PHRASES = 50_000;

const bucketOf = (hashes: Uint32Array, i: number, mask: number): number => {
  const h = Math.imul(Math.imul(hashes[i]!, 0x9e3779b1) + hashes[i + 1]!, 0x85ebca6b) + hashes[i + 2]!;
  return (h ^ (h >>> 15)) & mask;
};

/** A power of two of at least twice `count`, less one. */
export const tableMask = (count: number): number => (1 << (33 - Math.clz32(Math.max(15, count)))) - 1;

/** Chained hash table of the original's word 3-grams; entries are position + 1, 0 ends a chain. */
function indexSeeds(hashes: Uint32Array): { heads: Int32Array; next: Int32Array; mask: number } {
  const seeds = hashes.length - SEED_WORDS + 1;
  const mask = tableMask(seeds);
  const heads = new Int32Array(mask + 1);
  const next = new Int32Array(seeds + 1);
  for (let i = seeds - 1; i >= 0; i--) {
    const bucket = bucketOf(hashes, i, mask);
    next[i + 1] = heads[bucket]!;
    heads[bucket] = i + 1;
  }
  return { heads, next, mask };
}

/**
 * The maximal runs of three or more equal words in two texts, in order of the article. Where a phrase stands in
 * the original more than 16 times, the first 16 and the one that goes on from the run before; of 50,000 runs or
 * more, only those of eight words or more.
 */
export function equalRuns(article: Words, original: Words): EqualRun[] {
  const a = article.hashes;
  const o = original.hashes;
  const runs: EqualRun[] = [];
  if (a.length < SEED_WORDS || o.length < SEED_WORDS) return runs;
  const { heads, next, mask } = indexSeeds(o);
  const seedAt = (i: number, j: number): boolean =>
    a[i] === o[j] && a[i + 1] === o[j + 1] && a[i + 2] === o[j + 2];
  const lastSeed = a.length - SEED_WORDS;
  let scannedFrom = 0;
  let diagonal = 0;
  let longest = 0;

  /** Records the run that begins at (i, j), unless it began earlier and stands recorded. */
  const record = (i: number, j: number) => {
    if (i > scannedFrom && j > 0 && a[i - 1] === o[j - 1]) return;
    let length = SEED_WORDS;
    while (i + length < a.length && j + length < o.length && a[i + length] === o[j + length]) length++;
    diagonal = j - i;
    if (length > longest) longest = length;
    if (length >= PHRASE_WORDS || runs.length < MAX_PHRASES) runs.push({ article: i, original: j, length });
  };

  for (let i = 0; i <= lastSeed; i++) {
    let entry = heads[bucketOf(a, i, mask)]!;
    if (entry === 0) continue;
    longest = 0;
    const goesOn = i + diagonal;
    const followed = goesOn >= 0 && goesOn + SEED_WORDS <= o.length && seedAt(i, goesOn);
    if (followed) record(i, goesOn);
    for (let places = 0; entry !== 0 && places < MAX_PLACES; entry = next[entry]!) {
      const j = entry - 1;
      if (!seedAt(i, j)) continue;
      places++;
      if (!(followed && j === goesOn)) record(i, j);
    }
    if (longest >= LONG_RUN_WORDS) {
      i += longest - SEED_WORDS;
      scannedFrom = i + 1;
    }
  }
  return runs;
}
