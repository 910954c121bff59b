import { Problem } from '../problem';
import { ByteReader, ByteWriter, decodeUtf8, encodeUtf8, equalBytes } from './byte-stream';
import { crc32 } from './crc32';
import type { Shard } from './pack-footer';
import {
  FOOTER_BYTES,
  FORMAT_VERSION,
  MAX_BUCKET_BITS,
  readFooter,
  refuseOtherVersion,
  writeFooter,
} from './pack-footer';
import type { BucketCode, Postings } from './postings';
import { HASH_BITS, bitsBelow, decodeBucket, emptyPostings, encodeBucket, gapBitsFor } from './postings';
import type { ArticleRecord, TextPlace } from './record';
import { Directory, writeRecord } from './record';

/**
 * The one format of everything immutable in the corpus. A batch's pack holds postings, texts and records; a run's
 * segment postings alone; a text pack texts and records alone. Little-endian.
 *
 *     header     'COPYDESK' | format version u16 | algorithm id: length u8, ASCII | CRC-32 of the header
 *     buckets    postings by the top bits of their hash, each bucket one bit stream of three columns
 *     texts      UTF-8, one after the other; not compressed, for a GET costs the same for 5 KB as for 2 KB, and
 *                keeping 5 KB costs $0.0000001 a month
 *     tables     per bucket: postings u32, bytes u32, CRC-32; then the directory of records with each text's CRC-32
 *     footer     64 bytes: where what is, CRC-32 of the tables, of the header, of the footer, and 'DESKCOPY'
 *
 * Every byte stands under a CRC-32. What is read in parts is checked in parts: [tablesStart, end) tells where
 * each bucket and each text is and how to check it.
 */
const MAGIC = encodeUtf8('COPYDESK');
/** At most: 3 to 6 KB a bucket, so that one range read fetches it whole. */
const POSTINGS_PER_BUCKET = 1024;
/** All of the hash space. */
const WHOLE: Shard = { bits: 0, number: 0 };

export interface PackContents {
  readonly algorithm: string;
  /** Sorted; all in the shard; documents below `documents`. */
  readonly postings: Postings;
  /** How many documents the postings may name: those of `records`, or of the run's text packs. */
  readonly documents: number;
  readonly records: readonly RecordWithText[];
  readonly shard?: Shard;
}

/** A record to store; a tombstone has no text. */
export type RecordWithText =
  | (ArticleRecord & { readonly withdrawn: false; readonly text: Uint8Array })
  | (ArticleRecord & { readonly withdrawn: true });

interface Bucket {
  readonly postings: number;
  readonly start: number;
  readonly end: number;
  readonly crc: number;
}

/** What the tables and the footer tell of an object. */
export interface PackTables {
  readonly name: string;
  readonly shard: Shard;
  readonly code: BucketCode;
  readonly buckets: readonly Bucket[];
  readonly postings: number;
  readonly documents: number;
  readonly directory: Directory;
  readonly tablesStart: number;
  readonly headerCrc: number;
}

/** A pack of which every byte is at hand. */
export interface Pack extends PackTables {
  readonly algorithm: string;
  readonly bytes: Uint8Array;
}

/** The object's bytes, and where its tables begin. */
export function encodePack(contents: PackContents): { bytes: Uint8Array; tablesStart: number } {
  const { postings, documents, shard = WHOLE } = contents;
  const count = postings.hashes.length;
  const fullness = Math.ceil(Math.log2(Math.max(1, count / POSTINGS_PER_BUCKET)));
  const bucketBits = Math.min(MAX_BUCKET_BITS, shard.bits + fullness);
  const code: BucketCode = {
    bucketBits,
    gapBits: gapBitsFor(count, HASH_BITS - shard.bits),
    documentBits: bitsBelow(documents),
  };

  const out = new ByteWriter();
  out.bytes(MAGIC);
  out.u16(FORMAT_VERSION);
  const algorithm = encodeUtf8(contents.algorithm);
  if (algorithm.length > 255) throw new RangeError(`algorithm id '${contents.algorithm}' is too long`);
  out.u8(algorithm.length);
  out.bytes(algorithm);
  const headerCrc = crc32(out.written());
  out.u32(headerCrc);

  const bucketsStart = out.length;
  const tables = new ByteWriter();
  const perBucket = 2 ** (HASH_BITS - bucketBits);
  const first = shard.number * 2 ** (bucketBits - shard.bits);
  for (let bucket = first, from = 0; bucket < first + 2 ** (bucketBits - shard.bits); bucket++) {
    const end = (bucket + 1) * perBucket;
    let to = from;
    while (to < count && postings.hashes[to]! < end) to++;
    const encoded = encodeBucket(postings, from, to, bucket, code);
    out.bytes(encoded);
    tables.u32(to - from);
    tables.u32(encoded.length);
    tables.u32(crc32(encoded));
    from = to;
  }

  const directory = new ByteWriter();
  for (const record of contents.records) {
    const text = record.withdrawn ? new Uint8Array(0) : record.text;
    writeRecord(directory, {
      ...record,
      place: { start: out.length, bytes: text.length, crc: crc32(text) },
    });
    out.bytes(text);
  }
  tables.bytes(directory.written());

  const tablesStart = out.length;
  out.bytes(tables.written());
  writeFooter(out, {
    bucketsStart,
    tablesStart,
    records: contents.records.length,
    postings: count,
    documents,
    shard,
    code,
    tablesCrc: crc32(tables.written()),
    headerCrc,
  });
  return { bytes: out.written().slice(), tablesStart };
}

