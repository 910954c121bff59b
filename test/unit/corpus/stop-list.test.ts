import { instant } from '../../../shared/clock/instant';
import { buildStopLists } from '../../../shared/corpus/build-stop-lists';
import { encodeUtf8 } from '../../../shared/corpus/byte-stream';
import { collect } from '../../../shared/corpus/collect';
import { compact } from '../../../shared/corpus/compact';
import type { Corpus } from '../../../shared/corpus/corpus';
import { openCorpus } from '../../../shared/corpus/corpus';
import { maintain } from '../../../shared/corpus/maintain';
import { readManifest } from '../../../shared/corpus/manifest';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import type { ObjectStore } from '../../../shared/corpus/object-store';
import { decodeStopList, encodeStopList } from '../../../shared/corpus/stop-list-format';
import type { StoppedShingles } from '../../../shared/corpus/stop-list';
import { ALGORITHM, entry, query, ulid } from './corpus-fixtures';

const LATER = instant(Date.UTC(2100, 0));
const FOOTER = [7, 2 ** 41];
const open = (store: ObjectStore): Corpus => openCorpus(store, { algorithms: [ALGORITHM] });

/** A page of its own words and a footer that all pages share, on one of two sites. */
const page = (number: number) =>
  entry(
    `a${number}`,
    [...FOOTER, ...Array.from({ length: 8 }, (_, i) => 1_000 * number + i * (2 ** 38 + 1))],
    { source: `feed-${number % 3}`, url: `https://site-${number % 2}.example/${number}` },
  );

function counted() {
  let last = 1000;
  return () => ulid(++last);
}

async function withPages(pages: number, newId: () => string): Promise<ObjectStore> {
  const store = memoryObjectStore();
  for (let number = 1; number <= pages; number++) await open(store).register([page(number)], newId());
  return store;
}

const compactAll = (store: ObjectStore, newId: () => string) =>
  compact(store, { newId, minPacks: 1, fanOut: 2, postingsPerSegment: 16 });

