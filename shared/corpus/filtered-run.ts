import { encodeUtf8 } from './byte-stream';
import { crc32 } from './crc32';
import type { Run } from './manifest';
import type { ObjectStore } from './object-store';
import type { PackTables } from './pack';
import { readBucket } from './pack';
import type { Postings } from './postings';
import { HASH_BITS } from './postings';
import { readNamed } from './read-object';
import type { Hit, NamedDirectory } from './resident-index';
import { tableBytesFor } from './posting-table';
import { buildFilter, filterBytes, type ShingleFilter } from './shingle-filter';
import { openSegment, readDirectories, refuseUnknown, runName } from './unit';

/** Buckets read for one look-up, by object and number. */
export type BucketCache = Map<string, Promise<Postings>>;

/** A run that memory holds no postings of: only filters, where each bucket is, and the records. */
export interface FilteredRun {
  readonly name: string;
  readonly algorithm: string;
  readonly directories: readonly NamedDirectory[];
  readonly memoryBytes: number;
  readonly mayHold: (stored: number) => boolean;
  /**
   * The documents with the hash: one range read, unless the bucket is in the cache. `sharedHashes` is 1.
   * @throws Problem `corrupt` after a second read that was no better; Gone.
   */
  readonly documentsWith: (stored: number, cache: BucketCache) => Promise<readonly Hit[]>;
}

interface FilteredSegment {
  readonly tables: PackTables;
  readonly filter: ShingleFilter;
}

/** What keeping the run filtered, and what keeping it whole will take, in bytes, as far as the manifest can tell. */
export function memoryFor(run: Run): { readonly filtered: number; readonly resident: number } {
  const perDocument = 4;
  const records = run.texts.reduce((sum, { bytes, tablesStart }) => sum + bytes - tablesStart, 0);
  const directories = records + perDocument * run.documents;
  return {
    filtered: directories + filterBytes(run.postings, 0),
    resident: directories + tableBytesFor(run.postings),
  };
}

/** Reads the run once, a segment at a time, and keeps the filters. @throws Problem `corrupt`, `refused`; Gone. */
export async function filterRun(
  store: ObjectStore,
  run: Run,
  known: readonly string[],
): Promise<FilteredRun> {
  refuseUnknown(run.algorithm, known, runName(run));
  const directories = await readDirectories(store, run);
  const segments: FilteredSegment[] = [];
  for (let shard = 0; shard < 2 ** run.shardBits; shard++) {
    const { pack, postings } = await openSegment(store, run, shard);
    const { bytes: _, ...tables } = pack;
    segments.push({ tables, filter: buildFilter(postings.hashes, pack.shard) });
  }
  const segmentOf = (stored: number) => segments[Math.floor(stored / 2 ** (HASH_BITS - run.shardBits))]!;

  function readCached(tables: PackTables, bucket: number, cache: BucketCache): Promise<Postings> {
    const { name, buckets } = tables;
    const key = `${name} ${bucket}`;
    const cached = cache.get(key);
    if (cached !== undefined) return cached;
    const read = readNamed(store, name, ({ body }) => readBucket(tables, bucket, body), buckets[bucket]);
    cache.set(key, read);
    return read;
  }

  function hitOf(document: number): Hit {
    let index = document;
    for (const { object, directory } of directories) {
      if (index < directory.count) {
        const record = directory.record(index);
        return { object, record, sharedHashes: 1, identity: crc32(encodeUtf8(record.articleId)) };
      }
      index -= directory.count;
    }
    throw new RangeError(`${runName(run)} has no document ${document}`);
  }

  const memory = (sum: number, { memoryBytes }: { readonly memoryBytes: number }) => sum + memoryBytes;
  return {
    name: runName(run),
    algorithm: run.algorithm,
    directories,
    memoryBytes:
      segments.map(({ filter }) => filter).reduce(memory, 0) +
      directories.map(({ directory }) => directory).reduce(memory, 0),
    mayHold: (stored) => segmentOf(stored).filter.mayHold(stored),
    async documentsWith(stored, cache) {
      const { tables } = segmentOf(stored);
      const { bucketBits } = tables.code;
      const first = run.shardBits === 0 ? 0 : tables.shard.number * 2 ** (bucketBits - run.shardBits);
      const bucket = Math.floor(stored / 2 ** (HASH_BITS - bucketBits)) - first;
      if (tables.buckets[bucket]!.postings === 0) return [];
      const { hashes, documents } = await readCached(tables, bucket, cache);
      const found = new Set<number>();
      for (let i = 0; i < hashes.length; i++) if (hashes[i] === stored) found.add(documents[i]!);
      return [...found].map(hitOf);
    },
  };
}
