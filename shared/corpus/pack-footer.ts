import { Problem } from '../problem';
import type { ByteWriter } from './byte-stream';
import { ByteReader, encodeUtf8, equalBytes } from './byte-stream';
import { crc32 } from './crc32';
import type { BucketCode } from './postings';
import { HASH_BITS } from './postings';

export const FORMAT_VERSION = 1;
export const FOOTER_BYTES = 64;
const RESERVED_BYTES = 14;
const END_MAGIC = encodeUtf8('DESKCOPY');
export const MAX_BUCKET_BITS = 24;

/** The part of the hash space, by its top bits, that a segment covers: shard 0 of 2^0 is all of it. */
export interface Shard {
  readonly bits: number;
  readonly number: number;
}

/** What is where in a pack, see pack.ts. Offsets are bytes from the pack's first. */
export interface Footer {
  readonly bucketsStart: number;
  readonly tablesStart: number;
  readonly records: number;
  readonly postings: number;
  readonly documents: number;
  readonly shard: Shard;
  readonly code: BucketCode;
  readonly tablesCrc: number;
  readonly headerCrc: number;
}

export function writeFooter(out: ByteWriter, fields: Footer): void {
  const start = out.length;
  out.u32(fields.bucketsStart);
  out.u32(fields.tablesStart);
  out.u32(fields.records);
  out.u32(fields.postings);
  out.u32(fields.documents);
  out.u32(fields.shard.number);
  out.u8(fields.shard.bits);
  out.u8(fields.code.bucketBits);
  out.u8(fields.code.gapBits);
  out.u8(fields.code.documentBits);
  out.u32(fields.tablesCrc);
  out.u32(fields.headerCrc);
  out.bytes(new Uint8Array(RESERVED_BYTES));
  out.u16(FORMAT_VERSION);
  out.u32(crc32(out.written(start)));
  out.bytes(END_MAGIC);
}

/** @param tail the end of the pack, from wherever. @throws Problem `corrupt`, or `refused` for another version. */
export function readFooter(tail: Uint8Array, name: string): Footer {
  if (tail.length < FOOTER_BYTES) throw new Problem('corrupt', `${name}: too short to be a pack`);
  const input = new ByteReader(tail.subarray(tail.length - FOOTER_BYTES), name);
  const fields: Footer = {
    bucketsStart: input.u32(),
    tablesStart: input.u32(),
    records: input.u32(),
    postings: input.u32(),
    documents: input.u32(),
    shard: { number: input.u32(), bits: input.u8() },
    code: { bucketBits: input.u8(), gapBits: input.u8(), documentBits: input.u8() },
    tablesCrc: input.u32(),
    headerCrc: input.u32(),
  };
  input.bytes(RESERVED_BYTES);
  const version = input.u16();
  const checked = crc32(input.source.subarray(0, input.at));
  const crc = input.u32();
  if (!equalBytes(input.bytes(END_MAGIC.length), END_MAGIC))
    throw new Problem('corrupt', `${name}: does not end as a pack ends: cut off, or no pack`);
  if (crc !== checked) throw new Problem('corrupt', `${name}: wrong checksum of the footer`);
  refuseOtherVersion(version, name);
  const { shard, code } = fields;
  if (
    code.bucketBits > MAX_BUCKET_BITS ||
    shard.bits > code.bucketBits ||
    shard.number >= 2 ** shard.bits ||
    code.gapBits > HASH_BITS ||
    code.documentBits > 32 ||
    fields.bucketsStart > fields.tablesStart
  )
    throw new Problem('corrupt', `${name}: the footer contradicts itself`);
  return fields;
}

export function refuseOtherVersion(version: number, name: string): void {
  if (version !== FORMAT_VERSION)
    throw new Problem('refused', `${name}: format version ${version}, this reader knows ${FORMAT_VERSION}`);
}
