import { instant } from '../../../shared/clock/instant';
import { collect } from '../../../shared/corpus/collect';
import { compact } from '../../../shared/corpus/compact';
import type { CorpusOptions } from '../../../shared/corpus/corpus';
import { openCorpus } from '../../../shared/corpus/corpus';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import type { ObjectStore } from '../../../shared/corpus/object-store';
import { seededRandom } from '../../property/corpus/interleaving';
import { ALGORITHM, entry, query, ulid } from './corpus-fixtures';

const ARTICLES = 300;
const LATER = instant(Date.UTC(2100, 0));
/** Room for filters and records of all articles, not for their postings. */
const FILTERS_ONLY = 100_000;

const random = seededRandom(11);
const hashes = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 2 ** 42));
const texts = Array.from({ length: ARTICLES }, () => hashes(40));
/** The text of a test article is its hashes. */
const article = (name: string, of: readonly number[]) => entry(name, of, { text: of.join(' ') });
const shinglesOf = (text: string) => Float64Array.from(text.split(' ').map(Number));

async function compacted() {
  const store = memoryObjectStore();
  let lastId = 0;
  const newId = () => ulid(++lastId);
  const writer = openCorpus(store, { algorithms: [ALGORITHM] });
  await writer.register(
    texts.map((of, i) => article(`a${i}`, of)),
    newId(),
  );
  const compactAgain = async () => {
    await compact(store, { newId, minPacks: 1, fanOut: 1, postingsPerSegment: 4_000 });
    await collect(store, { orphansBefore: LATER });
  };
  await compactAgain();
  return { store, newId, compactAgain };
}

function counting(store: ObjectStore) {
  const gets: string[] = [];
  const get: ObjectStore['get'] = (key, range) => (gets.push(key), store.get(key, range));
  return { gets, store: { ...store, get } };
}

async function warmCorpus(on: ObjectStore, options: Partial<CorpusOptions> = {}) {
  const corpus = openCorpus(on, {
    algorithms: [ALGORITHM],
    maxResidentBytes: FILTERS_ONLY,
    shinglesOf,
    ...options,
  });
  expect(await corpus.lookUp([])).toEqual({ answers: [], incomplete: [], streamed: 0 });
  return corpus;
}

const ownWords = hashes(60);
const partial = [...ownWords.slice(0, 30), ...texts[7]!.slice(10, 25), ...ownWords.slice(30)];
const twoSources = [...texts[8]!.slice(0, 12), ...ownWords, ...texts[9]!.slice(20, 32)];

describe('a corpus whose postings find no room in memory', () => {
  it('asks for no part of a run where there is no copy, and for one part where there is one', async () => {
    const { gets, store } = counting((await compacted()).store);
    const corpus = await warmCorpus(store);
    const asked = async (of: readonly number[]) => {
      gets.length = 0;
      const { answers, incomplete, streamed } = await corpus.lookUp([query('q', of)]);
      expect([incomplete, streamed]).toEqual([[], 0]);
      const found = answers[0]!.candidates.map(({ ref, sharedHashes }) => `${ref.articleId} ${sharedHashes}`);
      const parts = gets.filter((key) => key.startsWith('run/')).length;
      const evidence = gets.filter((key) => key.startsWith('text/')).length;
      expect(gets).toHaveLength(1 + parts + evidence);
      return { found, parts, evidence };
    };
    expect(await asked(ownWords)).toEqual({ found: [], parts: 0, evidence: 0 });
    expect(await asked(partial)).toEqual({ found: ['a7 15'], parts: 1, evidence: 1 });
    expect(await asked(texts[3]!)).toEqual({ found: ['a3 40'], parts: 1, evidence: 1 });
    expect(await asked(twoSources)).toEqual({ found: ['a8 12', 'a9 12'], parts: 2, evidence: 2 });
    // Evidence was read once already, and is still at hand for alignment.
    expect(await asked(twoSources)).toEqual({ found: ['a8 12', 'a9 12'], parts: 2, evidence: 0 });
  });

  it('answers as from memory where it may not read texts', async () => {
    const { store } = await compacted();
    const resident = openCorpus(store, { algorithms: [ALGORITHM] });
    const filtered = openCorpus(store, { algorithms: [ALGORITHM], maxResidentBytes: FILTERS_ONLY });
    const queries = [ownWords, partial, twoSources, ...texts.slice(0, 40)].map((of) => query('a5', of));
    const answer = await filtered.lookUp(queries);
    expect(answer).toEqual(await resident.lookUp(queries));
    expect(answer.answers[8]!.candidates).toEqual([]);
  });

  it('starts again when a run is merged and collected between its filter and its part', async () => {
    const { store, compactAgain } = await compacted();
    let overtakings = 0;
    const overtaken: ObjectStore = {
      ...store,
      get: async (key, range) => {
        if (key.endsWith('.seg') && range !== undefined && overtakings++ === 0) await compactAgain();
        return store.get(key, range);
      },
    };
    const corpus = await warmCorpus(overtaken);
    const { answers, incomplete } = await corpus.lookUp([query('q', partial)]);
    expect(incomplete).toEqual([]);
    expect(answers[0]!.candidates.map(({ ref }) => ref.articleId)).toEqual(['a7']);
    expect(overtakings).toBe(2);
  });

  it('reads a damaged part again, and says so when it stays damaged', async () => {
    const { store } = await compacted();
    let damaged = 1;
    const damaging: ObjectStore = {
      ...store,
      get: async (key, range) => {
        const found = await store.get(key, range);
        if (!key.endsWith('.seg') || range === undefined || damaged-- <= 0) return found;
        return found && { ...found, body: found.body.with(5, found.body[5]! ^ 1) };
      },
    };
    const corpus = await warmCorpus(damaging);
    expect((await corpus.lookUp([query('q', partial)])).incomplete).toEqual([]);
    damaged = Infinity;
    const { incomplete } = await corpus.lookUp([query('q', partial)]);
    expect(incomplete[0]).toMatch(/^run\/\d\/.*\.seg: wrong checksum of bucket \d+$/);
  });

  it('hears of withdrawals, and reads texts that moved, all the same', async () => {
    const { store, newId, compactAgain } = await compacted();
    const corpus = await warmCorpus(store);
    const { answers } = await corpus.lookUp([query('q', twoSources)]);
    await openCorpus(store, { algorithms: [ALGORITHM] }).withdraw('a8', 1, instant(5), newId());
    const { candidates } = (await corpus.lookUp([query('q', twoSources)])).answers[0]!;
    expect(candidates.map(({ ref }) => ref.articleId)).toEqual(['a9']);
    await compactAgain();
    const { ref } = answers[0]!.candidates[1]!;
    expect((await corpus.read(ref)).text).toBe(texts[9]!.join(' '));
  });
});
