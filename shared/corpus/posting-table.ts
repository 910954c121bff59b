import type { Postings } from './postings';
import { HASH_BITS } from './postings';

/**
 * Postings in memory, 8 bytes each and some: a table of buckets by the top bits of the hash, and in each bucket
 * the low 32 bits beside the document. With 10 bucket bits or more, bucket and low bits are the whole hash; smaller
 * tables keep the high bits too. Positions stay in the packs: only alignment could use them, and it seeds itself.
 */
export interface PostingTable {
  readonly bucketBits: number;
  /** Bucket b holds entries [starts[b], starts[b + 1]). */
  readonly starts: Uint32Array;
  readonly low: Uint32Array;
  /** Bits 32-41, only where they do not follow from the bucket. */
  readonly high: Uint16Array | undefined;
  readonly documents: Uint32Array;
  /** A Bloom filter of one word a hash: the word by the hash's top bits, in it three bits by its low ones. */
  readonly occupied: Uint32Array;
  /** How many of the top bits name the word. */
  readonly occupiedBits: number;
}

const LOW_BITS = 32;
const HIGH_BITS = HASH_BITS - LOW_BITS;
/** A bucket of 4 to 8 entries is one line of the processor's cache, and mostly holds no match at all. */
const ENTRIES_PER_BUCKET_BITS = 2;
/**
 * A word for one to two postings: of a thousand hashes that are not there, two to ten seem to be. With one bit a
 * hash it was 30 to 60, and their buckets cost more than all the words.
 */
/** Three bits of 5 each, all below those that name a word. */
const occupants = (low: number): number =>
  (1 << (low & 31)) | (1 << ((low >>> 5) & 31)) | (1 << ((low >>> 10) & 31));
const UNIT = 2 ** LOW_BITS;

/** The top `bits` (at most 31) of a hash. */
const topBits = (bits: number, high: number, low: number): number =>
  bits > HIGH_BITS
    ? (high << (bits - HIGH_BITS)) | (low >>> (HASH_BITS - bits))
    : high >>> (HIGH_BITS - bits);

/** What the table of so many postings will take. */
export const tableBytesFor = (postings: number): number => {
  const { bits, occupiedBits } = layout(postings);
  return (bits < HIGH_BITS ? 10 : 8) * postings + 4 * (2 ** bits + 1 + 2 ** occupiedBits);
};

function layout(postings: number): { readonly bits: number; readonly occupiedBits: number } {
  const magnitude = 31 - Math.clz32(postings);
  return {
    bits: Math.min(28, Math.max(0, magnitude - ENTRIES_PER_BUCKET_BITS)),
    occupiedBits: Math.min(26, magnitude),
  };
}

export const tableBytes = (table: PostingTable): number =>
  table.starts.byteLength +
  table.low.byteLength +
  (table.high?.byteLength ?? 0) +
  table.documents.byteLength +
  table.occupied.byteLength;

/** Takes at most `capacity` postings in order of their hash; the same hash and document twice counts once. */
export class TableBuilder {
  readonly #bits: number;
  readonly #starts: Uint32Array;
  readonly #low: Uint32Array;
  readonly #high: Uint16Array | undefined;
  readonly #documents: Uint32Array;
  readonly #occupiedBits: number;
  readonly #occupied: Uint32Array;
  #count = 0;
  #bucket = 0;
  #lastHigh = -1;

  constructor(capacity: number) {
    const { bits, occupiedBits } = layout(capacity);
    this.#bits = bits;
    this.#occupiedBits = occupiedBits;
    this.#occupied = new Uint32Array(2 ** this.#occupiedBits);
    this.#starts = new Uint32Array(2 ** this.#bits + 1);
    this.#low = new Uint32Array(capacity);
    this.#high = this.#bits < HIGH_BITS ? new Uint16Array(capacity) : undefined;
    this.#documents = new Uint32Array(capacity);
  }

