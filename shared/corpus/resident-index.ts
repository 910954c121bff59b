import { crc32 } from './crc32';
import type { PostingTable } from './posting-table';
import { countHits, mergeTables, tableBytes } from './posting-table';
import { storedHash } from './postings';
import type { Directory, StoredRecord } from './record';
import { revisionKey } from './record';

/** A directory and the object that holds it and its texts. */
export interface NamedDirectory {
  readonly object: string;
  readonly directory: Directory;
}

export type FoundRecord = StoredRecord & { readonly object: string };

/** Where the same entry stands in one of the directories. */
export function findIn(
  directories: readonly NamedDirectory[],
  sought: StoredRecord,
): FoundRecord | undefined {
  const key = revisionKey(sought);
  for (const { object, directory } of directories)
    for (let i = 0; i < directory.count; i++) {
      const record = directory.record(i);
      if (!record.withdrawn && revisionKey(record) === key) return { ...record, object };
    }
  return undefined;
}

/** What is loaded and dropped as one: a pack, or a run. */
export interface Unit {
  readonly name: string;
  readonly directories: readonly NamedDirectory[];
  /** The records of all directories, one after the other. */
  readonly documents: number;
  /** Given away: the index renumbers its documents in place. */
  readonly table: PostingTable;
  readonly memoryBytes: number;
}

/** A document that shares hashes with a query. */
export interface Hit {
  readonly object: string;
  readonly record: StoredRecord;
  readonly sharedHashes: number;
  /** CRC-32 of the article id: the order among hits that share equally many. */
  readonly identity: number;
}

interface Placed {
  readonly unit: string;
  readonly object: string;
  readonly directory: Directory;
  readonly first: number;
}

/** A CRC-32 and the number of a document fit into the 53 bits of an integer. */
export const MAX_DOCUMENTS = 2 ** 21;

/** A newer table is merged into the one before it once that is less than this many times larger. */
const MERGE_BELOW = 8;

/**
 * The postings and records of many units in memory: a few tables of geometrically growing size, so that a new pack
 * costs little to add and a look-up probes few tables.
 */
export class ResidentIndex {
  #tables: PostingTable[] = [];
  #placed: Placed[] = [];
  #units = new Set<string>();
  #identities = new Uint32Array(64);
  #documents = 0;
  #counts = new Uint32Array(64);
  #met = new Uint32Array(64);

  has(unit: string): boolean {
    return this.#units.has(unit);
  }

  get documents(): number {
    return this.#documents;
  }

  /** How many tables a look-up probes. */
  get tables(): number {
    return this.#tables.length;
  }

  get memoryBytes(): number {
    const tables = this.#tables.reduce((sum, table) => sum + tableBytes(table), 0);
    const directories = this.#placed.reduce((sum, { directory }) => sum + directory.memoryBytes, 0);
    return tables + directories + 3 * this.#identities.byteLength;
  }

