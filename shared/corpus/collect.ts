import type { Instant } from '../clock/instant';
import { toMs } from '../clock/instant';
import type { Manifest } from './manifest';
import { readManifest } from './manifest';
import { L0, RUNS, STOP_LISTS, TEXTS, segmentName, stopListName, textName, ulidTime } from './object-names';
import type { ObjectStore } from './object-store';
import { swapManifest } from './swap-manifest';

export interface CollectionOptions {
  /**
   * Files that the manifest does not name are left alone unless their ULID is older: a compaction may still be about to name them. Only
   * its labour hangs on this, never an entry.
   */
  readonly orphansBefore: Instant;
}

export type Collection =
  | { readonly outcome: 'collected'; readonly deleted: readonly string[] }
  /** Somebody else changed the manifest: nothing was deleted. */
  | { readonly outcome: 'superseded' };

/**
 * Deletes what no reader needs: absorbed packs, and files that the manifest does not name. The manifest is put anew
 * with the doomed names *before* anything is deleted. A compaction that stalled with its run written but not named
 * thereby loses its swap, or else it would name files that are gone.
 */
export async function collect(store: ObjectStore, options: CollectionOptions): Promise<Collection> {
  const packs = await store.list(L0);
  const files: string[] = [];
  for (const prefix of [RUNS, TEXTS, STOP_LISTS]) files.push(...(await store.list(prefix)));
  const read = await readManifest(store);
  const { absorbed, doomed } = read.manifest;

  const listed = new Set(packs);
  const still = absorbed.filter((name) => listed.has(name));
  const named = filesOf(read.manifest);
  const orphans = files.filter((name) => !named.has(name) && ulidTime(name) < toMs(options.orphansBefore));
  const garbage = [...still, ...orphans];
  if (garbage.length === 0 && doomed.length === 0 && still.length === absorbed.length)
    return { outcome: 'collected', deleted: [] };

  const swap = await swapManifest(store, read, { ...read.manifest, absorbed: still, doomed: garbage });
  if (swap === 'superseded') return { outcome: 'superseded' };
  for (const name of garbage) await store.delete(name);
  return { outcome: 'collected', deleted: garbage };
}

function filesOf({ runs, stopLists }: Manifest): ReadonlySet<string> {
  const named = new Set(stopLists.map(({ id }) => stopListName(id)));
  for (const { id, level, shardBits, texts } of runs) {
    for (let shard = 0; shard < 2 ** shardBits; shard++) named.add(segmentName(level, id, shard));
    for (const text of texts) named.add(textName(text.id));
  }
  return named;
}
