import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from '../../fast-check';
import { instant } from '../../../shared/clock/instant';
import { decodeUtf8, encodeUtf8 } from '../../../shared/corpus/byte-stream';
import { crc32 } from '../../../shared/corpus/crc32';
import type { Pack, PackContents } from '../../../shared/corpus/pack';
import { checkText, encodePack, openPack, openTables, readPostings } from '../../../shared/corpus/pack';
import { emptyPostings, sortPostings } from '../../../shared/corpus/postings';
import type { Postings } from '../../../shared/corpus/postings';
import { Problem } from '../../../shared/problem';
import { seededRandom } from '../../property/corpus/interleaving';

const columns = (rows: readonly (readonly [hash: number, document: number, position: number])[]): Postings =>
  sortPostings({
    hashes: Float64Array.from(rows, ([hash]) => hash),
    documents: Uint32Array.from(rows, ([, document]) => document),
    positions: Uint32Array.from(rows, ([, , position]) => position),
  });

const article = {
  articleId: 'art_01ARZ3NDEK0000000000000001',
  version: 3,
  source: 'key-1',
  publisher: 'daily-planet',
  url: 'https://planet.example/falcon',
  title: 'Falcon nests on the clock tower',
  firstSeenAt: instant(Date.UTC(2026, 10, 22, 9)),
  registeredOriginal: true,
  simhash: [0xdeadbeef, 0x01234567] as const,
  wordCount: 12,
  withdrawn: false as const,
  text: encodeUtf8('A pair of falcons has nested on the “clock tower”.\r\n'),
};
const plain = {
  ...article,
  articleId: 'b',
  publisher: undefined,
  url: undefined,
  title: undefined,
  version: 0,
};
const { text: _, ...bare } = plain;
const tombstone = { ...bare, articleId: 'c', withdrawn: true as const };

/** Frozen: a pack of format version 1 as it was first written. Add vectors; never change one. */
const golden: PackContents = {
  algorithm: 'w5-16-v1',
  postings: columns([
    [0, 0, 0],
    [2 ** 42 - 1, 1, 70_000],
    [3_456_789_012_345, 0, 255],
    [3_456_789_012_345, 1, 256],
    [3_456_789_012_346, 0, 1_023],
  ]),
  documents: 3,
  records: [article, plain, tombstone],
};
const goldenFile = join(__dirname, 'pack-format-1.pack');

/** Everything a pack says, every byte of it checked. */
function readAll(name: string, bytes: Uint8Array) {
  const pack: Pack = openPack(name, bytes);
  const records = Array.from({ length: pack.directory.count }, (__, i) => {
    const { place, ...record } = pack.directory.record(i);
    const text = bytes.subarray(place.start, place.start + place.bytes);
    return { ...record, text: decodeUtf8(checkText(place, text, name), name) };
  });
  return {
    algorithm: pack.algorithm,
    documents: pack.documents,
    shard: pack.shard,
    postings: readPostings(pack),
    records,
  };
}

