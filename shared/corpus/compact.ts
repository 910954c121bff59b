import type { ReadManifest, Run } from './manifest';
import { readManifest } from './manifest';
import { mergeRuns } from './merge-runs';
import { L0 } from './object-names';
import type { ObjectStore } from './object-store';
import type { Pack, RecordWithText } from './pack';
import { checkText, openPack, readPostings } from './pack';
import type { Postings } from './postings';
import { mergePostings } from './postings';
import { Gone, isUnreadable, readNamed } from './read-object';
import { MAX_DOCUMENTS } from './resident-index';
import type { RunOptions } from './run-writer';
import { discardRun, inShard, shardBitsFor, writeRun, writeTexts } from './run-writer';
import { survivingRecords } from './surviving-records';
import { swapManifest } from './swap-manifest';
import { runName } from './unit';

export interface CompactionOptions extends RunOptions {
  /** Packs are merged once there are this many. */
  readonly minPacks?: number;
  /** As many packs are merged at once as fit into this. */
  readonly maxMergeBytes?: number;
  /** Runs of one level are merged into one of the next once there are this many. */
  readonly fanOut?: number;
}

export type Compaction =
  | { readonly outcome: 'idle'; readonly packs: number; readonly unreadable: readonly string[] }
  | {
      readonly outcome: 'compacted';
      readonly runs: readonly string[];
      readonly unreadable: readonly string[];
    }
  /** Somebody else changed the manifest; what was written here is gone again. */
  | { readonly outcome: 'superseded' };

/**
 * One step of compaction: the packs of l0 become a run of level 1, or else the runs of a full level one of the next.
 * Call again until `idle`. Nothing is deleted but the step's own output when another was faster: the packs stay
 * until collection, named as absorbed in the very manifest that names the run.
 * @throws Problem `unavailable` if the store did not answer; what was written is left to collection then.
 */
export async function compact(store: ObjectStore, options: CompactionOptions): Promise<Compaction> {
  const { minPacks = 500, fanOut = 8 } = options;
  const listed = await store.list(L0);
  const read = await readManifest(store);
  const absorbed = new Set(read.manifest.absorbed);
  const waiting = listed.filter((name) => !absorbed.has(name));
  try {
    if (waiting.length >= minPacks) return await absorbPacks(store, read, waiting, options);
    const full = fullLevel(read.manifest.runs, fanOut);
    if (full === undefined) return { outcome: 'idle', packs: waiting.length, unreadable: [] };
    const merged = await mergeRuns(store, full, options);
    return await publish(store, read, { written: [merged], replaced: full, packs: [], unreadable: [] });
  } catch (error) {
    if (error instanceof Gone) return { outcome: 'superseded' };
    throw error;
  }
}

function fullLevel(runs: readonly Run[], fanOut: number): readonly Run[] | undefined {
  const levels = new Map<string, Run[]>();
  for (const run of runs) {
    const key = `${run.level} ${run.algorithm}`;
    levels.set(key, [...(levels.get(key) ?? []), run]);
  }
  const documents = (level: readonly Run[]) => level.reduce((sum, run) => sum + run.documents, 0);
  return [...levels.values()].find((level) => level.length >= fanOut && documents(level) <= MAX_DOCUMENTS);
}

/** A pack that can be read to its last byte. */
interface SoundPack {
  readonly pack: Pack;
  readonly postings: Postings;
}

async function absorbPacks(
  store: ObjectStore,
  read: ReadManifest,
  waiting: readonly string[],
  options: CompactionOptions,
): Promise<Compaction> {
  const { maxMergeBytes = 256 * 2 ** 20 } = options;
  const byAlgorithm = new Map<string, SoundPack[]>();
  const packs: string[] = [];
  const unreadable: string[] = [];
  let size = 0;
  for (const name of waiting) {
    if (size >= maxMergeBytes) break;
    try {
      const sound = await readNamed(store, name, ({ body }) => openWhole(name, body));
      const { algorithm, bytes } = sound.pack;
      byAlgorithm.set(algorithm, [...(byAlgorithm.get(algorithm) ?? []), sound]);
      packs.push(name);
      size += bytes.length;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      unreadable.push(error.message);
    }
  }
  if (packs.length === 0) return { outcome: 'idle', packs: waiting.length, unreadable };
  const written: Run[] = [];
  for (const [algorithm, sound] of byAlgorithm)
    written.push(await runOfPacks(store, algorithm, sound, options));
  return publish(store, read, { written, replaced: [], packs, unreadable });
}

/** What can't be read to the last byte is not absorbed: it stays where it is, and look-ups say so. */
function openWhole(name: string, bytes: Uint8Array): SoundPack {
  const pack = openPack(name, bytes);
  for (let i = 0; i < pack.directory.count; i++) textOf(pack, i);
  return { pack, postings: readPostings(pack) };
}

function textOf({ bytes, directory, name }: Pack, index: number): Uint8Array {
  const { place, articleId } = directory.record(index);
  return checkText(place, bytes.subarray(place.start, place.start + place.bytes), `${name}: ${articleId}`);
}

async function runOfPacks(
  store: ObjectStore,
  algorithm: string,
  sound: readonly SoundPack[],
  { newId, postingsPerSegment }: CompactionOptions,
): Promise<Run> {
  const survivors = survivingRecords(sound.map(({ pack }) => pack.directory));
  const numbers = new Map([...survivors.keys()].map((number, i) => [number, i]));
  const records: RecordWithText[] = [];
  const parts: Parameters<typeof mergePostings>[0][number][] = [];
  let first = 0;
  for (const { pack, postings } of sound) {
    const base = first;
    for (let i = 0; i < pack.directory.count; i++) {
      const record = survivors.get(base + i);
      if (record === undefined) continue;
      const { withdrawn, place: _, ...article } = record;
      records.push(withdrawn ? { ...article, withdrawn } : { ...article, withdrawn, text: textOf(pack, i) });
    }
    parts.push({ postings, renumber: (document) => numbers.get(base + document) ?? -1 });
    first += pack.directory.count;
  }
  const postings = mergePostings(parts);
  const shardBits = shardBitsFor(postings.hashes.length, postingsPerSegment);
  const texts = await writeTexts(store, algorithm, records, newId);
  const head = { id: newId(), level: 1, algorithm, documents: records.length, shardBits, texts };
  return writeRun(store, head, (shard) => inShard(postings, shardBits, shard));
}

interface Change {
  readonly written: readonly Run[];
  readonly replaced: readonly Run[];
  readonly packs: readonly string[];
  readonly unreadable: readonly string[];
}

async function publish(store: ObjectStore, read: ReadManifest, change: Change): Promise<Compaction> {
  const { runs, absorbed } = read.manifest;
  const { written, replaced, packs, unreadable } = change;
  const swap = await swapManifest(store, read, {
    ...read.manifest,
    runs: [...runs.filter((run) => !replaced.includes(run)), ...written],
    absorbed: [...absorbed, ...packs],
  });
  if (swap === 'swapped') return { outcome: 'compacted', runs: written.map(runName), unreadable };
  const inherited = new Set(replaced.flatMap(({ texts }) => texts));
  for (const run of written)
    await discardRun(
      store,
      run,
      run.texts.filter((text) => !inherited.has(text)),
    );
  return { outcome: 'superseded' };
}
