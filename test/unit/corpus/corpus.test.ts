import type { Instant } from '../../../shared/clock/instant';
import { instant } from '../../../shared/clock/instant';
import type { Corpus } from '../../../shared/corpus/corpus';
import { openCorpus } from '../../../shared/corpus/corpus';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import type { ObjectStore } from '../../../shared/corpus/object-store';
import { ALGORITHM, entry, query, ulid } from './corpus-fixtures';

const open = (store: ObjectStore): Corpus => openCorpus(store, { algorithms: [ALGORITHM] });

const found = async (corpus: Corpus, articleId: string, hashes: readonly number[]): Promise<string[]> => {
  const { answers, incomplete } = await corpus.lookUp([query(articleId, hashes)]);
  expect(incomplete).toEqual([]);
  return answers[0]!.candidates.map(({ ref, sharedHashes }) => `${ref.articleId} ${sharedHashes}`);
};

describe('a corpus', () => {
  it('finds what another worker registered, most shared hashes first', async () => {
    const store = memoryObjectStore();
    await open(store).register([entry('a', [1, 2, 3]), entry('b', [3, 4, 5, 2 ** 48 - 1])], ulid(1));

    expect(await found(open(store), 'q', [2, 3, 5, 2 ** 48 - 1, 77])).toEqual(['b 3', 'a 2']);
  });

  it('finds the copies inside one batch, and never the article itself', async () => {
    const corpus = open(memoryObjectStore());
    await corpus.register([entry('a', [1, 2]), entry('b', [2, 3])], ulid(1));

    expect(await found(corpus, 'a', [1, 2])).toEqual(['b 1']);
    expect(await found(corpus, 'b', [2, 3])).toEqual(['a 1']);
  });

  it('finds the earlier copy of an original that is registered later', async () => {
    const store = memoryObjectStore();
    await open(store).register([entry('copy', [1, 2, 3])], ulid(1));
    const corpus = open(store);
    await corpus.register([entry('original', [1, 2, 3], { registeredOriginal: true })], ulid(2));

    expect(await found(corpus, 'original', [1, 2, 3])).toEqual(['copy 3']);
  });

  it('gives back text and metadata as they were stored', async () => {
    const store = memoryObjectStore();
    const stored = entry('a', [1, 2], {
      text: '\uFEFFNaïve “quotes”\r\nand a face 😀',
      publisher: 'daily-planet',
      url: 'https://planet.example/a',
      title: 'A',
      version: 7,
      simhash: [0xdeadbeef, 0xfffffffe],
      registeredOriginal: true,
    });
    await open(store).register([stored], ulid(1));
    const corpus = open(store);
    const { answers } = await corpus.lookUp([query('q', [1])]);

    const { fingerprint, ...expected } = stored;
    expect(await corpus.read(answers[0]!.candidates[0]!.ref)).toEqual({
      ...expected,
      wordCount: fingerprint.wordCount,
    });
  });

  it('counts a redelivered entry once, first seen when it was first accepted', async () => {
    const corpus = open(memoryObjectStore());
    const early = instant(1_000);
    await corpus.register([entry('a', [1, 2])], ulid(1));
    await corpus.register([entry('a', [1, 2], { firstSeenAt: early })], ulid(2));
    const { answers } = await corpus.lookUp([query('q', [1, 2])]);

    expect(answers[0]!.candidates).toHaveLength(1);
    const { ref, sharedHashes } = answers[0]!.candidates[0]!;
    expect([ref.firstSeenAt, sharedHashes]).toEqual([early, 2]);
    expect((await corpus.read(ref)).firstSeenAt).toBe(early);
  });

  it('stops matching the withdrawn revisions, and only those', async () => {
    const store = memoryObjectStore();
    const corpus = open(store);
    await corpus.register(
      [entry('a', [1, 2]), entry('a', [2, 3], { version: 2, text: 'corrected' })],
      ulid(1),
    );
    await open(store).withdraw('a', 1, instant(5), ulid(2));

    expect(await found(corpus, 'q', [1, 2])).toEqual(['a 1']);
    await corpus.withdraw('a', 2, instant(6), ulid(3));
    expect(await found(open(store), 'q', [1, 2, 3])).toEqual([]);
  });

  it('says when there are more candidates than it gives', async () => {
    const corpus = openCorpus(memoryObjectStore(), { algorithms: [ALGORITHM], maxCandidates: 2 });
    await corpus.register([entry('a', [1]), entry('b', [1, 2]), entry('c', [1, 2, 3])], ulid(1));
    const { answers } = await corpus.lookUp([query('q', [1, 2, 3]), query('a', [1]), query('c', [2])]);

    expect(
      answers.map(({ candidates, truncated }) => [candidates.map(({ ref }) => ref.articleId), truncated]),
    ).toEqual([
      [['c', 'b'], true],
      [['b', 'c'], false],
      [['b'], false],
    ]);
  });

  it('passes over stopped hashes and counts them', async () => {
    const corpus = openCorpus(memoryObjectStore(), {
      algorithms: [ALGORITHM],
      stopped: (hash) => hash === 1 || hash === 9,
    });
    await corpus.register([entry('a', [1, 2])], ulid(1));
    const { answers } = await corpus.lookUp([query('q', [1, 2, 9])]);

    expect(answers[0]).toMatchObject({ stopped: 2, candidates: [{ sharedHashes: 1 }] });
  });

  it('finds everything, and says so, when nothing may stay in memory', async () => {
    const store = memoryObjectStore();
    const corpus = openCorpus(store, { algorithms: [ALGORITHM], maxResidentBytes: 0 });
    await corpus.register([entry('a', [1, 2])], ulid(1));
    await corpus.register([entry('b', [2, 3]), entry('a', [1, 2])], ulid(2));
    await corpus.withdraw('b', 1, instant(5), ulid(3));
    const { answers, streamed, incomplete } = await corpus.lookUp([query('q', [1, 2, 3])]);

    expect(answers[0]!.candidates.map(({ ref }) => ref.articleId)).toEqual(['a']);
    expect([streamed, incomplete]).toEqual([3, []]);
  });

  it('finds what stands behind withdrawn candidates, though it learns of the withdrawal last', async () => {
    const store = memoryObjectStore();
    const options = { algorithms: [ALGORITHM] as const, maxResidentBytes: 0, maxCandidates: 1 };
    const corpus = openCorpus(store, options);
    await corpus.register([entry('a', [1, 2, 3]), entry('b', [1, 2]), entry('c', [1])], ulid(1));
    for (const [i, articleId] of ['a', 'b'].entries())
      await corpus.withdraw(articleId, 1, instant(5), ulid(2 + i));

    expect(await found(openCorpus(store, options), 'q', [1, 2, 3])).toEqual(['c 1']);
  });

  it('refuses what it could not find again', async () => {
    const corpus = open(memoryObjectStore());
    await expect(corpus.register([entry('a', [2 ** 48])], ulid(1))).rejects.toMatchObject({
      kind: 'invalid',
    });
    await expect(corpus.register([entry('a', [1.5])], ulid(1))).rejects.toMatchObject({ kind: 'invalid' });
    await expect(corpus.register([entry('a', [1])], 'no ulid')).rejects.toMatchObject({ kind: 'invalid' });
    for (const version of [-1, 0.5, NaN, 2 ** 32]) {
      const bad = entry('a', [1], { version });
      await expect(corpus.register([entry('b', [1]), bad], ulid(1))).rejects.toMatchObject({
        kind: 'invalid',
      });
      await expect(corpus.withdraw('a', version, instant(0), ulid(1))).rejects.toMatchObject({
        kind: 'invalid',
      });
    }
    const undated = entry('a', [1], { firstSeenAt: 'yesterday' as Instant });
    await expect(corpus.register([undated], ulid(1))).rejects.toMatchObject({ kind: 'invalid' });
    expect(await found(corpus, 'q', [1])).toEqual([]);
    await corpus.register([entry('a', [1])], ulid(1));
    await expect(corpus.register([entry('b', [1])], ulid(1))).rejects.toMatchObject({ kind: 'conflict' });
    await expect(corpus.register([entry('a', [1])], ulid(1))).resolves.toBeUndefined();
  });
});