describe('the stop list of a corpus', () => {
  it('is built with compaction, and looked past from then on by every worker', async () => {
    const newId = counted();
    const store = await withPages(6, newId);
    const warm = open(store);
    const asked = query('q', [...FOOTER, 1_000]);
    expect((await warm.lookUp([asked])).answers[0]).toMatchObject({ candidates: { length: 6 }, stopped: 0 });

    const { stopLists } = await maintain(store, {
      newId,
      now: LATER,
      minPacks: 1,
      mayGoOn: () => true,
      postingsPerSegment: 16,
      sketchPostings: 20,
    });
    expect(stopLists).toEqual({ outcome: 'built' });
    for (const corpus of [warm, open(store)]) {
      const { answers, incomplete } = await corpus.lookUp([asked]);
      expect(answers[0]).toMatchObject({ candidates: [{ ref: { articleId: 'a1' } }], stopped: 2 });
      expect(incomplete).toEqual([]);
      expect(FOOTER.map((hash) => corpus.stopList(ALGORITHM).spreadOf(hash))).toEqual(
        FOOTER.map(() => ({ pages: 6, sites: 2 })),
      );
    }
    expect(await store.list('stop/')).toHaveLength(1);
  });

  it('is heeded by a look-up that it overtakes, for what was read before it too', async () => {
    const newId = counted();
    const store = await withPages(5, newId);
    await compactAll(store, newId);
    await open(store).register([page(6)], newId());
    let overtaken = false;
    const slow: ObjectStore = {
      ...store,
      get: async (key, range) => {
        if (key.startsWith('l0/') && !overtaken) {
          overtaken = true;
          await compact(store, { newId, minPacks: 1 });
          await buildStopLists(store, { newId });
          await collect(store, { orphansBefore: LATER });
        }
        return store.get(key, range);
      },
    };
    const corpus = openCorpus(slow, { algorithms: [ALGORITHM], maxResidentBytes: 0 });
    const { answers, incomplete } = await corpus.lookUp([query('q', FOOTER)]);
    expect(incomplete).toEqual([]);
    expect(answers[0]).toMatchObject({ candidates: [], stopped: 2 });
  });

  it('is read by itself where nothing is looked up: the manifest and the list, not one pack or run', async () => {
    const newId = counted();
    const store = await withPages(6, newId);
    expect((await open(store).readStopList(ALGORITHM)).stopList.size).toBe(0);
    await maintain(store, { newId, now: LATER, minPacks: 1, mayGoOn: () => true });
    const read: string[] = [];
    const corpus = open({
      ...store,
      get: (key, range) => {
        read.push(key);
        return store.get(key, range);
      },
    });
    const { stopList, incomplete } = await corpus.readStopList(ALGORITHM);
    expect(FOOTER.map((hash) => stopList.spreadOf(hash))).toEqual(FOOTER.map(() => ({ pages: 6, sites: 2 })));
    expect(incomplete).toEqual([]);
    await corpus.readStopList(ALGORITHM);
    const [list] = await store.list('stop/');
    expect(read).toEqual(['manifest', list, 'manifest']);
  });

  it('says so where it is damaged: nobody is told that there is no boilerplate', async () => {
    const newId = counted();
    const store = await withPages(6, newId);
    await maintain(store, { newId, now: LATER, minPacks: 1, mayGoOn: () => true });
    const [list] = await store.list('stop/');
    await store.put(list!, encodeUtf8('damaged'));
    const { stopList, incomplete } = await open(store).readStopList(ALGORITHM);
    expect(stopList.size).toBe(0);
    expect(incomplete).toEqual([expect.stringContaining(list!)]);
  });

  it('leaves out what was withdrawn and counts revisions once', async () => {
    const newId = counted();
    const store = await withPages(4, newId);
    await open(store).withdraw('a4', 1, instant(0), newId());
    await open(store).register([{ ...page(3), version: 2, url: 'https://site-9.example/moved' }], newId());
    await compactAll(store, newId);
    expect(await buildStopLists(store, { newId })).toEqual({ outcome: 'built' });
    await open(store).lookUp([]);
    const corpus = open(store);
    await corpus.lookUp([]);
    expect(corpus.stopList(ALGORITHM).size).toBe(0);
  });

  it('is built anew only once the corpus has grown, and the old one is collected', async () => {
    const newId = counted();
    const store = await withPages(8, newId);
    await compactAll(store, newId);
    expect(await buildStopLists(store, { newId })).toEqual({ outcome: 'built' });
    const [first] = (await readManifest(store)).manifest.stopLists;
    await open(store).register([page(9)], newId());
    await compactAll(store, newId);
    expect(await buildStopLists(store, { newId })).toEqual({ outcome: 'up_to_date' });
    await open(store).register([page(10)], newId());
    await compactAll(store, newId);
    expect(await buildStopLists(store, { newId })).toEqual({ outcome: 'built' });
    const [second] = (await readManifest(store)).manifest.stopLists;
    expect(second).toMatchObject({ documents: 10 });
    await collect(store, { orphansBefore: LATER });
    expect(await store.list('stop/')).toEqual([`stop/${second!.id}.list`]);
    expect(first!.id).not.toBe(second!.id);
  });

  it('keeps the list it has when the new one is damaged, and says so', async () => {
    const newId = counted();
    const store = await withPages(6, newId);
    await compactAll(store, newId);
    await buildStopLists(store, { newId });
    const [name] = await store.list('stop/');
    const whole = (await store.get(name!))!.body.slice();
    const warm = open(store);
    await warm.lookUp([]);
    await store.put(name!, whole.with(30, whole[30]! ^ 1));
    const { answers, incomplete } = await open(store).lookUp([query('q', FOOTER)]);
    expect(incomplete).toEqual([expect.stringContaining(`${name}: wrong checksum`)]);
    expect(answers[0]!.candidates).toHaveLength(6);
    expect((await warm.lookUp([query('q', FOOTER)])).answers[0]).toMatchObject({ stopped: 2 });
  });

  it('stays as it is when a run is damaged, and collection goes on', async () => {
    const newId = counted();
    const store = await withPages(2, newId);
    await compactAll(store, newId);
    const [segment] = await store.list('run/');
    const whole = (await store.get(segment!))!.body.slice();
    await store.put(segment!, whole.with(30, whole[30]! ^ 1));
    const { stopLists, collection } = await maintain(store, { newId, now: LATER, mayGoOn: () => true });
    expect(stopLists).toEqual({ outcome: 'unreadable', reason: expect.stringContaining(segment!) });
    expect(collection).toMatchObject({ outcome: 'collected', deleted: { length: 2 } });
  });
});

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.split(' '), (byte) => parseInt(byte, 16));

/** Frozen: stop list format 1 as it was first written. Add vectors; never change one. */
const golden = bytesOf(
  '44 45 53 4b 53 54 4f 50 01 00 08 77 35 2d 31 36 2d 76 31 03 00 00 00 00 00 00 00 00 00 04 00 05 00 00 00 01 00 29 09 ff ff ff ff ff 03 ac 02 ff ff ff ff 0f 42 21 f9 e6',
);
const stopped: StoppedShingles = {
  hashes: Float64Array.of(0, 2 ** 32 + 5, 2 ** 42 - 1),
  pages: Uint32Array.of(4, 41, 300),
  sites: Uint32Array.of(0, 9, 2 ** 32 - 1),
};

describe('the stop list format', () => {
  const decode = (bytes: Uint8Array) => decodeStopList(bytes, 'w5-16-v1', 'stop');

  it('writes and reads version 1 as it was frozen', () => {
    expect([...encodeStopList('w5-16-v1', stopped)]).toEqual([...golden]);
    expect(decode(golden)).toEqual(stopped);
  });

  it('finds every flipped bit, and every cut', () => {
    for (let at = 0; at < golden.length; at++) {
      for (let bit = 0; bit < 8; bit++)
        expect(() => decode(golden.with(at, golden[at]! ^ (1 << bit)))).toThrow(/^stop: /);
      expect(() => decode(golden.subarray(0, at))).toThrow(/^stop: /);
    }
  });

  it('refuses a newer format, another algorithm and what is no stop list', () => {
    expect(() => decode(golden.with(8, 2))).toThrow('stop: format version 2, this reader knows 1');
    expect(() => decodeStopList(golden, 'other', 'stop')).toThrow('stop: not as the manifest says');
    expect(() => decode(encodeUtf8('<html>'))).toThrow('does not begin as a stop list begins');
  });
});
