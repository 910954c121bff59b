import { instant } from '../../../shared/clock/instant';
import { collect } from '../../../shared/corpus/collect';
import type { Compaction } from '../../../shared/corpus/compact';
import { compact } from '../../../shared/corpus/compact';
import type { Corpus } from '../../../shared/corpus/corpus';
import { openCorpus } from '../../../shared/corpus/corpus';
import { maintain } from '../../../shared/corpus/maintain';
import { readManifest } from '../../../shared/corpus/manifest';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import type { ObjectStore } from '../../../shared/corpus/object-store';
import { ALGORITHM, entry, query, ulid } from './corpus-fixtures';

const LATER = instant(Date.UTC(2100, 0));

function counted() {
  let last = 1000;
  return () => ulid(++last);
}

const open = (store: ObjectStore): Corpus => openCorpus(store, { algorithms: [ALGORITHM] });

async function found(corpus: Corpus, hashes: readonly number[]): Promise<string[]> {
  const { answers, incomplete } = await corpus.lookUp([query('q', hashes)]);
  expect(incomplete).toEqual([]);
  return answers[0]!.candidates.map(
    ({ ref, sharedHashes }) => `${ref.articleId}.${ref.version} ${sharedHashes}`,
  );
}

async function expectNoneGone(store: ObjectStore, corpus: Corpus, hashes: readonly number[]): Promise<void> {
  const { candidates } = (await corpus.lookUp([query('q', hashes)])).answers[0]!;
  for (const { ref } of candidates) expect(await store.get(ref.object)).toBeDefined();
}

async function untilIdle(store: ObjectStore, newId: () => string): Promise<Compaction[]> {
  const steps: Compaction[] = [];
  for (let step: Compaction | undefined; step?.outcome !== 'idle'; steps.push(step))
    step = await compact(store, { newId, minPacks: 2, fanOut: 2 });
  return steps;
}