/** Why the bytes are refused; undefined if they are read. Anything but a Problem is a crash. */
function complaint(bytes: Uint8Array): string | undefined {
  try {
    readAll('damaged', bytes);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}

const told = ({ algorithm, documents, shard = { bits: 0, number: 0 }, postings, records }: PackContents) => ({
  algorithm,
  documents,
  shard,
  postings,
  records: records.map((record) => ({
    ...record,
    text: record.withdrawn ? '' : decodeUtf8(record.text, 'text'),
  })),
});

const hash = fc.oneof(
  fc.maxSafeNat().map((n) => n % 2 ** 42),
  fc.nat(5),
  fc.nat(5).map((n) => 2 ** 42 - 1 - n),
);

describe('the pack format', () => {
  it('writes and reads format version 1 as it was frozen', () => {
    const frozen = new Uint8Array(readFileSync(goldenFile));
    expect(encodePack(golden).bytes).toEqual(frozen);
    expect(readAll('golden', frozen)).toEqual(told(golden));
  });

  it('gives back any postings and records', () => {
    const records = fc.array(
      fc.record({
        articleId: fc.string({ unit: 'grapheme' }),
        version: fc.nat(2 ** 32 - 1),
        source: fc.string(),
        publisher: fc.option(fc.string(), { nil: undefined }),
        url: fc.option(fc.webUrl(), { nil: undefined }),
        title: fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }),
        firstSeenAt: fc.date({ noInvalidDate: true }).map((date) => instant(date.getTime())),
        registeredOriginal: fc.boolean(),
        simhash: fc.tuple(fc.nat(2 ** 32 - 1), fc.nat(2 ** 32 - 1)),
        wordCount: fc.nat(),
        withdrawn: fc.constant(false as const),
        text: fc.string({ unit: 'grapheme', maxLength: 200 }).map(encodeUtf8),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(
        records,
        fc.array(fc.tuple(hash, fc.nat(1_000), fc.nat(2 ** 31)), { maxLength: 50 }),
        (written, rows) => {
          const postings = columns(
            rows.map(([h, document, position]) => [h, document % written.length, position]),
          );
          const contents = { algorithm: 'any', postings, documents: written.length, records: written };
          expect(readAll('any', encodePack(contents).bytes)).toEqual(told(contents));
        },
      ),
    );
  });

  it('keeps many postings in buckets, in order, within one shard of the hash space', () => {
    const rows = Array.from({ length: 5_000 }, (__, i) => [2 ** 41 + i * 2 ** 27 + i, i % 7, i * 3] as const);
    const contents = {
      ...golden,
      postings: columns(rows),
      documents: 7,
      shard: { bits: 1, number: 1 },
      records: [],
    };
    const { bytes, tablesStart } = encodePack(contents);
    expect(readAll('shard', bytes)).toEqual(told(contents));
    expect(openPack('shard', bytes).buckets.length).toBe(8);

    const tail = openTables('shard', bytes.subarray(tablesStart), tablesStart);
    expect(tail.buckets).toEqual(openPack('shard', bytes).buckets);
  });

  it('takes at most 600 bytes for the postings of an article of 5 KB', () => {
    const random = seededRandom(1);
    const [articles, words, kept] = [1_000, 850, 99];
    const rows = Array.from({ length: articles * kept }, (__, i) => {
      const position = Math.floor(((i % kept) * words) / kept);
      return [Math.floor(random() * 2 ** 42), Math.floor(i / kept), position] as const;
    });
    const { bytes } = encodePack({ ...golden, postings: columns(rows), documents: articles, records: [] });
    expect(bytes.length / articles).toBeLessThan(600);
  });

  it('finds every flipped bit, and every cut', () => {
    const { bytes } = encodePack(golden);
    const unnoticed: string[] = [];
    const damaged = bytes.slice();
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        damaged[at] = bytes[at]! ^ (1 << bit);
        if (complaint(damaged) === undefined) unnoticed.push(`bit ${bit} of byte ${at}`);
      }
      damaged[at] = bytes[at]!;
      if (complaint(bytes.subarray(0, at)) === undefined) unnoticed.push(`cut to ${at} bytes`);
    }
    expect(unnoticed).toEqual([]);
    expect(complaint(damaged)).toBeUndefined();
  });

  it('takes no noise for a pack', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(complaint(bytes)).toBeDefined();
      }),
    );
  });

  it('survives tables that lie under right checksums: a complaint or an answer, never a crash', () => {
    const { bytes, tablesStart } = encodePack(golden);
    const footer = bytes.length - 64;
    let complaints = 0;
    for (let at = tablesStart; at < bytes.length - 14; at++) {
      for (const lie of [0, 1, 0x7fffffff, 0xffffffff]) {
        const forged = bytes.slice();
        const view = new DataView(forged.buffer);
        view.setUint32(Math.min(at, bytes.length - 18), lie, true);
        view.setUint32(footer + 28, crc32(forged.subarray(tablesStart, footer)), true);
        view.setUint32(bytes.length - 12, crc32(forged.subarray(footer, bytes.length - 12)), true);
        if (complaint(forged) !== undefined) complaints++;
      }
    }
    expect(complaints).toBeGreaterThan(500);
  });

  it('does not believe in more postings than there are bits', () => {
    const { bytes, tablesStart } = encodePack(golden);
    const footer = bytes.length - 64;
    const view = new DataView(bytes.buffer);
    view.setUint32(tablesStart, 2 ** 32 - 1, true);
    view.setUint32(footer + 12, 2 ** 32 - 1, true);
    view.setUint32(footer + 28, crc32(bytes.subarray(tablesStart, footer)), true);
    view.setUint32(bytes.length - 12, crc32(bytes.subarray(footer, bytes.length - 12)), true);
    expect(complaint(bytes)).toBe('damaged: a bucket is too short');
  });

  it('refuses a newer format by its number', () => {
    const { bytes } = encodePack({ ...golden, postings: emptyPostings(0), records: [] });
    const newer = bytes.slice();
    newer[8] = 2;
    expect(() => openPack('newer', newer)).toThrow('newer: format version 2, this reader knows 1');
  });

  it('computes the CRC-32 that zip uses', () => {
    expect(crc32(encodeUtf8('123456789'))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });
});
