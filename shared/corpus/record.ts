import type { Instant } from '../clock/instant';
import { instant, toMs } from '../clock/instant';
import { Problem } from '../problem';
import { ByteReader, ByteWriter } from './byte-stream';

/** What the corpus keeps of one revision of an article, its text apart. */
export interface ArticleRecord {
  readonly articleId: string;
  /** Counts the article's revisions. A tombstone covers every revision up to its own. */
  readonly version: number;
  /** Who sent it: the API key's owner or the feed. */
  readonly source: string;
  readonly publisher?: string | undefined;
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  /** When it was first accepted; never taken from a ULID. */
  readonly firstSeenAt: Instant;
  /** Registered by its publisher as an original, not merely checked. */
  readonly registeredOriginal: boolean;
  /** 64-bit SimHash as two unsigned 32-bit integers. */
  readonly simhash: readonly [high: number, low: number];
  /** Words of the text after normalisation. */
  readonly wordCount: number;
}

/** Where a text stands in the object that holds its record: `bytes` bytes of UTF-8 from byte `start` on. */
export interface TextPlace {
  readonly start: number;
  readonly bytes: number;
  /** CRC-32 of those bytes. */
  readonly crc: number;
}

/** A record as it stands in a pack's directory. */
export interface StoredRecord extends ArticleRecord {
  /** A tombstone: this and the earlier revisions match no longer. It has no text. */
  readonly withdrawn: boolean;
  readonly place: TextPlace;
}

/** Entries with the same key are one entry delivered more than once. */
export const revisionKey = ({ articleId, version, place }: StoredRecord): string =>
  `${version} ${place.crc} ${place.bytes} ${articleId}`;

const REGISTERED_ORIGINAL = 1;
const WITHDRAWN = 2;
const PUBLISHER = 4;
const URL = 8;
const TITLE = 16;
const KNOWN_FLAGS = 31;

/** Length in bytes as a varint, then the fields; flags and id come first, so that a scan reads no further. */
export function writeRecord(out: ByteWriter, record: StoredRecord): void {
  const { publisher, url, title } = record;
  const fields = new ByteWriter();
  fields.u8(
    (record.registeredOriginal ? REGISTERED_ORIGINAL : 0) |
      (record.withdrawn ? WITHDRAWN : 0) |
      (publisher === undefined ? 0 : PUBLISHER) |
      (url === undefined ? 0 : URL) |
      (title === undefined ? 0 : TITLE),
  );
  fields.string(record.articleId);
  fields.varint(record.version);
  fields.u32(record.place.start);
  fields.varint(record.place.bytes);
  fields.u32(record.place.crc);
  fields.f64(toMs(record.firstSeenAt));
  fields.u32(record.simhash[0]);
  fields.u32(record.simhash[1]);
  fields.varint(record.wordCount);
  fields.string(record.source);
  for (const text of [publisher, url, title]) if (text !== undefined) fields.string(text);
  out.varint(fields.length);
  out.bytes(fields.written());
}

/** The records of one pack, kept as bytes and decoded one at a time: a million of them stay small. */
export class Directory {
  /** The byte at which each record, its length first, begins. */
  readonly #starts: Uint32Array;

  /** @throws Problem `corrupt` unless `bytes` hold exactly `count` records. */
  constructor(
    readonly bytes: Uint8Array,
    readonly count: number,
    /** Names the object in errors. */
    readonly name: string,
  ) {
    if (count > bytes.length) throw new Problem('corrupt', `${name}: has too few records`);
    this.#starts = new Uint32Array(count);
    const input = new ByteReader(bytes, name);
    for (let i = 0; i < count; i++) {
      this.#starts[i] = input.at;
      input.bytes(input.varint());
    }
    if (input.at !== bytes.length) throw new Problem('corrupt', `${name}: has records too many`);
  }

  get memoryBytes(): number {
    return this.bytes.length + this.#starts.byteLength;
  }

  #open(index: number): ByteReader {
    const start = this.#starts[index];
    if (start === undefined) throw new RangeError(`${this.name} has no record ${index}`);
    const input = new ByteReader(this.bytes, this.name, start);
    return new ByteReader(input.bytes(input.varint()), this.name);
  }

  /** The article id's UTF-8 bytes and whether the record is a tombstone, without decoding the rest. */
  peek(index: number): { readonly articleId: Uint8Array; readonly withdrawn: boolean } {
    const input = this.#open(index);
    const withdrawn = (input.u8() & WITHDRAWN) !== 0;
    return { articleId: input.bytes(input.varint()), withdrawn };
  }

  /** @throws Problem `corrupt` if a field is not what it must be. */
  record(index: number): StoredRecord {
    const input = this.#open(index);
    const flags = input.u8();
    const record = {
      articleId: input.string(),
      version: input.varint(),
      place: { start: input.u32(), bytes: input.varint(), crc: input.u32() },
      firstSeenAt: this.#instant(input.f64()),
      simhash: [input.u32(), input.u32()] as const,
      wordCount: input.varint(),
      source: input.string(),
      publisher: flags & PUBLISHER ? input.string() : undefined,
      url: flags & URL ? input.string() : undefined,
      title: flags & TITLE ? input.string() : undefined,
      registeredOriginal: (flags & REGISTERED_ORIGINAL) !== 0,
      withdrawn: (flags & WITHDRAWN) !== 0,
    };
    if (flags > KNOWN_FLAGS || input.at !== input.source.length)
      throw new Problem('corrupt', `${this.name}: record ${index} says more than this reader knows`);
    return record;
  }

  #instant(ms: number): Instant {
    if (!(Math.abs(ms) <= 8.64e15)) throw new Problem('corrupt', `${this.name}: an instant is none`);
    return instant(ms);
  }
}
