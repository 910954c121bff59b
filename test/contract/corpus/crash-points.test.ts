import { instant } from '../../../shared/clock/instant';
import { buildStopLists } from '../../../shared/corpus/build-stop-lists';
import { collect } from '../../../shared/corpus/collect';
import { compact } from '../../../shared/corpus/compact';
import type { Corpus } from '../../../shared/corpus/corpus';
import { openCorpus } from '../../../shared/corpus/corpus';
import { readManifest } from '../../../shared/corpus/manifest';
import type { ObjectStore, StoredObject } from '../../../shared/corpus/object-store';
import { ALGORITHM, entry, query, ulid } from '../../unit/corpus/corpus-fixtures';
import { Crash, crashAt, interrupted, once } from './interrupted-store';
import type { Interruptions } from './interrupted-store';
import type { Stores } from './stores';
import { memoryStores, s3Stores } from './stores';

const LATER = instant(Date.UTC(2100, 0));
const SHARED = 7;
const HASHES = [SHARED, 2 ** 40, 2 ** 41, 2 ** 42 - 1];
const corpusOn = (store: ObjectStore): Corpus =>
  openCorpus(store, { algorithms: [ALGORITHM], maxTextBytes: 0 });

describe.each([
  ['in memory', memoryStores],
  ['on S3', () => s3Stores()],
])('a corpus %s', (_, start) => {
  let stores: Stores;
  let store: ObjectStore;
  let lastId: number;
  beforeAll(async () => {
    stores = await start();
  });
  beforeEach(async () => {
    store = await stores.fresh();
    lastId = 100;
  });
  afterAll(() => stores.stop());

  const newId = () => ulid(++lastId);
  const register = (articleId: string, on = store) =>
    corpusOn(on).register([entry(articleId, HASHES)], newId());
  const compactOn = (on: ObjectStore, minPacks = 1) =>
    compact(on, { newId, minPacks, fanOut: 2, postingsPerSegment: 2 });
  const collectOn = (on: ObjectStore) => collect(on, { orphansBefore: LATER });

  async function found(corpus = corpusOn(store)): Promise<string[]> {
    const { answers, incomplete } = await corpus.lookUp([query('q', HASHES)]);
    expect(incomplete).toEqual([]);
    return answers[0]!.candidates.map(({ ref }) => ref.articleId);
  }

  describe('when a writer fails', () => {
    it('before its pack is put: nothing is there, and the batch can be sent again', async () => {
      const id = newId();
      const dying = interrupted(store, { before: crashAt('put', /^l0/) });
      await expect(corpusOn(dying).register([entry('a', HASHES)], id)).rejects.toMatchObject({
        kind: 'unavailable',
      });
      expect(await found()).toEqual([]);
      await corpusOn(store).register([entry('a', HASHES)], id);
      expect(await found()).toEqual(['a']);
    });

    it('after its pack is put and before it says so: sent again under another name, the entry counts once', async () => {
      const dying = interrupted(store, { after: crashAt('put', /^l0/) });
      await expect(register('a', dying)).rejects.toMatchObject({ kind: 'unavailable' });
      expect(await found()).toEqual(['a']);
      await register('a');
      expect(await store.list('l0/')).toHaveLength(2);
      expect(await found()).toEqual(['a']);
    });

    it('to hear the answer: it reads back and goes on', async () => {
      const deaf = interrupted(store, {
        after: once('put', /^l0/, () => {
          throw new Crash('the answer was lost');
        }),
      });
      await register('a', deaf);
      expect(await store.list('l0/')).toHaveLength(1);
      expect(await found()).toEqual(['a']);
    });

    it('to hear the answer, and its pack is absorbed and collected meanwhile: the entry counts once', async () => {
      await register('b');
      const deaf = interrupted(store, {
        after: once('put', /^l0/, async () => {
          await compactOn(store);
          await collectOn(store);
          throw new Crash('the answer was lost');
        }),
      });
      await register('a', deaf);
      expect((await found()).toSorted()).toEqual(['a', 'b']);
    });
  });

  describe('when a compaction fails', () => {
    beforeEach(async () => {
      await register('a');
      await register('b');
    });

    it('after some of its segments: nothing changes, and collection clears up', async () => {
      const dying = interrupted(store, { before: crashAt('put', /0002\.seg$/) });
      await expect(compactOn(dying)).rejects.toMatchObject({ kind: 'unavailable' });
      expect(await store.list('run/')).toHaveLength(2);
      expect(await found()).toEqual(['a', 'b']);

      expect(await collectOn(store)).toMatchObject({ outcome: 'collected' });
      expect(await store.list('run/')).toEqual([]);
      expect(await compactOn(store)).toMatchObject({ outcome: 'compacted' });
      expect(await found()).toEqual(['a', 'b']);
    });

    it('by stalling until its files are collected: it does not publish them', async () => {
      const stalled = interrupted(store, {
        before: once('put', /^manifest$/, async () => {
          await collectOn(store);
        }),
      });
      expect(await compactOn(stalled)).toEqual({ outcome: 'superseded' });
      expect((await readManifest(store)).manifest.runs).toEqual([]);
      expect(await found()).toEqual(['a', 'b']);
    });

    it('by being second: it takes its files away and leaves the other run alone', async () => {
      const slow = interrupted(store, {
        before: once('put', /^manifest$/, async () => {
          await compactOn(store);
        }),
      });
      expect(await compactOn(slow)).toEqual({ outcome: 'superseded' });
      const { runs } = (await readManifest(store)).manifest;
      expect(runs).toHaveLength(1);
      expect(await store.list('run/')).toHaveLength(runs[0]!.segments.length);
      expect(await store.list('text/')).toHaveLength(1);
      expect(await found()).toEqual(['a', 'b']);
    });

    it('to hear that its swap was stored: it finds out', async () => {
      const deaf = interrupted(store, {
        after: once('put', /^manifest$/, () => {
          throw new Crash('the answer was lost');
        }),
      });
      expect(await compactOn(deaf)).toMatchObject({ outcome: 'compacted' });
      expect((await readManifest(store)).manifest).toMatchObject({ version: 1, runs: [{ documents: 2 }] });
      expect(await found()).toEqual(['a', 'b']);
    });

    it('to hear that its swap was stored, and others swap after it: it finds out from the log', async () => {
      const deaf = interrupted(store, {
        after: once('put', /^manifest$/, async () => {
          await collectOn(store);
          await register('c');
          await compactOn(store);
          throw new Crash('the answer was lost');
        }),
      });
      expect(await compactOn(deaf)).toMatchObject({ outcome: 'compacted' });
      expect(await found()).toEqual(['a', 'b', 'c']);
    });

    it('to hear more than a refusal while its first request is still on its way: its files are left alone', async () => {
      let onItsWay: Promise<unknown> | undefined;
      const confused: ObjectStore = {
        ...store,
        put: async (key, body, condition) => {
          if (key !== 'manifest') return store.put(key, body, condition);
          if (onItsWay !== undefined) return { outcome: 'precondition_failed' };
          const arrives = new Promise<void>((arrive) => void (deliver = arrive));
          onItsWay = arrives.then(() => store.put(key, body, condition));
          throw new Crash('no answer yet');
        },
      };
      let deliver = () => {};
      await expect(compactOn(confused)).rejects.toMatchObject({ kind: 'unavailable' });
      deliver();
      await onItsWay;
      expect((await readManifest(store)).manifest.runs).toHaveLength(1);
      expect(await found()).toEqual(['a', 'b']);
    });

    it('to swap at all, for want of an answer: its files are left alone, for the swap may still come', async () => {
      const dying = interrupted(store, { before: crashAt('put', /^manifest$/) });
      await expect(compactOn(dying)).rejects.toMatchObject({ kind: 'unavailable' });
      expect(await store.list('run/')).not.toEqual([]);
      expect(await found()).toEqual(['a', 'b']);
    });
  });

  describe('when the building of a stop list fails', () => {
    const buildOn = (on: ObjectStore) => buildStopLists(on, { newId });
    beforeEach(async () => {
      await register('a');
      await register('b');
      await compactOn(store);
    });

    it('before its swap: nothing is named, and collection clears up', async () => {
      const dying = interrupted(store, { before: crashAt('put', /^manifest$/) });
      await expect(buildOn(dying)).rejects.toMatchObject({ kind: 'unavailable' });
      expect(await store.list('stop/')).toHaveLength(1);
      await collectOn(store);
      expect(await store.list('stop/')).toEqual([]);
      expect(await buildOn(store)).toEqual({ outcome: 'built' });
      expect(await found()).toEqual(['a', 'b']);
    });

    it('by stalling until its list is collected: it does not publish it', async () => {
      const stalled = interrupted(store, {
        before: once('put', /^manifest$/, async () => {
          await collectOn(store);
        }),
      });
      expect(await buildOn(stalled)).toEqual({ outcome: 'superseded' });
      expect((await readManifest(store)).manifest.stopLists).toEqual([]);
      expect(await found()).toEqual(['a', 'b']);
    });

    it('by being second: it takes its list away and leaves the other alone', async () => {
      const slow = interrupted(store, {
        before: once('put', /^manifest$/, async () => {
          await buildOn(store);
        }),
      });
      expect(await buildOn(slow)).toEqual({ outcome: 'superseded' });
      const [list] = (await readManifest(store)).manifest.stopLists;
      expect(await store.list('stop/')).toEqual([`stop/${list!.id}.list`]);
    });

    it('because the runs it reads are merged and collected meanwhile: it gives way', async () => {
      const slow = interrupted(store, {
        before: once('get', /\.seg$/, async () => {
          await register('c');
          await compactOn(store);
          await compactOn(store);
          await collectOn(store);
        }),
      });
      expect(await buildOn(slow)).toEqual({ outcome: 'superseded' });
      expect(await found()).toEqual(['a', 'b', 'c']);
    });

    it('to hear that its swap was stored: it finds out', async () => {
      const deaf = interrupted(store, {
        after: once('put', /^manifest$/, () => {
          throw new Crash('the answer was lost');
        }),
      });
      expect(await buildOn(deaf)).toEqual({ outcome: 'built' });
      expect((await readManifest(store)).manifest.stopLists).toMatchObject([{ documents: 2 }]);
    });
  });

  describe('when a collection is overtaken', () => {
    it('by the compaction whose files it took for orphans: it deletes nothing', async () => {
      await register('a');
      const compacting = interrupted(store, {
        before: once('put', /^manifest$/, async () => {
          const collecting = interrupted(store, {
            before: once('put', /^manifest$/, async () => {
              proceed();
              await compacted;
            }),
          });
          collected = collectOn(collecting);
          await mayProceed;
        }),
      });
      let proceed = () => {};
      const mayProceed = new Promise<void>((resolve) => void (proceed = resolve));
      let collected: ReturnType<typeof collect> | undefined;
      const compacted = compactOn(compacting);
      expect(await compacted).toMatchObject({ outcome: 'compacted' });
      expect(await collected).toEqual({ outcome: 'superseded' });
      expect(await found()).toEqual(['a']);
    });
  });

  describe('when a collection fails', () => {
    beforeEach(async () => {
      for (const articleId of ['a', 'b', 'c']) await register(articleId);
      await compactOn(store);
    });

    it.each([
      ['before it deletes anything', 0],
      ['in the middle', 2],
    ])('%s: every answer stays whole, and the next one finishes', async (__, passing) => {
      const dying = interrupted(store, { before: crashAt('delete', /^l0/, passing) });
      await expect(collectOn(dying)).rejects.toThrow(Crash);
      expect(await store.list('l0/')).toHaveLength(3 - passing);
      expect(await found()).toEqual(['a', 'b', 'c']);

      await collectOn(store);
      expect(await store.list('l0/')).toEqual([]);
      expect(await found()).toEqual(['a', 'b', 'c']);
      await collectOn(store);
      expect((await readManifest(store)).manifest).toMatchObject({ absorbed: [], doomed: [] });
    });
  });

  describe('when a reader', () => {
    beforeEach(async () => {
      await register('a');
      await register('b');
    });

    const overtaken = async () => {
      await compactOn(store);
      await collectOn(store);
    };

    it('is overtaken by collection between LIST and GET: it starts again', async () => {
      let lists = 0;
      const slow = interrupted(store, {
        before: async (operation, key) => {
          if (operation === 'list' && key === 'l0/') lists++;
          if (operation === 'get' && key.startsWith('l0/') && lists === 1) await overtaken();
        },
      });
      expect(await found(corpusOn(slow))).toEqual(['a', 'b']);
      expect(lists).toBe(2);
    });

    it('is overtaken every time: it says so, and does not go on for ever', async () => {
      await overtaken();
      const missing = (await store.list('text/'))[0]!;
      await store.delete(missing);
      const { incomplete } = await corpusOn(store).lookUp([query('q', HASHES)]);
      expect(incomplete).toEqual([`${missing}: gone, 3 times in a row`]);
    });

    it('was frozen with a snapshot of long ago: it sees what came since, and can read what it found', async () => {
      const frozen = corpusOn(store);
      const { answers } = await frozen.lookUp([query('q', HASHES)]);
      await register('c');
      await overtaken();
      await register('d');
      await overtaken();
      await corpusOn(store).withdraw('b', 1, LATER, newId());

      expect(await found(frozen)).toEqual(['a', 'c', 'd']);
      const texts = [];
      for (const { ref } of answers[0]!.candidates) texts.push((await frozen.read(ref)).text);
      expect(texts).toEqual(['The text of a.', 'The text of b.']);
    });

    it('froze between its register and its look-up: it sees what was committed meanwhile', async () => {
      const corpus = corpusOn(store);
      await corpus.register([entry('late', HASHES)], newId());
      await register('c');
      await overtaken();
      const { answers } = await corpus.lookUp([query('late', HASHES)]);
      expect(answers[0]!.candidates.map(({ ref }) => ref.articleId)).toEqual(['a', 'b', 'c']);
    });
  });

  describe('when bytes are wrong', () => {
    const flip = ({ body, etag }: StoredObject, at: number): StoredObject => {
      const wrong = body.slice();
      wrong[at < 0 ? wrong.length + at : at]! ^= 1;
      return { body: wrong, etag };
    };

    it.each<[string, RegExp]>([
      ['a pack', /^l0/],
      ['the manifest', /^manifest$/],
      ['a segment', /\.seg$/],
      ['a text pack', /^text/],
    ])('on the wire, once, in %s: it is read again', async (__, key) => {
      await register('a');
      await compactOn(store);
      await register('b');
      let damaged = 0;
      const damage: Interruptions['damage'] = (name, object) =>
        key.test(name) && damaged++ === 0 ? flip(object, 30) : object;
      const corpus = corpusOn(interrupted(store, { damage }));
      expect(await found(corpus)).toEqual(['a', 'b']);
      expect(damaged).toBeGreaterThan(1);
    });

    it.each<[string, RegExp, string]>([
      ['a pack', /^l0/, 'a'],
      ['the manifest', /^manifest$/, 'b'],
      ['a segment', /\.seg$/, 'b'],
      ['a text pack', /^text/, 'b'],
    ])(
      'for good, in %s: the answer is incomplete, and still says what the rest holds',
      async (__, key, rest) => {
        await register('a');
        await compactOn(store);
        await collectOn(store);
        await register('b');
        const name = (await store.list('')).find((listed) => key.test(listed))!;
        await store.put(name, flip((await store.get(name))!, -20).body);

        const { answers, incomplete } = await corpusOn(store).lookUp([query('q', HASHES)]);
        expect(answers[0]!.candidates.map(({ ref }) => ref.articleId)).toEqual([rest]);
        expect(incomplete).toEqual([expect.stringContaining(key.source === '\\.seg$' ? '.seg' : name)]);
      },
    );

    it.each<[string, (bytes: Uint8Array) => Uint8Array, string]>([
      ['cut off', (bytes) => bytes.subarray(0, -1), 'does not end as a pack ends'],
      ['empty', () => new Uint8Array(0), 'does not begin as a pack begins'],
      ['somebody else’s', () => new TextEncoder().encode('<html>'), 'does not begin as a pack begins'],
      ['from a newer version', (bytes) => bytes.with(8, 9), 'format version 9, this reader knows 1'],
    ])(
      'because an object is %s: it is named, and nobody is told there is no copy',
      async (__, spoil, reason) => {
        await register('a');
        await register('b');
        const [name] = await store.list('l0/');
        await store.put(name!, spoil((await store.get(name!))!.body.slice()));
        const { answers, incomplete } = await corpusOn(store).lookUp([query('q', HASHES)]);
        expect(answers[0]!.candidates.map(({ ref }) => ref.articleId)).toEqual(['b']);
        expect(incomplete).toEqual([expect.stringMatching(`^${name}: ${reason}`)]);
      },
    );

    it('because an algorithm is unknown: it is named', async () => {
      await register('a');
      const other = openCorpus(store, { algorithms: ['other-1'] });
      const { incomplete } = await other.lookUp([{ ...query('q', HASHES), algorithm: 'other-1' }]);
      expect(incomplete).toEqual([
        expect.stringContaining(`fingerprints of '${ALGORITHM}', this reader knows other-1`),
      ]);
    });

    it('in a text: reading it fails, and does not give another text', async () => {
      await register('a');
      const corpus = corpusOn(store);
      const [name] = await store.list('l0/');
      const { ref } = (await corpus.lookUp([query('q', HASHES)])).answers[0]!.candidates[0]!;
      await store.put(name!, flip((await store.get(name!))!, ref.place.start).body);
      await expect(corpus.read(ref)).rejects.toMatchObject({ kind: 'corrupt' });
    });
  });
});