  add(high: number, low: number, document: number): void {
    const at = this.#count;
    const again = at > 0 && this.#low[at - 1] === low && this.#documents[at - 1] === document;
    if (again && this.#lastHigh === high) return;
    const bucket = topBits(this.#bits, high, low);
    while (this.#bucket < bucket) this.#starts[++this.#bucket] = at;
    this.#low[at] = low;
    if (this.#high !== undefined) this.#high[at] = high;
    this.#documents[at] = document;
    this.#occupied[topBits(this.#occupiedBits, high, low)]! |= occupants(low);
    this.#lastHigh = high;
    this.#count = at + 1;
  }

  addAll({ hashes, documents }: Postings): void {
    for (let i = 0; i < hashes.length; i++) {
      const hash = hashes[i]!;
      this.add(Math.floor(hash / UNIT), hash >>> 0, documents[i]!);
    }
  }

  finish(): PostingTable {
    const count = this.#count;
    while (this.#bucket < this.#starts.length - 1) this.#starts[++this.#bucket] = count;
    return {
      bucketBits: this.#bits,
      starts: this.#starts,
      low: this.#low.subarray(0, count),
      high: this.#high?.subarray(0, count),
      documents: this.#documents.subarray(0, count),
      occupied: this.#occupied,
      occupiedBits: this.#occupiedBits,
    };
  }
}

/** Walks a table in order of the hash. */
class Cursor {
  readonly #table: PostingTable;
  #bucket = 0;
  at = 0;
  high = 0;
  low = 0;

  constructor(table: PostingTable) {
    this.#table = table;
    this.#load();
  }

  get done(): boolean {
    return this.at === this.#table.low.length;
  }

  get document(): number {
    return this.#table.documents[this.at]!;
  }

  next(): void {
    this.at++;
    this.#load();
  }

  #load(): void {
    const { bucketBits, starts, low, high } = this.#table;
    if (this.done) return;
    while (starts[this.#bucket + 1]! <= this.at) this.#bucket++;
    this.low = low[this.at]!;
    this.high = high?.[this.at] ?? this.#bucket >>> (bucketBits - HIGH_BITS);
  }
}

/** One table of many. `renumber` gives each document its new number, or -1 to drop it. */
export function mergeTables(
  tables: readonly PostingTable[],
  renumber: (document: number) => number = (document) => document,
): PostingTable {
  const kept = (table: PostingTable) =>
    table.documents.reduce((sum, document) => sum + (renumber(document) < 0 ? 0 : 1), 0);
  const builder = new TableBuilder(tables.reduce((sum, table) => sum + kept(table), 0));
  const cursors = tables.map((table) => new Cursor(table)).filter((cursor) => !cursor.done);
  while (cursors.length > 0) {
    let least = cursors[0]!;
    for (const cursor of cursors)
      if (cursor.high < least.high || (cursor.high === least.high && cursor.low < least.low)) least = cursor;
    const document = renumber(least.document);
    if (document >= 0) builder.add(least.high, least.low, document);
    least.next();
    if (least.done) cursors.splice(cursors.indexOf(least), 1);
  }
  return builder.finish();
}

/**
 * Adds 1 to `counts[document]` for every posting of every hash, and notes each document met for the first time.
 * @param high bits 32-41 of each hash. @param low its bits 0-31.
 * @returns how many documents stand in `met` now.
 */
export function countHits(
  table: PostingTable,
  high: Uint16Array,
  low: Uint32Array,
  counts: Uint32Array,
  met: Uint32Array,
  metBefore: number,
): number {
  const { bucketBits, starts, low: lows, high: highs, documents, occupied, occupiedBits } = table;
  // Loops of a few instructions, without branches, and one read from a large array in each: the processor then waits
  // for dozens of them at once. In one loop the same work takes four times as long.
  const words = new Uint32Array(low.length);
  for (let i = 0; i < low.length; i++) words[i] = topBits(occupiedBits, high[i]!, low[i]!);
  for (let i = 0; i < low.length; i++) words[i] = occupied[words[i]!]!;
  const likely = new Uint32Array(low.length);
  let likelyCount = 0;
  for (let i = 0; i < low.length; i++) {
    const absent = occupants(low[i]!) & ~words[i]!;
    likely[likelyCount] = i;
    likelyCount += 1 ^ ((absent | (~absent + 1)) >>> 31);
  }
  const froms = new Uint32Array(likelyCount);
  const ends = new Uint32Array(likelyCount);
  for (let k = 0; k < likelyCount; k++) froms[k] = topBits(bucketBits, high[likely[k]!]!, low[likely[k]!]!);
  for (let k = 0; k < likelyCount; k++) ends[k] = starts[froms[k]! + 1]!;
  for (let k = 0; k < likelyCount; k++) froms[k] = starts[froms[k]!]!;
  // Read for nothing but to have them near: what follows can't be foreseen, and would wait for one after the other.
  for (let k = 0; k < likelyCount; k++) words[k] = lows[froms[k]!]!;
  for (let k = 0; k < likelyCount; k++) words[k] = documents[froms[k]!]!;
  let metNow = metBefore;
  for (let k = 0; k < likelyCount; k++) {
    const i = likely[k]!;
    const end = ends[k]!;
    for (let at = froms[k]!; at < end; at++) {
      if (lows[at] !== low[i] || (highs !== undefined && highs[at] !== high[i])) continue;
      const document = documents[at]!;
      if (counts[document] === 0) met[metNow++] = document;
      counts[document]!++;
    }
  }
  return metNow;
}
