import type { Tombstones } from './candidates';
import { holdStopLists } from './held-stop-lists';
import type { ObjectStore } from './object-store';
import type { StoredRecord } from './record';
import type { Unit } from './resident-index';
import { MAX_DOCUMENTS, ResidentIndex } from './resident-index';
import type { UnitSource } from './snapshot';
import { listUnits } from './snapshot';
import type { StopList } from './stop-list';
import { tombstonesIn } from './surviving-records';

/** What one warm worker holds of the corpus. Units are immutable, so what is held is never stale, only too little. */
export interface ResidentCorpus {
  /** Of everything ever read: what is withdrawn stays so. */
  readonly tombstones: Tombstones;
  index(algorithm: string): ResidentIndex;
  /** As the manifest named it when `gather` last read it; `visit` may rely on it. */
  readonly stopList: (algorithm: string) => StopList;
  /** Keeps the unit if there is room for it. */
  admit(unit: Unit, algorithm: string): boolean;
  /**
   * Brings what is held up to what the store has now. What finds no room is given to `visit` and let go: so nothing
   * is missed, only read again each time.
   */
  gather<T>(visit: (index: ResidentIndex, algorithm: string) => T): Promise<Gathered<T>>;
  find(sought: StoredRecord): (StoredRecord & { readonly object: string }) | undefined;
}

export interface Gathered<T> {
  /** What `visit` returned. */
  readonly passed: readonly T[];
  /** Why parts of the corpus could not be read. */
  readonly incomplete: readonly string[];
}

/** A restart needs a collection between LIST and GET; three in a row mean that something else is wrong. */
const ATTEMPTS = 3;
const PARALLEL_READS = 16;

const goneTooOften = (object: string): string => `${object}: gone, ${ATTEMPTS} times in a row`;

export function openResidentCorpus(
  store: ObjectStore,
  algorithms: readonly string[],
  maxBytes: number,
): ResidentCorpus {
  const indexes = new Map(algorithms.map((algorithm) => [algorithm, new ResidentIndex()]));
  const stopLists = holdStopLists(store, algorithms);
  const tombstones = new Map<string, number>();
  const holds = (name: string): boolean => [...indexes.values()].some((index) => index.has(name));
  const fits = (unit: Unit): boolean =>
    [...indexes.values()].every((index) => index.documents + unit.documents <= MAX_DOCUMENTS) &&
    [...indexes.values()].reduce((sum, index) => sum + index.memoryBytes, unit.memoryBytes) <= maxBytes;

  let withdrawals = 0;
  function admit(unit: Unit, algorithm: string): boolean {
    for (const [articleId, version] of tombstonesIn(unit.directories.map(({ directory }) => directory))) {
      if (version <= (tombstones.get(articleId) ?? -1)) continue;
      tombstones.set(articleId, version);
      withdrawals++;
    }
    if (holds(unit.name)) return true;
    if (!fits(unit)) for (const index of indexes.values()) index.shrink();
    if (!fits(unit)) return false;
    indexes.get(algorithm)!.add(unit);
    return true;
  }

  async function gather<T>(visit: (index: ResidentIndex, algorithm: string) => T): Promise<Gathered<T>> {
    const passed = new Map<string, T>();
    const gone: string[] = [];
    const unreadable: string[] = [];

    const take = async (source: UnitSource): Promise<void> => {
      const loaded = await source.load(algorithms);
      if (loaded.outcome === 'gone') gone.push(goneTooOften(loaded.object));
      else if (loaded.outcome === 'unreadable') unreadable.push(loaded.reason);
      else if (!admit(loaded.unit, loaded.algorithm)) {
        const passing = new ResidentIndex();
        passing.add(loaded.unit);
        passed.set(source.name, visit(passing, loaded.algorithm));
      }
    };

    let settled = false;
    for (let attempt = 0; !settled && attempt < ATTEMPTS; attempt++) {
      gone.length = unreadable.length = 0;
      const withdrawnBefore = withdrawals;
      const { units, stopLists: listed, incomplete } = await listUnits(store);
      unreadable.push(...incomplete);
      const lists = await stopLists.bringUpTo(listed ?? []);
      gone.push(...lists.gone.map(goneTooOften));
      unreadable.push(...lists.unreadable);
      if (lists.changed) passed.clear();
      const named = new Set(units.map(({ name }) => name));
      for (const index of indexes.values()) index.keepOnly(named);
      for (const name of passed.keys()) if (!named.has(name)) passed.delete(name);
      const missing = units.filter(({ name }) => !passed.has(name) && !holds(name));
      await eachInParallel(missing, PARALLEL_READS, take);
      // What was visited before a tombstone was met may have given candidates that it covers, and withheld others.
      const outdated = passed.size > 0 && withdrawals > withdrawnBefore;
      if (outdated) passed.clear();
      settled = gone.length === 0 && !outdated;
    }
    if (!settled && gone.length === 0) unreadable.push(`tombstones kept coming, ${ATTEMPTS} times in a row`);
    return { passed: [...passed.values()], incomplete: [...gone, ...unreadable] };
  }

  return {
    tombstones,
    index: (algorithm) => indexes.get(algorithm)!,
    stopList: stopLists.of,
    admit,
    gather,
    find: (sought) =>
      [...indexes.values()].map((index) => index.find(sought)).find((found) => found !== undefined),
  };
}

async function eachInParallel<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>) {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