describe('compaction and collection', () => {
  it('leaves every answer as it was, for new readers and for warm ones', async () => {
    const store = memoryObjectStore();
    const warm = open(store);
    const newId = counted();
    let packs = 0;
    for (let round = 0; round < 6; round++) {
      for (let i = 0; i < 2; i++) {
        const name = `a${++packs}`;
        await open(store).register(
          [entry(name, [packs, 100, 2 ** 42 - packs]), entry('b', [packs, 200])],
          ulid(packs),
        );
      }
      const before = await found(warm, [100, 1, 200]);
      await untilIdle(store, newId);
      expect(await found(open(store), [100, 1, 200])).toEqual(before);
      await collect(store, { orphansBefore: LATER });
      expect(await found(warm, [100, 1, 200])).toEqual(before);
      await expectNoneGone(store, warm, [100]);
      expect(await found(open(store), [100, 1, 200])).toEqual(before);
    }
    expect(await store.list('l0/')).toEqual([]);
    const { runs, version } = (await readManifest(store)).manifest;
    expect(runs.map(({ level, documents }) => [level, documents])).toEqual([
      [3, 12],
      [2, 6],
    ]);
    expect(await store.list('run/')).toHaveLength(runs.length);
    expect(await store.list('manifest-log/')).toHaveLength(version);
  });

  it('merges redelivered entries into the one accepted first, and drops what was withdrawn', async () => {
    const store = memoryObjectStore();
    const early = instant(1_000);
    await open(store).register([entry('a', [1, 2]), entry('gone', [1])], ulid(1));
    await open(store).register([entry('a', [1, 2], { firstSeenAt: early })], ulid(2));
    await open(store).withdraw('gone', 1, instant(5), ulid(3));
    await untilIdle(store, counted());
    await collect(store, { orphansBefore: LATER });
    await open(store).register([entry('gone', [1])], ulid(4));

    const corpus = open(store);
    expect(await found(corpus, [1, 2])).toEqual(['a.1 2']);
    const [run] = (await readManifest(store)).manifest.runs;
    expect(run).toMatchObject({ documents: 2, postings: 2 });
    const { ref } = (await corpus.lookUp([query('q', [1])])).answers[0]!.candidates[0]!;
    expect(await corpus.read(ref)).toMatchObject({ firstSeenAt: early, text: 'The text of a.' });
  });

  it('still reads a text whose pack was absorbed and collected since the look-up', async () => {
    const store = memoryObjectStore();
    const corpus = open(store);
    await corpus.register([entry('a', [1])], ulid(1));
    await corpus.register([entry('b', [1])], ulid(2));
    const { answers } = await corpus.lookUp([query('q', [1])]);
    await untilIdle(store, counted());
    await collect(store, { orphansBefore: LATER });

    for (const { ref } of answers[0]!.candidates)
      expect(await corpus.read(ref)).toMatchObject({ text: `The text of ${ref.articleId}.` });
    const { candidates } = (await corpus.lookUp([query('q', [1])])).answers[0]!;
    expect(candidates.map(({ ref }) => ref.object)).toEqual(Array(2).fill(expect.stringMatching(/^text/)));
  });

  it.each([
    ['postings', 25, 1],
    ['text', 40, 0],
  ])('leaves a pack with damaged %s where it is, absorbs the others and says so', async (_, at, unfound) => {
    const store = memoryObjectStore();
    for (let i = 1; i <= 3; i++) await open(store).register([entry(`a${i}`, [1])], ulid(i));
    const damaged = `l0/${ulid(2)}.pack`;
    const body = (await store.get(damaged))!.body.slice();
    body[at]! ^= 1;
    await store.put(damaged, body);

    const step = await compact(store, { newId: counted(), minPacks: 2 });
    expect(step).toMatchObject({ outcome: 'compacted', unreadable: [expect.stringContaining(damaged)] });
    await collect(store, { orphansBefore: LATER });
    expect(await store.list('l0/')).toEqual([damaged]);
    const { answers, incomplete } = await open(store).lookUp([query('q', [1])]);
    expect(answers[0]!.candidates).toHaveLength(3 - unfound);
    expect(incomplete).toEqual(Array(unfound).fill(expect.stringContaining(damaged)));
  });

  it('goes on by schedule until there is nothing left to merge, then collects', async () => {
    const store = memoryObjectStore();
    for (let i = 1; i <= 4; i++) await open(store).register([entry(`a${i}`, [1])], ulid(i));
    const options = { newId: counted(), now: instant(0), minPacks: 2, fanOut: 1 };
    let steps = 0;
    const { steps: taken, collection } = await maintain(store, { ...options, mayGoOn: () => ++steps < 3 });
    expect(taken.map(({ outcome }) => outcome)).toEqual(['compacted', 'compacted', 'compacted']);
    expect(collection).toMatchObject({ outcome: 'collected', deleted: { length: 4 } });
    expect(await maintain(store, { ...options, fanOut: 2, mayGoOn: () => true })).toEqual({
      steps: [{ outcome: 'idle', packs: 0, unreadable: [] }],
      stopLists: { outcome: 'built' },
      collection: { outcome: 'collected', deleted: [] },
      packsWaiting: 0,
    });
    expect(await found(open(store), [1])).toHaveLength(4);
  });

  it('spares the files of a compaction that may still be running', async () => {
    const store = memoryObjectStore();
    await store.put(`text/${ulid(7)}.pack`, new Uint8Array(1));
    expect(await collect(store, { orphansBefore: instant(0) })).toEqual({
      outcome: 'collected',
      deleted: [],
    });
    expect(await collect(store, { orphansBefore: LATER })).toEqual({
      outcome: 'collected',
      deleted: [`text/${ulid(7)}.pack`],
    });
  });

  it('does not take a lost manifest for a young corpus', async () => {
    const store = memoryObjectStore();
    for (let i = 1; i <= 2; i++) await open(store).register([entry(`a${i}`, [1])], ulid(i));
    await compact(store, { newId: counted(), minPacks: 2 });
    await collect(store, { orphansBefore: LATER });
    await store.delete('manifest');

    const { incomplete } = await open(store).lookUp([query('q', [1])]);
    expect(incomplete).toEqual([expect.stringContaining('manifest: missing')]);
    await expect(compact(store, { newId: counted(), minPacks: 2 })).rejects.toMatchObject({
      kind: 'corrupt',
    });
  });
});
