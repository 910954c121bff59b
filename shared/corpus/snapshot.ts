import type { Manifest, Run } from './manifest';
import { readManifest } from './manifest';
import { L0 } from './object-names';
import type { ObjectStore } from './object-store';
import { isUnreadable } from './read-object';
import type { Loaded, LoadedUnit } from './unit';
import { loadPack, loadRun, runName } from './unit';

/** Something to load, immutable under its name. */
export interface UnitSource {
  readonly name: string;
  /** Where it is a run, which can be read in parts. */
  readonly run?: Run;
  readonly load: (known: readonly string[]) => Promise<Loaded<LoadedUnit>>;
}

export interface Snapshot {
  readonly units: readonly UnitSource[];
  /** Undefined if the manifest could not be read. */
  readonly stopLists: Manifest['stopLists'] | undefined;
  /** Why the manifest, and so any run, could not be read. */
  readonly incomplete: readonly string[];
}

/**
 * Everything that makes up the corpus now. LIST comes before the manifest: a pack that is listed no longer was
 * collected, so it was absorbed, so the manifest read afterwards names the run it is in. The other way round, a
 * pack absorbed and collected between the two would be in neither. A pack in both is passed over; one that is gone
 * by the time it is fetched means: start again.
 */
export async function listUnits(store: ObjectStore): Promise<Snapshot> {
  const listed = await store.list(L0);
  const packs = listed.map((name) => ({
    name,
    load: (known: readonly string[]) => loadPack(store, name, known),
  }));
  let manifest;
  try {
    ({ manifest } = await readManifest(store));
  } catch (error) {
    if (isUnreadable(error)) return { units: packs, stopLists: undefined, incomplete: [error.message] };
    throw error;
  }
  const absorbed = new Set(manifest.absorbed);
  return {
    units: [
      ...manifest.runs.map((run) => ({
        name: runName(run),
        run,
        load: (known: readonly string[]) => loadRun(store, run, known),
      })),
      ...packs.filter(({ name }) => !absorbed.has(name)),
    ],
    stopLists: manifest.stopLists,
    incomplete: [],
  };
}