  add(unit: Unit): void {
    if (this.#placed.some(({ unit: name }) => name === unit.name)) this.shrink();
    const first = this.#documents;
    if (first + unit.documents > MAX_DOCUMENTS) throw new RangeError(`${unit.name}: too many documents`);
    this.#documents += unit.documents;
    this.#grow();
    let next = first;
    for (const { object, directory } of unit.directories) {
      this.#placed.push({ unit: unit.name, object, directory, first: next });
      for (let i = 0; i < directory.count; i++)
        this.#identities[next + i] = crc32(directory.peek(i).articleId);
      next += directory.count;
    }
    this.#units.add(unit.name);
    const { documents } = unit.table;
    for (let i = 0; i < documents.length; i++) documents[i]! += first;
    if (unit.table.low.length > 0) this.#tables.push(unit.table);
    this.#settle();
  }

  /** Forgets every unit that is not named; its memory is freed once half of all documents are forgotten. */
  keepOnly(named: ReadonlySet<string>): void {
    for (const unit of this.#units) if (!named.has(unit)) this.#units.delete(unit);
    if (this.#documents > 2 * this.#liveDocuments()) this.shrink();
  }

  #liveDocuments(): number {
    let live = 0;
    for (const { unit, directory } of this.#placed) if (this.#units.has(unit)) live += directory.count;
    return live;
  }

  /** Frees the memory of forgotten units. */
  shrink(): void {
    if (this.#documents === this.#liveDocuments()) return;
    const shift = new Int32Array(this.#documents).fill(-1);
    const kept: Placed[] = [];
    let next = 0;
    for (const placed of this.#placed) {
      if (!this.#units.has(placed.unit)) continue;
      for (let i = 0; i < placed.directory.count; i++) {
        shift[placed.first + i] = next + i;
        this.#identities[next + i] = this.#identities[placed.first + i]!;
      }
      kept.push({ ...placed, first: next });
      next += placed.directory.count;
    }
    this.#placed = kept;
    this.#documents = next;
    this.#tables = [mergeTables(this.#tables, (document) => shift[document]!)];
  }

  #grow(): void {
    if (this.#documents <= this.#identities.length) return;
    const size = Math.max(this.#documents, 2 * this.#identities.length);
    const identities = new Uint32Array(size);
    identities.set(this.#identities);
    this.#identities = identities;
    this.#counts = new Uint32Array(size);
    this.#met = new Uint32Array(size);
  }

  #settle(): void {
    const sizes = this.#tables.map((table) => table.low.length);
    let from = Math.max(0, this.#tables.length - 1);
    let size = sizes[from] ?? 0;
    while (from > 0 && sizes[from - 1]! < MERGE_BELOW * size) size += sizes[--from]!;
    if (from < this.#tables.length - 1)
      this.#tables = [...this.#tables.slice(0, from), mergeTables(this.#tables.slice(from))];
  }

  #place(document: number): Placed {
    let low = 0;
    let high = this.#placed.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#placed[middle]!.first <= document) low = middle;
      else high = middle - 1;
    }
    return this.#placed[low]!;
  }

  /** Where the same entry stands now. */
  find(sought: StoredRecord): FoundRecord | undefined {
    return findIn(
      this.#placed.filter(({ unit }) => this.#units.has(unit)),
      sought,
    );
  }

  /**
   * The documents that share hashes with the query: most shared first, then by identity, so that copies of one
   * record stand side by side and the order is the same in every index. Ends when the caller has enough.
   * @param hashes distinct.
   */
  *search(hashes: Float64Array): Iterable<Hit> {
    const high = new Uint16Array(hashes.length);
    const low = new Uint32Array(hashes.length);
    for (let i = 0; i < hashes.length; i++) {
      const hash = storedHash(hashes[i]!);
      high[i] = hash / 2 ** 32;
      low[i] = hash;
    }
    let met = 0;
    for (const table of this.#tables) met = countHits(table, high, low, this.#counts, this.#met, met);
    for (const { sharedHashes, documents } of this.#byCount(met)) {
      for (const key of this.#identityKeys(documents).sort()) {
        const document = key % MAX_DOCUMENTS;
        const { unit, object, directory, first } = this.#place(document);
        if (!this.#units.has(unit)) continue;
        const record = directory.record(document - first);
        yield { object, record, sharedHashes, identity: this.#identities[document]! };
      }
    }
  }

  /** The documents met, those that share most first; empties the counters for the next query. */
  #byCount(met: number): readonly { readonly sharedHashes: number; readonly documents: number[] }[] {
    const levels: number[][] = [];
    for (const document of this.#met.subarray(0, met)) {
      (levels[this.#counts[document]!] ??= []).push(document);
      this.#counts[document] = 0;
    }
    return Object.entries(levels)
      .map(([shared, documents]) => ({ sharedHashes: Number(shared), documents }))
      .toReversed();
  }

  /** Identity and number in one, to be sorted as numbers: boilerplate stands in tens of thousands of documents. */
  #identityKeys(documents: readonly number[]): Float64Array {
    const keys = new Float64Array(documents.length);
    for (let i = 0; i < keys.length; i++)
      keys[i] = this.#identities[documents[i]!]! * MAX_DOCUMENTS + documents[i]!;
    return keys;
  }
}
