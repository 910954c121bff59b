import type { PostingTable } from '../../../shared/corpus/posting-table';
import { TableBuilder, countHits, mergeTables } from '../../../shared/corpus/posting-table';
import { sortPostings } from '../../../shared/corpus/postings';
import { seededRandom } from '../../property/corpus/interleaving';

const DOCUMENTS = 1_000;

/** Postings spread evenly, some at the ends of the space, some sharing their high or their low bits. */
function randomPostings(count: number, seed: number, firstDocument = 0, documents = DOCUMENTS) {
  const random = seededRandom(seed);
  const part = (limit: number) => Math.floor(random() * limit);
  const kinds = [
    () => part(2 ** 10) * 2 ** 32 + part(2 ** 32),
    () => part(3) * 2 ** 32 + part(2 ** 32),
    () => part(2 ** 10) * 2 ** 32 + part(200),
    () => 2 ** 42 - 1 - part(3),
  ];
  const postings = {
    hashes: Float64Array.from({ length: count }, () => kinds[random() < 0.9 ? 0 : part(4)]!()),
    documents: Uint32Array.from({ length: count }, () => firstDocument + part(documents)).sort(),
    positions: new Uint32Array(count),
  };
  const expected = new Map(asked(postings.hashes).map((hash) => [hash, new Set<number>()]));
  for (let i = 0; i < count; i++) expected.get(postings.hashes[i]!)?.add(postings.documents[i]!);
  const builder = new TableBuilder(count);
  builder.addAll(sortPostings(postings));
  return { hashes: postings.hashes, expected, table: builder.finish() };
}

function hits(table: PostingTable, hashes: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Uint32Array(DOCUMENTS);
  const met = new Uint32Array(DOCUMENTS);
  const high = Uint16Array.from(hashes, (hash) => hash / 2 ** 32);
  const count = countHits(table, high, Uint32Array.from(hashes), counts, met, 0);
  return new Map(Array.from(met.subarray(0, count), (document) => [document, counts[document]!]));
}

function expectedHits(expected: ReadonlyMap<number, ReadonlySet<number>>, hashes: readonly number[]) {
  const counts = new Map<number, number>();
  for (const hash of hashes)
    for (const document of expected.get(hash) ?? []) counts.set(document, (counts.get(document) ?? 0) + 1);
  return counts;
}

const asked = (hashes: Float64Array): number[] => [
  ...new Set([...hashes.subarray(0, 300), 0, 1, 2 ** 32, 2 ** 42 - 1, 12_345, 2 ** 41 + 1]),
];

describe('a table of postings', () => {
  // From 2^12 postings on the buckets hold the high bits; below, a column does.
  it.each([0, 1, 7, 1_000, 70_000, 2 ** 18])('of %d finds every posting and no other', (count) => {
    const { hashes, expected, table } = randomPostings(count, count + 1);
    expect(table.high === undefined).toBe(count >= 2 ** 12);
    expect(hits(table, asked(hashes))).toEqual(expectedHits(expected, asked(hashes)));
  });

  it('holds what several held, less what is dropped', () => {
    const parts = [
      randomPostings(2 ** 18, 1, 0, 600),
      randomPostings(5_000, 2, 600, 400),
      randomPostings(0, 3),
    ];
    const merged = mergeTables(
      parts.map(({ table }) => table),
      (document) => (document % 3 === 0 ? -1 : document - 1),
    );
    const all = [...asked(parts[0]!.hashes), ...asked(parts[1]!.hashes)];
    const hashes = [...new Set(all)];
    const expected = new Map<number, number>();
    for (const hash of hashes) {
      const documents = new Set(parts.flatMap((part) => [...(part.expected.get(hash) ?? [])]));
      for (const document of documents)
        if (document % 3 !== 0) expected.set(document - 1, (expected.get(document - 1) ?? 0) + 1);
    }
    expect(hits(merged, hashes)).toEqual(expected);
  });
});
