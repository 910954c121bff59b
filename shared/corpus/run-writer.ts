import { commitPack } from './commit-pack';
import type { Run } from './manifest';
import { segmentName, textName } from './object-names';
import type { ObjectStore } from './object-store';
import type { RecordWithText } from './pack';
import { encodePack } from './pack';
import type { Postings } from './postings';
import { HASH_BITS, emptyPostings } from './postings';

/** Some 25 MB a segment at 6 bytes a posting. */
const POSTINGS_PER_SEGMENT = 4 * 2 ** 20;
const TEXT_PACK_BYTES = 32 * 2 ** 20;

export interface RunOptions {
  /** New ULIDs, for the names of what is written. */
  readonly newId: () => string;
  readonly postingsPerSegment?: number | undefined;
}

export type TextPack = Run['texts'][number];

export const shardBitsFor = (postings: number, perSegment = POSTINGS_PER_SEGMENT): number =>
  Math.max(0, Math.ceil(Math.log2(postings / perSegment)));

/** Puts the records into as many text packs as it takes, in order. */
export async function writeTexts(
  store: ObjectStore,
  algorithm: string,
  records: readonly RecordWithText[],
  newId: () => string,
): Promise<TextPack[]> {
  const written: TextPack[] = [];
  for (let from = 0; from < records.length;) {
    let to = from;
    for (let size = 0; to < records.length && size < TEXT_PACK_BYTES; to++) size += textBytes(records[to]!);
    const part = records.slice(from, to);
    const id = newId();
    const { bytes, tablesStart } = encodePack({
      algorithm,
      postings: emptyPostings(0),
      documents: part.length,
      records: part,
    });
    await commitPack(store, textName(id), bytes);
    written.push({ id, records: part.length, tablesStart, bytes: bytes.length });
    from = to;
  }
  return written;
}

const textBytes = (record: RecordWithText): number => (record.withdrawn ? 0 : record.text.length);

/** Puts the segments of a run whose texts are there. @param postingsOf the sorted postings of a shard. */
export async function writeRun(
  store: ObjectStore,
  head: Omit<Run, 'postings' | 'segments'>,
  postingsOf: (shard: number) => Postings | Promise<Postings>,
): Promise<Run> {
  const { id, level, algorithm, documents, shardBits: bits } = head;
  const run: Run = { ...head, postings: 0, segments: [] };
  for (let number = 0; number < 2 ** bits; number++) {
    const postings = await postingsOf(number);
    const shard = { bits, number };
    const { bytes, tablesStart } = encodePack({ algorithm, postings, documents, records: [], shard });
    await commitPack(store, segmentName(level, id, number), bytes);
    run.postings += postings.hashes.length;
    run.segments.push({ tablesStart, bytes: bytes.length });
  }
  return run;
}

/** The part of sorted postings that lies in a shard, as views. */
export function inShard(postings: Postings, shardBits: number, shard: number): Postings {
  const width = 2 ** (HASH_BITS - shardBits);
  const from = firstAtLeast(postings.hashes, shard * width);
  const to = firstAtLeast(postings.hashes, (shard + 1) * width);
  return {
    hashes: postings.hashes.subarray(from, to),
    documents: postings.documents.subarray(from, to),
    positions: postings.positions.subarray(from, to),
  };
}

function firstAtLeast(sorted: Float64Array, bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Deletes what was written for a run that is sure never to be named by a manifest. */
export async function discardRun(store: ObjectStore, run: Run, texts: readonly TextPack[]): Promise<void> {
  for (let shard = 0; shard < 2 ** run.shardBits; shard++)
    await store.delete(segmentName(run.level, run.id, shard));
  for (const { id } of texts) await store.delete(textName(id));
}
