import { mix32, NORMALISATION, type Words } from '../article/words';
import type { Fingerprint } from './fingerprint';

/**
 * Winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003): of every `window` shingles of `k` words that follow
 * one another the one with the least hash is kept. Two texts that share `k + window - 1` words in a row share
 * a kept shingle.
 */
export const SHINGLE_WORDS = 5;
export const WINDOW_SHINGLES = 16;
/** Every verbatim run of this many words is found. */
export const GUARANTEED_RUN_WORDS = SHINGLE_WORDS + WINDOW_SHINGLES - 1;
/** k, w, hash and normalisation: change any of them and the name. */
export const ALGORITHM = `winnow-${SHINGLE_WORDS}-${WINDOW_SHINGLES}-poly2x32-1/${NORMALISATION}`;

// Two polynomials over the words' hashes modulo 2^32, rolled from shingle to shingle.
const BASE_A = 0x9e3779b1;
const BASE_B = 0x85ebca77;
const power = (base: number, exponent: number): number =>
  exponent === 0 ? 1 : Math.imul(base, power(base, exponent - 1));
const DROP_A = power(BASE_A, SHINGLE_WORDS);
const DROP_B = power(BASE_B, SHINGLE_WORDS);

/**
 * 48 bits of both polynomials. Winnowing keeps least values, so the first polynomial piles up near zero; this
 * spreads what is kept over the whole range again.
 */
function remix(a: number, b: number): number {
  const high = mix32(b ^ Math.imul(a, 0x2c1b3c6d));
  const low = mix32(a + Math.imul(high, 0x297a2d39));
  return (high >>> 8) * 0x1000000 + (low >>> 8);
}

interface Rolled {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/** Both polynomials of every shingle; of a text shorter than a shingle, of what there is. */
function roll({ hashes, count }: Words): Rolled {
  const shingles = shingleCount(count);
  const a = new Int32Array(shingles);
  const b = new Int32Array(shingles);
  if (shingles === 0) return { a, b };
  let ha = 0;
  let hb = 0;
  const first = Math.min(count, SHINGLE_WORDS);
  for (let i = 0; i < first; i++) {
    const word = hashes[i]!;
    ha = (Math.imul(ha, BASE_A) + word) | 0;
    hb = (Math.imul(hb, BASE_B) + word) | 0;
  }
  a[0] = ha;
  b[0] = hb;
  for (let i = SHINGLE_WORDS; i < count; i++) {
    const word = hashes[i]!;
    const gone = hashes[i - SHINGLE_WORDS]!;
    ha = (Math.imul(ha, BASE_A) + word - Math.imul(gone, DROP_A)) | 0;
    hb = (Math.imul(hb, BASE_B) + word - Math.imul(gone, DROP_B)) | 0;
    a[i - SHINGLE_WORDS + 1] = ha;
    b[i - SHINGLE_WORDS + 1] = hb;
  }
  return { a, b };
}

/** A text shorter than a shingle has one, of all its words; an empty one has none. */
const shingleCount = (words: number): number => (words === 0 ? 0 : Math.max(1, words - SHINGLE_WORDS + 1));

/** The kept shingles of a text: what the corpus stores. */
export function winnow(words: Words): Fingerprint {
  const { a, b } = roll(words);
  const shingles = a.length;
  const windows = shingles === 0 ? 0 : Math.max(1, shingles - WINDOW_SHINGLES + 1);
  const positions = new Uint32Array(shingles);
  let kept = 0;
  let least = -1;
  for (let first = 0; first < windows; first++) {
    const last = Math.min(first + WINDOW_SHINGLES, shingles) - 1;
    if (least < first) {
      // Robust winnowing: among equals the right-most, and an equal newcomer does not displace it.
      least = first;
      for (let i = first + 1; i <= last; i++) if (a[i]! <= a[least]!) least = i;
    } else if (a[last]! < a[least]!) least = last;
    else continue;
    positions[kept++] = least;
  }
  const hashes = new Float64Array(kept);
  for (let i = 0; i < kept; i++) hashes[i] = remix(a[positions[i]!]!, b[positions[i]!]!);
  return { algorithm: ALGORITHM, hashes, positions: positions.slice(0, kept), wordCount: words.count };
}

/** Every shingle of a text: what a probe looks up, where the index is at hand. */
export function everyShingle(words: Words): Fingerprint {
  const { a, b } = roll(words);
  const hashes = new Float64Array(a.length);
  const positions = new Uint32Array(a.length);
  for (let i = 0; i < a.length; i++) {
    hashes[i] = remix(a[i]!, b[i]!);
    positions[i] = i;
  }
  return { algorithm: ALGORITHM, hashes, positions, wordCount: words.count };
}
