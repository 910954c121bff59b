import { compact } from '../../../shared/corpus/compact';
import { openCorpus } from '../../../shared/corpus/corpus';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import { ALGORITHM, entry, query, ulid } from './corpus-fixtures';

const COPIES = 80;
const HASHES = Array.from({ length: 20 }, (_, i) => i * 2 ** 37 + 5);

/** A wire service kills a story that eighty pages carry: a look-up that names the nearest fifty would leave thirty up. */
describe.each([
  ['held in memory', 2 ** 29],
  ['held by its filters', 60_000],
  ['read anew each time', 0],
])('of a corpus %s', (_, maxResidentBytes) => {
  it('every document that shares text is found where that is asked for', async () => {
    const store = memoryObjectStore();
    let lastId = 0;
    const newId = () => ulid(++lastId);
    const text = HASHES.join(' ');
    const writer = openCorpus(store, { algorithms: [ALGORITHM] });
    await writer.register(
      Array.from({ length: COPIES }, (__, i) => entry(`a${i}`, HASHES, { text })),
      newId(),
    );
    await compact(store, { newId, minPacks: 1 });
    const shinglesOf = (of: string) => Float64Array.from(of.split(' ').map(Number));
    const corpus = openCorpus(store, { algorithms: [ALGORITHM], maxResidentBytes, shinglesOf });

    const asked = query('killed', HASHES);
    const nearest = (await corpus.lookUp([asked])).answers[0]!;
    expect(nearest.candidates).toHaveLength(50);
    expect(nearest.truncated).toBe(true);
    const every = (await corpus.lookUp([{ ...asked, everyDocumentOf: 100 }])).answers[0]!;
    expect(new Set(every.candidates.map(({ ref }) => ref.articleId)).size).toBe(COPIES);
    expect(every.truncated).toBe(false);
    expect(every.candidates.every(({ sharedHashes }) => sharedHashes === HASHES.length)).toBe(true);
    const some = (await corpus.lookUp([{ ...asked, everyDocumentOf: 60 }])).answers[0]!;
    expect(some.candidates).toHaveLength(60);
    expect(some.truncated).toBe(true);
  });
});
