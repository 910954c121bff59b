import { Problem } from '../problem';
import { ByteReader, ByteWriter, encodeUtf8, equalBytes } from './byte-stream';
import { crc32 } from './crc32';
import type { StoppedShingles } from './stop-list';

/**
 * A stop list as an object of the corpus, little-endian:
 *
 *     'DESKSTOP' | format version u16 | algorithm id: length varint, UTF-8 | shingles u32
 *     in order of the hash, each: hash (low u32, high u16) | pages varint | sites varint
 *     CRC-32 of all before it
 */
const MAGIC = encodeUtf8('DESKSTOP');
const FORMAT_VERSION = 1;
const UNIT = 2 ** 32;

export function encodeStopList(algorithm: string, { hashes, pages, sites }: StoppedShingles): Uint8Array {
  const out = new ByteWriter();
  out.bytes(MAGIC);
  out.u16(FORMAT_VERSION);
  out.string(algorithm);
  out.u32(hashes.length);
  hashes.forEach((hash, i) => {
    out.u32(hash >>> 0);
    out.u16(Math.floor(hash / UNIT));
    out.varint(pages[i]!);
    out.varint(sites[i]!);
  });
  out.u32(crc32(out.written()));
  return out.written().slice();
}

/** @throws Problem `corrupt`, or `refused` for another format version. */
export function decodeStopList(bytes: Uint8Array, algorithm: string, name: string): StoppedShingles {
  const input = new ByteReader(bytes, name);
  if (bytes.length < MAGIC.length || !equalBytes(input.bytes(MAGIC.length), MAGIC))
    throw new Problem('corrupt', `${name}: does not begin as a stop list begins`);
  const version = input.u16();
  if (version !== FORMAT_VERSION)
    throw new Problem('refused', `${name}: format version ${version}, this reader knows ${FORMAT_VERSION}`);
  const end = Math.max(0, bytes.length - 4);
  if (new ByteReader(bytes, name, end).u32() !== crc32(bytes.subarray(0, end)))
    throw new Problem('corrupt', `${name}: wrong checksum, or cut off`);
  if (input.string() !== algorithm) throw new Problem('corrupt', `${name}: not as the manifest says`);
  const count = input.u32();
  if (count > bytes.length) throw new Problem('corrupt', `${name}: has too few shingles`);
  const stopped = {
    hashes: new Float64Array(count),
    pages: new Uint32Array(count),
    sites: new Uint32Array(count),
  };
  for (let i = 0; i < count; i++) {
    const low = input.u32();
    stopped.hashes[i] = input.u16() * UNIT + low;
    stopped.pages[i] = input.varint();
    stopped.sites[i] = input.varint();
  }
  if (input.at !== end) throw new Problem('corrupt', `${name}: has bytes too many`);
  return stopped;
}
