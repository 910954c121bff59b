import { canonicalUrl, hostOf } from '../article/canonical-url';
import { commitPack } from './commit-pack';
import type { Manifest, Run } from './manifest';
import { readManifest } from './manifest';
import { readPart } from './merge-runs';
import { stopListName } from './object-names';
import type { ObjectStore } from './object-store';
import type { Postings } from './postings';
import { mergePostings } from './postings';
import { Gone, isUnreadable } from './read-object';
import type { StoredRecord } from './record';
import type { StoppedShingles } from './stop-list';
import { encodeStopList } from './stop-list-format';
import type { Provenance } from './stop-rule';
import { sketch, stopRule } from './stop-rule';
import { survivingRecords } from './surviving-records';
import { swapManifest } from './swap-manifest';
import { readDirectories } from './unit';

export interface StopListOptions {
  /** A new ULID, for the name of what is written. */
  readonly newId: () => string;
  /** Documents are compared by so many of their postings, or some more: eight each in a corpus of a million. */
  readonly sketchPostings?: number;
}

export type StopListing =
  | { readonly outcome: 'up_to_date' | 'built' | 'superseded' }
  /** A run is damaged: the list before stays. */
  | { readonly outcome: 'unreadable'; readonly reason: string };

/** A list is built anew once its corpus has grown by this part: often while it is young, hardly ever when it is large. */
const GROWTH = 1 / 8;

/**
 * Builds the stop list of each algorithm whose runs have grown, from all its runs, and names it in the manifest. What
 * stands in packs still is left to the next time. As with compaction the swap decides: an object that no manifest
 * names is taken away, here or by collection.
 * @throws Problem `corrupt`; `unavailable` if the store did not answer.
 */
export async function buildStopLists(store: ObjectStore, options: StopListOptions): Promise<StopListing> {
  const read = await readManifest(store);
  const { runs, stopLists } = read.manifest;
  const algorithms = [...new Set(runs.map(({ algorithm }) => algorithm))];
  const outgrown = algorithms.filter((algorithm) => hasOutgrown(algorithm, read.manifest));
  const written: Manifest['stopLists'] = [];
  try {
    for (const algorithm of outgrown) {
      const of = runs.filter((run) => run.algorithm === algorithm);
      const bytes = encodeStopList(algorithm, await stoppedIn(store, of, options));
      const id = options.newId();
      await commitPack(store, stopListName(id), bytes);
      written.push({ id, algorithm, documents: documentsOf(of) });
    }
  } catch (error) {
    if (error instanceof Gone) return { outcome: 'superseded' };
    if (isUnreadable(error)) return { outcome: 'unreadable', reason: error.message };
    throw error;
  }
  if (written.length === 0) return { outcome: 'up_to_date' };
  const kept = stopLists.filter(({ algorithm }) => !outgrown.includes(algorithm));
  const swap = await swapManifest(store, read, { ...read.manifest, stopLists: [...kept, ...written] });
  if (swap === 'swapped') return { outcome: 'built' };
  for (const { id } of written) await store.delete(stopListName(id));
  return { outcome: 'superseded' };
}

function hasOutgrown(algorithm: string, { runs, stopLists }: Manifest): boolean {
  const before = stopLists.find((list) => list.algorithm === algorithm);
  const now = documentsOf(runs.filter((run) => run.algorithm === algorithm));
  return before === undefined || now > before.documents * (1 + GROWTH);
}

const documentsOf = (runs: readonly Run[]): number => runs.reduce((sum, { documents }) => sum + documents, 0);

async function stoppedIn(
  store: ObjectStore,
  runs: readonly Run[],
  { sketchPostings = 8 * 2 ** 20 }: StopListOptions,
): Promise<StoppedShingles> {
  const directories = [];
  for (const run of runs) directories.push(...(await readDirectories(store, run)));
  const records = survivingRecords(directories.map(({ directory }) => directory));
  const documents = documentsOf(runs);

  const bits = Math.max(...runs.map(({ shardBits }) => shardBits));
  const inShard = async (shard: number): Promise<Postings> => {
    const parts = [];
    let first = 0;
    for (const run of runs) {
      const base = first;
      for (const postings of await readPart(store, run, bits, shard))
        parts.push({ postings, renumber: (document: number) => base + document });
      first += run.documents;
    }
    return mergePostings(parts);
  };

  // Hashes are spread evenly, so those of the first shards tell of any two documents what all of them would.
  const sketched: Postings[] = [];
  for (let postings = 0; postings < sketchPostings && sketched.length < 2 ** bits;) {
    const shard = await inShard(sketched.length);
    postings += shard.hashes.length;
    sketched.push(shard);
  }
  const stoppedAmong = stopRule(provenanceOf(records, documents), sketch(sketched, documents));
  const parts: StoppedShingles[] = [];
  for (let shard = 0; shard < 2 ** bits; shard++)
    parts.push(stoppedAmong(sketched[shard] ?? (await inShard(shard))));
  return {
    hashes: Float64Array.from(parts.flatMap(({ hashes }) => [...hashes])),
    pages: Uint32Array.from(parts.flatMap(({ pages }) => [...pages])),
    sites: Uint32Array.from(parts.flatMap(({ sites }) => [...sites])),
  };
}

/** Revisions of one article are one story, and so is what stands at one address. */
function provenanceOf(records: ReadonlyMap<number, StoredRecord>, documents: number): Provenance {
  const stories = new Uint32Array(documents);
  const sites = new Uint32Array(documents);
  const submitters = new Uint32Array(documents);
  const numberOf = { id: numbering(), address: numbering(), site: numbering(), submitter: numbering() };
  for (const [document, { articleId, url, source }] of records) {
    const address = url === undefined ? undefined : canonicalUrl(url);
    const site = url === undefined ? undefined : hostOf(url);
    const story = numberOf.id(articleId);
    stories[document] = address === undefined ? story : numberOf.address(address, story);
    sites[document] = site === undefined ? 0 : numberOf.site(site);
    submitters[document] = numberOf.submitter(source);
  }
  return { stories, sites, submitters };
}

/** Numbers names from 1 on as they come, or as told when a name comes first. */
function numbering(): (name: string, number?: number) => number {
  const numbers = new Map<string, number>();
  return (name, number = numbers.size + 1) => {
    const before = numbers.get(name);
    if (before === undefined) numbers.set(name, number);
    return before ?? number;
  };
}
