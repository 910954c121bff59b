import type { Tombstones } from './candidates';
import { eachInParallel } from './each-in-parallel';
import { type FilteredRun, filterRun, memoryFor } from './filtered-run';
import { holdStopLists } from './held-stop-lists';
import { readManifest } from './manifest';
import type { ObjectStore } from './object-store';
import type { Pack } from './pack';
import type { StoredRecord } from './record';
import type { FoundRecord, NamedDirectory, Unit } from './resident-index';
import { MAX_DOCUMENTS, ResidentIndex, findIn } from './resident-index';
import type { UnitSource } from './snapshot';
import { listUnits } from './snapshot';
import type { StopList } from './stop-list';
import { tombstonesIn } from './surviving-records';
import type { Loaded } from './unit';
import { outcomeOf } from './unit';

/** What one warm worker holds of the corpus. Units are immutable, so what is held is never stale, only too little. */
export interface ResidentCorpus {
  /** Of everything ever read: what is withdrawn stays so. */
  readonly tombstones: Tombstones;
  index(algorithm: string): ResidentIndex;
  /** Runs of the algorithm that are too large to be held but for their filters. */
  filtered(algorithm: string): readonly FilteredRun[];
  /** As the manifest named it when `gather` last read it; `visit` may rely on it. */
  readonly stopList: (algorithm: string) => StopList;
  /** Brings the stop lists alone up to what the manifest names now. @returns why some could not be read. */
  readStopLists(): Promise<readonly string[]>;
  /** Keeps the unit if there is room for it. */
  admit(unit: Unit, algorithm: string): boolean;
  /**
   * Brings what is held up to what the store has now. What finds no room is given to `visit` and let go: so nothing
   * is missed, only read again each time.
   */
  gather<T>(visit: (index: ResidentIndex, algorithm: string) => T): Promise<Gathered<T>>;
  find(sought: StoredRecord): FoundRecord | undefined;
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
/** A run may fill memory so far; the rest is for the packs that come. */
const SHARE_FOR_RUNS = 7 / 8;

const goneTooOften = (object: string): string => `${object}: gone, ${ATTEMPTS} times in a row`;

export function openResidentCorpus(
  store: ObjectStore,
  algorithms: readonly string[],
  maxBytes: number,
  /** Told of each pack that was read: its texts have come along. */
  onPack: (pack: Pack) => void = () => undefined,
): ResidentCorpus {
  const indexes = new Map(algorithms.map((algorithm) => [algorithm, new ResidentIndex()]));
  const stopLists = holdStopLists(store, algorithms);
  const tombstones = new Map<string, number>();
  const filteredRuns = new Map<string, FilteredRun>();
  const holds = (name: string): boolean =>
    filteredRuns.has(name) || [...indexes.values()].some((index) => index.has(name));
  const usedBytes = (): number =>
    [...indexes.values(), ...filteredRuns.values()].reduce((sum, { memoryBytes }) => sum + memoryBytes, 0);
  const fits = (unit: Unit): boolean =>
    [...indexes.values()].every((index) => index.documents + unit.documents <= MAX_DOCUMENTS) &&
    usedBytes() + unit.memoryBytes <= maxBytes;

  let withdrawals = 0;
  function noteWithdrawals(directories: readonly NamedDirectory[]): void {
    for (const [articleId, version] of tombstonesIn(directories.map(({ directory }) => directory))) {
      if (version <= (tombstones.get(articleId) ?? -1)) continue;
      tombstones.set(articleId, version);
      withdrawals++;
    }
  }

  function admit(unit: Unit, algorithm: string): boolean {
    noteWithdrawals(unit.directories);
    if (holds(unit.name)) return true;
    if (!fits(unit)) for (const index of indexes.values()) index.shrink();
    if (!fits(unit)) return false;
    indexes.get(algorithm)!.add(unit);
    return true;
  }

  /** Large runs are held by their filters where they would not fit as a whole. */
  function isToBeFiltered({ run }: UnitSource): boolean {
    if (run === undefined) return false;
    const { resident, filtered } = memoryFor(run);
    const room = maxBytes * SHARE_FOR_RUNS - usedBytes();
    return resident > room && filtered <= room;
  }

  async function gather<T>(visit: (index: ResidentIndex, algorithm: string) => T): Promise<Gathered<T>> {
    const passed = new Map<string, T>();
    const gone: string[] = [];
    const unreadable: string[] = [];

    const arrived = <V>(loaded: Loaded<V>): V | undefined => {
      if (loaded.outcome === 'loaded') return loaded.value;
      if (loaded.outcome === 'gone') gone.push(goneTooOften(loaded.object));
      else unreadable.push(loaded.reason);
      return undefined;
    };
    const take = async (source: UnitSource): Promise<void> => {
      if (source.run !== undefined && isToBeFiltered(source)) {
        const filtered = arrived(await outcomeOf(filterRun(store, source.run, algorithms)));
        if (filtered === undefined) return;
        noteWithdrawals(filtered.directories);
        filteredRuns.set(source.name, filtered);
        return;
      }
      const loaded = arrived(await source.load(algorithms));
      if (loaded?.pack) onPack(loaded.pack);
      if (loaded === undefined || admit(loaded.unit, loaded.algorithm)) return;
      const passing = new ResidentIndex();
      passing.add(loaded.unit);
      passed.set(source.name, visit(passing, loaded.algorithm));
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
      for (const name of filteredRuns.keys()) if (!named.has(name)) filteredRuns.delete(name);
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
    filtered: (algorithm) => [...filteredRuns.values()].filter((run) => run.algorithm === algorithm),
    stopList: stopLists.of,

    async readStopLists() {
      let gone: readonly string[] = [];
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const { manifest } = await readManifest(store);
        const lists = await stopLists.bringUpTo(manifest.stopLists);
        if (lists.gone.length === 0) return lists.unreadable;
        gone = lists.gone;
      }
      return gone.map(goneTooOften);
    },

    admit,
    gather,
    find: (sought) =>
      [...indexes.values()].map((index) => index.find(sought)).find((found) => found !== undefined) ??
      findIn(
        [...filteredRuns.values()].flatMap(({ directories }) => directories),
        sought,
      ),
  };
}
