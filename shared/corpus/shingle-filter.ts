import { HASH_BITS } from './postings';

/**
 * Says of a stored hash that it is surely not there, or probably is: a table of buckets by the top bits of the hash,
 * and of each hash in a bucket the 16 bits that follow. Two and a half to three bytes a hash; of 10,000 hashes that
 * are not there some one seems to be.
 */
export interface ShingleFilter {
  readonly mayHold: (stored: number) => boolean;
  readonly memoryBytes: number;
}

const REMAINDER_BITS = 16;
/** Four to eight hashes a bucket. */
const HASHES_PER_BUCKET_BITS = 2;

/** For the filter of `count` hashes of one shard of 2^shardBits. */
function layout(count: number, shardBits: number) {
  const magnitude = count === 0 ? 0 : 31 - Math.clz32(count);
  const bits = Math.min(
    HASH_BITS - shardBits - REMAINDER_BITS,
    Math.max(0, magnitude - HASHES_PER_BUCKET_BITS),
  );
  return { buckets: 2 ** bits, unit: 2 ** (HASH_BITS - shardBits - bits - REMAINDER_BITS) };
}

export function filterBytes(count: number, shardBits: number): number {
  return 4 * (layout(count, shardBits).buckets + 1) + 2 * count;
}

/** @param hashes sorted, all in the shard. */
export function buildFilter(
  hashes: Float64Array,
  shard: { readonly bits: number; readonly number: number },
): ShingleFilter {
  const { buckets, unit } = layout(hashes.length, shard.bits);
  const first = shard.number * 2 ** (HASH_BITS - shard.bits);
  const starts = new Uint32Array(buckets + 1);
  const remainders = new Uint16Array(hashes.length);
  const perBucket = 2 ** REMAINDER_BITS;
  const quotient = (hash: number): number => Math.floor((hash - first) / unit);
  let count = 0;
  let filled = 0;
  for (let i = 0; i < hashes.length; i++) {
    if (i > 0 && hashes[i] === hashes[i - 1]) continue;
    const q = quotient(hashes[i]!);
    while (filled < Math.floor(q / perBucket)) starts[++filled] = count;
    remainders[count++] = q % perBucket;
  }
  while (filled < buckets) starts[++filled] = count;
  const kept = remainders.slice(0, count);
  return {
    mayHold(stored) {
      const q = quotient(stored);
      const bucket = Math.floor(q / perBucket);
      const remainder = q % perBucket;
      for (let at = starts[bucket]!; at < starts[bucket + 1]!; at++) if (kept[at] === remainder) return true;
      return false;
    },
    memoryBytes: starts.byteLength + kept.byteLength,
  };
}
