import { SimHash as Charikar } from 'simhash-js';
import { mix32, type Words } from '../article/words';

/**
 * 64 bits of Charikar's SimHash over shingles of three words, as two unsigned 32-bit integers: near-duplicates as
 * wholes lie few bits apart, unrelated texts about 32. Passages are found by the fingerprint, not by this.
 */
export type SimHash = readonly [high: number, low: number];

const SIMHASH_SHINGLE_WORDS = 3;
const SALTS = [0x51ed270b, 0x2545f491] as const;
const DIGEST_CHARS = 8;

/**
 * simhash-js 1.0.0 cuts its input into chunks that do not overlap, keeps the wrong ones of more than `maxFeatures`,
 * and answers for a single chunk with another kind of value. So it gets one chunk of eight characters a shingle, the
 * shingle's digest; all of them; and a lone one twice, which has its true hash. Two salts make 64 of its 32 bits.
 * Its `Comparator` parses numbers as hexadecimal and counts each bit twice: `hammingDistance` here is our own.
 * It assigns globals it never declares, so a bundle in strict mode must declare them before it is loaded (see the
 * bundling options in infra). Slow, some 4 ms an article of 5 KB: once an article, off the look-up path.
 */
const charikar = new Charikar({ kshingles: DIGEST_CHARS, maxFeatures: Infinity });

/** The SimHash of a text; [0, 0] if it has no words. A text of fewer than three words is one shingle. */
export function simhash(words: Words): SimHash {
  const [high, low] = SALTS.map((salt) => {
    const digests = shingleDigests(words, salt);
    if (digests.length === 0) return 0;
    return charikar.hash((digests.length === 1 ? [...digests, ...digests] : digests).join(''));
  });
  return [high!, low!];
}

/** One digest of eight hexadecimal characters for each shingle, in order. */
export function shingleDigests({ hashes, count }: Words, salt: number): string[] {
  if (count === 0) return [];
  const length = Math.min(count, SIMHASH_SHINGLE_WORDS);
  return Array.from({ length: count - length + 1 }, (_, first) => {
    let digest = salt;
    for (let i = first; i < first + length; i++) digest = mix32(digest ^ hashes[i]!) + Math.imul(digest, 5);
    return (mix32(digest) >>> 0).toString(16).padStart(DIGEST_CHARS, '0');
  });
}

/** Bits in which two SimHashes differ, 0..64. */
export const hammingDistance = (x: SimHash, y: SimHash): number => bits(x[0] ^ y[0]) + bits(x[1] ^ y[1]);

function bits(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
