import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * One file holds an object: its body, then its record as JSON, then a footer of the JSON's length (u32, little
 * endian) and a magic word. Body and record thus become visible together, by the one rename that puts the finished
 * file under its name; and as the body comes first, it can be written while its hashes are still being computed and
 * an offset in the object is the offset in the file.
 */
const MAGIC = Buffer.from('COPYS3O1', 'latin1');
const FOOTER_BYTES = 4 + MAGIC.length;
/** Enough for nearly every record, so that reading one back takes one read. */
const TAIL_BYTES = 2048;
const FLUSH_BYTES = 1024 * 1024;

/**
 * Writes a new object file and forces it to the disk. `fill` writes the body and returns the record; if it throws,
 * the file is left without a footer, for the caller to remove.
 */
export async function writeObjectFile<Entry>(
  path: string,
  fill: (write: (chunk: Uint8Array) => Promise<void>) => Promise<Entry>,
): Promise<Entry> {
  const file = await open(path, 'wx');
  try {
    let pending: Uint8Array[] = [];
    let pendingBytes = 0;
    const flush = async (): Promise<void> => {
      const chunks = pending;
      pending = [];
      pendingBytes = 0;
      await file.writeFile(Buffer.concat(chunks));
    };
    const entry = await fill(async (chunk) => {
      pending.push(chunk);
      pendingBytes += chunk.length;
      if (pendingBytes >= FLUSH_BYTES) await flush();
    });
    const json = Buffer.from(JSON.stringify(entry), 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32LE(json.length);
    pending.push(json, length, MAGIC);
    await flush();
    await file.sync();
    return entry;
  } finally {
    await file.close();
  }
}

/** The record of an object file, not yet parsed against a schema. Throws if the file is not whole. */
export function readObjectRecord(path: string): unknown {
  const fd = openSync(path, 'r');
  try {
    const { size } = fstatSync(fd);
    let tail = readTail(fd, size, TAIL_BYTES);
    const footerAt = tail.length - FOOTER_BYTES;
    if (footerAt < 0 || !tail.subarray(footerAt + 4).equals(MAGIC)) throw new Error('it has no footer');
    const jsonBytes = tail.readUInt32LE(footerAt);
    if (jsonBytes + FOOTER_BYTES > tail.length) tail = readTail(fd, size, jsonBytes + FOOTER_BYTES);
    const jsonAt = tail.length - FOOTER_BYTES - jsonBytes;
    if (jsonAt < 0) throw new Error('it is shorter than its footer says');
    return JSON.parse(tail.toString('utf8', jsonAt, jsonAt + jsonBytes)) as unknown;
  } catch (error) {
    throw new Error(
      `The stored object ${path} is damaged: ${String(error)}. Start anew or delete this file; the object is lost.`,
      { cause: error },
    );
  } finally {
    closeSync(fd);
  }
}

/** Makes renames and deletions in a directory outlast a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function readTail(fd: number, size: number, wanted: number): Buffer {
  const bytes = Buffer.alloc(Math.min(size, wanted));
  const read = readSync(fd, bytes, 0, bytes.length, size - bytes.length);
  if (read !== bytes.length) throw new Error('it cannot be read to its end');
  return bytes;
}
