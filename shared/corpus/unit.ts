import { Problem } from '../problem';
import type { Run } from './manifest';
import { segmentName, textName } from './object-names';
import type { ObjectStore, StoredObject } from './object-store';
import type { Pack } from './pack';
import { openPack, openTables, readPostings } from './pack';
import type { Postings } from './postings';
import type { PostingTable } from './posting-table';
import { TableBuilder, tableBytes } from './posting-table';
import { Gone, isUnreadable, readNamed } from './read-object';
import type { Directory } from './record';
import type { NamedDirectory, Unit } from './resident-index';

export interface LoadedUnit {
  readonly unit: Unit;
  readonly algorithm: string;
  /** Where it came as one object, which has the texts, too. */
  readonly pack?: Pack;
}

export type Loaded<T> =
  | { readonly outcome: 'loaded'; readonly value: T }
  /** Deleted since it was named: its entries stand elsewhere by now. */
  | { readonly outcome: 'gone'; readonly object: string }
  | { readonly outcome: 'unreadable'; readonly reason: string };

/** Tells what is to be expected of a store apart from its faults. @throws what the store throws. */
export async function outcomeOf<T>(load: Promise<T>): Promise<Loaded<T>> {
  try {
    return { outcome: 'loaded', value: await load };
  } catch (error) {
    if (error instanceof Gone) return { outcome: 'gone', object: error.object };
    if (isUnreadable(error)) return { outcome: 'unreadable', reason: error.message };
    throw error;
  }
}

/** A pack of l0 as a unit. @throws Problem `corrupt`. */
export function unitOfPack(pack: Pack): Unit {
  if (pack.documents !== pack.directory.count)
    throw new Problem('corrupt', `${pack.name}: its postings name records of other packs`);
  const builder = new TableBuilder(pack.postings);
  builder.addAll(readPostings(pack));
  return unitOf(pack.name, [{ object: pack.name, directory: pack.directory }], builder.finish());
}

function unitOf(name: string, directories: readonly NamedDirectory[], table: PostingTable): Unit {
  const sum = (of: (directory: Directory) => number) =>
    directories.reduce((total, { directory }) => total + of(directory), 0);
  return {
    name,
    directories,
    table,
    documents: sum(({ count }) => count),
    memoryBytes: tableBytes(table) + sum(({ memoryBytes }) => memoryBytes),
  };
}

export const loadPack = (
  store: ObjectStore,
  name: string,
  known: readonly string[],
): Promise<Loaded<LoadedUnit>> =>
  outcomeOf(
    readNamed(store, name, ({ body }) => {
      const pack = openPack(name, body);
      refuseUnknown(pack.algorithm, known, name);
      return { unit: unitOfPack(pack), algorithm: pack.algorithm, pack };
    }),
  );

export const loadRun = (
  store: ObjectStore,
  run: Run,
  known: readonly string[],
): Promise<Loaded<LoadedUnit>> => outcomeOf(unitOfRun(store, run, known));

export const runName = (run: Run): string => `run/${run.level}/${run.id}`;

async function unitOfRun(store: ObjectStore, run: Run, known: readonly string[]) {
  refuseUnknown(run.algorithm, known, runName(run));
  const directories = await readDirectories(store, run);
  const builder = new TableBuilder(run.postings);
  for (let shard = 0; shard < 2 ** run.shardBits; shard++)
    builder.addAll(await readSegment(store, run, shard));
  return { unit: unitOf(runName(run), directories, builder.finish()), algorithm: run.algorithm };
}

/** The directories of a run's text packs, in order. @throws Problem `corrupt`; Gone. */
export async function readDirectories(store: ObjectStore, run: Run): Promise<readonly NamedDirectory[]> {
  const directories: NamedDirectory[] = [];
  for (const { id, records, tablesStart, bytes } of run.texts) {
    const object = textName(id);
    const open = ({ body }: StoredObject) => openTables(object, body, tablesStart);
    const { directory } = await readNamed(store, object, open, { start: tablesStart, end: bytes });
    if (directory.count !== records) throw new Problem('corrupt', `${object}: not as the manifest says`);
    directories.push({ object, directory });
  }
  if (directories.reduce((sum, { directory }) => sum + directory.count, 0) !== run.documents)
    throw new Problem('corrupt', `${runName(run)}: its text packs do not hold its documents`);
  return directories;
}

/** The postings of one segment of a run. @throws as openSegment. */
export const readSegment = async (store: ObjectStore, run: Run, shard: number): Promise<Postings> =>
  (await openSegment(store, run, shard)).postings;

/** One segment of a run. @throws Problem `corrupt` if it is not the one the manifest names; Gone. */
export function openSegment(
  store: ObjectStore,
  run: Run,
  shard: number,
): Promise<{ readonly pack: Pack; readonly postings: Postings }> {
  const object = segmentName(run.level, run.id, shard);
  return readNamed(store, object, ({ body }) => {
    const pack = openPack(object, body);
    if (
      pack.shard.bits !== run.shardBits ||
      pack.shard.number !== shard ||
      pack.documents !== run.documents ||
      pack.algorithm !== run.algorithm
    )
      throw new Problem('corrupt', `${object}: not as the manifest says`);
    return { pack, postings: readPostings(pack) };
  });
}

export function refuseUnknown(algorithm: string, known: readonly string[], name: string): void {
  if (!known.includes(algorithm))
    throw new Problem(
      'refused',
      `${name}: fingerprints of '${algorithm}', this reader knows ${known.join(', ')}`,
    );
}
