import { Problem } from '../problem';
import { BitReader, BitWriter } from './bit-stream';

/** Which shingle stands in which document at which word: three columns, in order of (hash, document, position). */
export interface Postings {
  /** Integers in [0, 2^42), see storedHash. */
  readonly hashes: Float64Array;
  /** Numbers of the records of the pack, or of all text packs of the run one after the other. */
  readonly documents: Uint32Array;
  /** Index of the shingle's first word in the normalised word list. */
  readonly positions: Uint32Array;
}

/** Columns for `count` postings, all zero yet. */
export const emptyPostings = (count: number): Postings => ({
  hashes: new Float64Array(count),
  documents: new Uint32Array(count),
  positions: new Uint32Array(count),
});

/** How one run of postings with the same top bits is coded; stands beside the bucket, not in it. */
export interface BucketCode {
  readonly bucketBits: number;
  /** Width of the low part of a gap between two hashes (Rice code). */
  readonly gapBits: number;
  readonly documentBits: number;
}

/** Bits of a fingerprint's hash. */
export const FINGERPRINT_BITS = 48;
/**
 * Bits of them that are kept: 42 instead of 48 are 73 bytes less for an article of 5 KB. In a million articles a
 * look-up of 800 shingles meets a posting of another shingle once in 50 times, and alignment finds nothing there.
 */
export const HASH_BITS = 42;
const HASH_SPACE = 2 ** HASH_BITS;

/** What is stored of a fingerprint's hash and compared: its low bits. */
export const storedHash = (hash: number): number => hash - Math.floor(hash / HASH_SPACE) * HASH_SPACE;

const HALF = 2 ** (HASH_BITS / 2);
/** Order of the exponential Golomb code of positions: half of all words of news articles stand before the 256th. */
const POSITION_BITS = 8;
/** Positions are held in 32 bits. */
const MAX_POSITION_ZEROS = 31 - POSITION_BITS;

/**
 * Sorts columns that are in order of document and position by their hash, stably and without comparing: one pass for
 * each digit of 4, 8 or 12 bits: a pass clears and adds up as many counts as a digit has values.
 */
export function sortPostings(unsorted: Postings): Postings {
  const { hashes } = unsorted;
  const count = hashes.length;
  const high = new Uint32Array(count);
  const low = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    high[i] = hashes[i]! / HALF;
    low[i] = hashes[i]! - high[i]! * HALF;
  }
  const digitBits = count < 64 ? 4 : count < 4096 ? 8 : 12;
  const mask = 2 ** digitBits - 1;
  let order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  let next = new Uint32Array(count);
  for (const half of [low, high]) {
    for (let shift = 0; shift < HASH_BITS / 2; shift += digitBits) {
      const starts = new Uint32Array(mask + 2);
      for (let i = 0; i < count; i++) starts[((half[i]! >>> shift) & mask) + 1]!++;
      for (let digit = 1; digit <= mask; digit++) starts[digit]! += starts[digit - 1]!;
      for (let i = 0; i < count; i++) {
        const from = order[i]!;
        next[starts[(half[from]! >>> shift) & mask]!++] = from;
      }
      [order, next] = [next, order];
    }
  }
  const sorted = emptyPostings(count);
  for (let i = 0; i < count; i++) {
    const from = order[i]!;
    sorted.hashes[i] = hashes[from]!;
    sorted.documents[i] = unsorted.documents[from]!;
    sorted.positions[i] = unsorted.positions[from]!;
  }
  return sorted;
}

/** Bits that hold every integer in [0, limit). */
export const bitsBelow = (limit: number): number => (limit <= 1 ? 0 : 32 - Math.clz32(limit - 1));

/** Low bits of the Rice code for `count` hashes spread evenly over 2^rangeBits: the median gap. */
export const gapBitsFor = (count: number, rangeBits: number): number =>
  Math.max(0, Math.min(rangeBits, Math.round(rangeBits + Math.log2(Math.LN2 / Math.max(1, count)))));

/** Postings [from, to), all of the given bucket, column after column in one stream of bits. */
export function encodeBucket(
  postings: Postings,
  from: number,
  to: number,
  bucket: number,
  code: BucketCode,
): Uint8Array {
  const out = new BitWriter();
  let last = bucket * 2 ** (HASH_BITS - code.bucketBits);
  const unit = 2 ** code.gapBits;
  for (let i = from; i < to; i++) {
    const gap = postings.hashes[i]! - last;
    last = postings.hashes[i]!;
    out.unary(Math.floor(gap / unit));
    out.bits(gap % unit, code.gapBits);
  }
  for (let i = from; i < to; i++) out.bits(postings.documents[i]!, code.documentBits);
  for (let i = from; i < to; i++) {
    const shifted = postings.positions[i]! + 2 ** POSITION_BITS;
    const zeros = Math.floor(Math.log2(shifted)) - POSITION_BITS;
    out.unary(zeros);
    out.bits(shifted - 2 ** (zeros + POSITION_BITS), zeros + POSITION_BITS);
  }
  return out.finish();
}

/**
 * Decodes one bucket into the columns from index `from` on.
 * @throws Problem `corrupt` if a hash leaves the bucket, a document is not below `documents`, or bytes are left or missing.
 */
export function decodeBucket(
  bytes: Uint8Array,
  into: Postings,
  from: number,
  to: number,
  bucket: number,
  code: BucketCode,
  documents: number,
  name: string,
): void {
  const input = new BitReader(bytes, name);
  const range = 2 ** (HASH_BITS - code.bucketBits);
  const end = (bucket + 1) * range;
  const unit = 2 ** code.gapBits;
  let hash = bucket * range;
  for (let i = from; i < to; i++) {
    hash += input.unary() * unit;
    hash += input.bits(code.gapBits);
    if (hash >= end) throw new Problem('corrupt', `${name}: a hash stands in the wrong bucket`);
    into.hashes[i] = hash;
  }
  for (let i = from; i < to; i++) {
    const document = input.bits(code.documentBits);
    if (document >= documents) throw new Problem('corrupt', `${name}: a posting names no document`);
    into.documents[i] = document;
  }
  for (let i = from; i < to; i++) {
    const zeros = input.unary();
    if (zeros > MAX_POSITION_ZEROS) throw new Problem('corrupt', `${name}: a position is too large`);
    const width = zeros + POSITION_BITS;
    into.positions[i] = 2 ** width + input.bits(width) - 2 ** POSITION_BITS;
  }
  input.finish();
}

/** All postings of the parts, sorted, under the numbers that `renumber` gives their documents; -1 leaves one out. */
export function mergePostings(
  parts: readonly { readonly postings: Postings; readonly renumber: (document: number) => number }[],
): Postings {
  const joined = emptyPostings(parts.reduce((sum, { postings }) => sum + postings.hashes.length, 0));
  let count = 0;
  for (const { postings, renumber } of parts) {
    for (let i = 0; i < postings.hashes.length; i++) {
      const document = renumber(postings.documents[i]!);
      if (document < 0) continue;
      joined.hashes[count] = postings.hashes[i]!;
      joined.documents[count] = document;
      joined.positions[count++] = postings.positions[i]!;
    }
  }
  return sortPostings({
    hashes: joined.hashes.subarray(0, count),
    documents: joined.documents.subarray(0, count),
    positions: joined.positions.subarray(0, count),
  });
}