/**
 * Reads and checks tables and footer.
 * @param tail the object's bytes from byte `tailStart`, at or before its tables, to its end.
 * @throws Problem `corrupt`, or `refused` for another format version.
 */
export function openTables(name: string, tail: Uint8Array, tailStart = 0): PackTables {
  const fields = readFooter(tail, name);
  const { shard, code, tablesStart } = fields;
  if (tablesStart < tailStart || tablesStart - tailStart > tail.length - FOOTER_BYTES)
    throw new Problem('corrupt', `${name}: the tables are not where the footer says`);
  const tables = tail.subarray(tablesStart - tailStart, tail.length - FOOTER_BYTES);
  if (crc32(tables) !== fields.tablesCrc)
    throw new Problem('corrupt', `${name}: wrong checksum of the tables`);

  const input = new ByteReader(tables, name);
  const buckets: Bucket[] = [];
  let start = fields.bucketsStart;
  let postings = 0;
  for (let i = 0; i < 2 ** (code.bucketBits - shard.bits); i++) {
    const count = input.u32();
    const end = start + input.u32();
    if (count > 8 * (end - start)) throw new Problem('corrupt', `${name}: a bucket is too short`);
    buckets.push({ postings: count, start, end, crc: input.u32() });
    start = end;
    postings += count;
  }
  if (postings !== fields.postings || start > tablesStart)
    throw new Problem('corrupt', `${name}: the buckets do not add up`);
  return {
    name,
    shard,
    code,
    buckets,
    postings,
    documents: fields.documents,
    directory: new Directory(tables.slice(input.at), fields.records, name),
    tablesStart,
    headerCrc: fields.headerCrc,
  };
}

/** Opens an object held whole. @throws Problem `corrupt`, or `refused` for another format version. */
export function openPack(name: string, bytes: Uint8Array): Pack {
  const input = new ByteReader(bytes, name);
  if (bytes.length < MAGIC.length || !equalBytes(input.bytes(MAGIC.length), MAGIC))
    throw new Problem('corrupt', `${name}: does not begin as a pack begins`);
  refuseOtherVersion(input.u16(), name);
  const algorithm = decodeUtf8(input.bytes(input.u8()), name);
  const checked = crc32(bytes.subarray(0, input.at));
  const tables = openTables(name, bytes);
  if (input.u32() !== checked || tables.headerCrc !== checked)
    throw new Problem('corrupt', `${name}: wrong checksum of the header`);
  return { ...tables, algorithm, bytes };
}

/** Every posting of the pack. @throws Problem `corrupt`. */
export function readPostings(pack: Pack): Postings {
  const postings = emptyPostings(pack.postings);
  let from = 0;
  pack.buckets.forEach(({ start, end, postings: count }, i) => {
    decodeInto(pack, i, pack.bytes.subarray(start, end), postings, from);
    from += count;
  });
  return postings;
}

/** @param bytes those of the one bucket. @throws Problem `corrupt`. */
export function readBucket(tables: PackTables, index: number, bytes: Uint8Array): Postings {
  const postings = emptyPostings(tables.buckets[index]!.postings);
  decodeInto(tables, index, bytes, postings, 0);
  return postings;
}

function decodeInto(
  { name, shard, code, buckets, documents }: PackTables,
  index: number,
  bytes: Uint8Array,
  into: Postings,
  from: number,
): void {
  const bucket = buckets[index]!;
  if (crc32(bytes) !== bucket.crc) throw new Problem('corrupt', `${name}: wrong checksum of bucket ${index}`);
  const number = shard.number * 2 ** (code.bucketBits - shard.bits) + index;
  decodeBucket(bytes, into, from, from + bucket.postings, number, code, documents, name);
}

export const isText = (place: TextPlace, bytes: Uint8Array): boolean =>
  bytes.length === place.bytes && crc32(bytes) === place.crc;

/** @param what names the text in errors. @throws Problem `corrupt` unless these are the bytes stored at `place`. */
export function checkText(place: TextPlace, bytes: Uint8Array, what: string): Uint8Array {
  if (!isText(place, bytes)) throw new Problem('corrupt', `${what}: wrong checksum of the text`);
  return bytes;
}
