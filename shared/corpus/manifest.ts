import { z } from 'zod';
import { Problem } from '../problem';
import { decodeUtf8, encodeUtf8 } from './byte-stream';
import { crc32 } from './crc32';
import { MANIFEST, MANIFEST_LOG } from './object-names';
import type { ObjectStore, StoredObject } from './object-store';
import { readObject } from './read-object';

/**
 * The one mutable object: which runs and stop lists there are, and which packs and files are no longer needed.
 *
 *     copydesk-manifest 1          magic and format version
 *     {…}                          one line of JSON
 *     1c291ca3                     CRC-32 of the two lines above, line ends included
 *
 * It is only ever replaced under If-Match, and `version` grows by one each time, so no two versions share an ETag.
 */
const FIRST_LINE = 'copydesk-manifest 1';

const count = z.number().int().nonnegative();

/** Where an object's tables begin and how long it is: all it takes to read it in parts. */
const extent = { tablesStart: count, bytes: count };

const runSchema = z.strictObject({
  id: z.string(),
  level: count,
  algorithm: z.string(),
  documents: count,
  postings: count,
  shardBits: count.max(16),
  /** 2^shardBits of them, each a range of the hash space. */
  segments: z.array(z.strictObject(extent)),
  /** Its text packs in order; the run numbers their records one pack after the other. */
  texts: z.array(z.strictObject({ id: z.string(), records: count, ...extent })),
});

/** One for each algorithm, built when its runs held so many documents. */
const stopListSchema = z.strictObject({ id: z.string(), algorithm: z.string(), documents: count });

const manifestSchema = z.strictObject({
  version: count,
  runs: z.array(runSchema),
  stopLists: z.array(stopListSchema),
  /** Packs in l0 whose entries stand in a run; readers pass them over, collection deletes them. */
  absorbed: z.array(z.string()),
  /** Objects that collection deletes or has deleted. No version after this one names them as a run's. */
  doomed: z.array(z.string()),
});

export type Run = z.infer<typeof runSchema>;
export type Manifest = z.infer<typeof manifestSchema>;

/** The manifest as it stood, and the object to replace; none of a corpus that was never compacted. */
export interface ReadManifest {
  readonly manifest: Manifest;
  readonly object: StoredObject | undefined;
}

const YOUNG: Manifest = { version: 0, runs: [], stopLists: [], absorbed: [], doomed: [] };

export function encodeManifest(manifest: Manifest): Uint8Array {
  const body = `${FIRST_LINE}\n${JSON.stringify(manifest)}\n`;
  return encodeUtf8(`${body}${hex(crc32(encodeUtf8(body)))}\n`);
}

/** @throws Problem `corrupt`, or `refused` for another format version. */
export function decodeManifest(bytes: Uint8Array, name: string): Manifest {
  const lines = decodeUtf8(bytes, name).split('\n');
  const [first, json, checksum] = lines;
  if (first !== FIRST_LINE) {
    if (first?.startsWith('copydesk-manifest '))
      throw new Problem('refused', `${name}: begins '${first}', this reader knows '${FIRST_LINE}'`);
    throw new Problem('corrupt', `${name}: does not begin as a manifest begins`);
  }
  if (lines.length !== 4 || checksum !== hex(crc32(encodeUtf8(`${first}\n${json}\n`))))
    throw new Problem('corrupt', `${name}: wrong checksum, or cut off`);
  const parsed = manifestSchema.safeParse(JSON.parse(json!));
  if (!parsed.success) throw new Problem('corrupt', `${name}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/**
 * The manifest as it stands. None is a young corpus, unless versions of it are logged: then it was lost, and to go on
 * without it would be to deny every run.
 * @throws Problem `corrupt` or `refused`, after a second read that was no better.
 */
export async function readManifest(store: ObjectStore): Promise<ReadManifest> {
  for (let attempt = 0; attempt < 2; attempt++) {
    const found = await readObject(store, MANIFEST, (object) => ({
      manifest: decodeManifest(object.body, MANIFEST),
      object,
    }));
    if (found !== undefined) return found;
    // The first version may have been put between the two requests: if there is a log, look again.
    if ((await store.list(MANIFEST_LOG)).length === 0) return { manifest: YOUNG, object: undefined };
  }
  throw new Problem('corrupt', `${MANIFEST}: missing; put back the newest copy in ${MANIFEST_LOG}`);
}

const hex = (value: number): string => value.toString(16).padStart(8, '0');
