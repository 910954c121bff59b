import { compact } from '../../../shared/corpus/compact';
import { openCorpus } from '../../../shared/corpus/corpus';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import { seededRandom } from '../../property/corpus/interleaving';
import { ALGORITHM, entry, query, ulid } from './corpus-fixtures';

const random = seededRandom(5);
const hashes = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 2 ** 42));
const STORY = hashes(40);
/** A whole copy, which accounts for all that the others have, and pages with two different passages of it each. */
const COPIES = [
  STORY,
  ...Array.from({ length: 79 }, (_, i) => [STORY[i % 40]!, STORY[(i * 7 + 3) % 40]!, ...hashes(38)]),
];

/** A wire service kills a story that eighty pages carry: a look-up that names the nearest fifty would leave thirty up. */
describe.each([
  ['held in memory', 2 ** 29],
  ['held by its filters', 40_000],
  ['read anew each time', 0],
])('of a corpus %s', (how, maxResidentBytes) => {
  it('every document that shares text is found where that is asked for', async () => {
    const store = memoryObjectStore();
    let lastId = 0;
    const newId = () => ulid(++lastId);
    const writer = openCorpus(store, { algorithms: [ALGORITHM] });
    await writer.register(
      COPIES.map((of, i) => entry(`a${i}`, of, { text: of.join(' ') })),
      newId(),
    );
    await compact(store, { newId, minPacks: 1 });
    const shinglesOf = (of: string) => Float64Array.from(of.split(' ').map(Number));
    const corpus = openCorpus(store, { algorithms: [ALGORITHM], maxResidentBytes, shinglesOf });

    const asked = query('killed', STORY);
    const nearest = await corpus.lookUp([asked]);
    expect(nearest.streamed).toBe(how === 'read anew each time' ? 1 : 0);
    expect(nearest.answers[0]!.candidates.length).toBeLessThanOrEqual(50);
    const every = (await corpus.lookUp([{ ...asked, everyDocumentOf: 100 }])).answers[0]!;
    expect(new Set(every.candidates.map(({ ref }) => ref.articleId)).size).toBe(COPIES.length);
    expect(every.truncated).toBe(false);
    const some = (await corpus.lookUp([{ ...asked, everyDocumentOf: 60 }])).answers[0]!;
    expect(some.candidates).toHaveLength(60);
    expect(some.truncated).toBe(true);
  });
});
