import type { Instant } from '../clock/instant';
import { HOUR, plus } from '../clock/instant';
import type { StopListing, StopListOptions } from './build-stop-lists';
import { buildStopLists } from './build-stop-lists';
import type { Collection } from './collect';
import { collect } from './collect';
import type { Compaction, CompactionOptions } from './compact';
import { compact } from './compact';
import { L0 } from './object-names';
import type { ObjectStore } from './object-store';

export interface MaintenanceOptions extends CompactionOptions, StopListOptions {
  readonly now: Instant;
  /** Asked before each further step: is there time? */
  readonly mayGoOn: () => boolean;
}

export interface Maintenance {
  readonly steps: readonly Compaction[];
  /** Undefined if there was no time for them. */
  readonly stopLists: StopListing | undefined;
  readonly collection: Collection;
  /** Packs that look-ups still read one by one. */
  readonly packsWaiting: number;
}

/** Longer than any compaction runs. */
const ORPHANS_LIVE = HOUR;

/**
 * What the schedule calls: compacts as long as there is something to do and time, builds stop lists if they are
 * outgrown, then collects once.
 */
export async function maintain(store: ObjectStore, options: MaintenanceOptions): Promise<Maintenance> {
  const steps: Compaction[] = [];
  do steps.push(await compact(store, options));
  while (steps.at(-1)!.outcome === 'compacted' && options.mayGoOn());
  const stopLists = options.mayGoOn() ? await buildStopLists(store, options) : undefined;
  const orphansBefore = plus(options.now, -ORPHANS_LIVE);
  const collection = await collect(store, { orphansBefore });
  return { steps, stopLists, collection, packsWaiting: (await store.list(L0)).length };
}
