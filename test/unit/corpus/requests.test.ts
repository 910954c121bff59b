import { instant } from '../../../shared/clock/instant';
import { collect } from '../../../shared/corpus/collect';
import { compact } from '../../../shared/corpus/compact';
import { type Corpus, openCorpus } from '../../../shared/corpus/corpus';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import type { ObjectStore } from '../../../shared/corpus/object-store';
import { ALGORITHM, entry, query, ulid } from './corpus-fixtures';

/** Notes every request as `operation key`, ULIDs left out. */
function noting(store: ObjectStore, requests: string[]): ObjectStore {
  const note = (operation: string, key: string) =>
    requests.push(`${operation} ${key.replace(/[0-9A-Z]{26}/, '…')}`);
  return {
    get: (key, range) => (note(range === undefined ? 'GET' : 'GET part of', key), store.get(key, range)),
    put: (key, body, condition) => (note('PUT', key), store.put(key, body, condition)),
    list: (prefix, startAfter) => (note('LIST', prefix), store.list(prefix, startAfter)),
    delete: (key) => (note('DELETE', key), store.delete(key)),
  };
}

describe('what a batch asks of S3', () => {
  const store = memoryObjectStore();
  const corpusOn = (on: ObjectStore) => openCorpus(on, { algorithms: [ALGORITHM] });
  let lastId = 0;
  const newId = () => ulid(++lastId);
  const other = (articleId: string) => corpusOn(store).register([entry(articleId, [1])], newId());
  const requests: string[] = [];
  const worker = corpusOn(noting(store, requests));
  const batch = async (articleId: string): Promise<readonly string[]> => {
    requests.length = 0;
    await worker.register([entry(articleId, [1])], newId());
    await worker.lookUp([query(articleId, [1])]);
    return [...requests];
  };

  it('is four requests in a young corpus, its own pack never read back', async () => {
    expect(await batch('a')).toEqual(['PUT l0/….pack', 'LIST l0/', 'GET manifest', 'LIST manifest-log/']);
  });

  it('is one more for each pack of others that is new to it', async () => {
    await other('b');
    await other('c');
    expect((await batch('d')).slice(4)).toEqual(['GET l0/….pack', 'GET l0/….pack']);
    expect((await batch('e')).slice(4)).toEqual([]);
  });

  it('is three once there is a manifest; a run is read once, its absorbed packs no more', async () => {
    await compact(store, { newId, minPacks: 2 });
    const base = ['PUT l0/….pack', 'LIST l0/', 'GET manifest'];
    expect(await batch('f')).toEqual([...base, 'GET part of text/….pack', 'GET run/1/…/0000.seg']);
    expect(await batch('g')).toEqual(base);
    requests.length = 0;
    await corpusOn(noting(store, requests)).lookUp([]);
    const own = ['GET l0/….pack', 'GET l0/….pack'];
    expect(requests.toSorted()).toEqual(
      ['LIST l0/', 'GET manifest', 'GET part of text/….pack', 'GET run/1/…/0000.seg', ...own].toSorted(),
    );
    await collect(store, { orphansBefore: instant(0) });
    expect(await batch('h')).toEqual(base);
  });

  const readsOf = async (reader: Corpus, articleId: string): Promise<readonly string[]> => {
    const { answers } = await reader.lookUp([query('q', [1])]);
    const found = answers[0]!.candidates.find(({ ref }) => ref.articleId === articleId);
    requests.length = 0;
    for (let time = 0; time < 2; time++)
      expect((await reader.read(found!.ref)).text).toBe(`The text of ${articleId}.`);
    return [...requests];
  };

  it('is none for a text that came with a pack it wrote or loaded, though it was merged since', async () => {
    expect(await readsOf(worker, 'a')).toEqual([]);
    expect(await readsOf(worker, 'b')).toEqual([]);
  });

  it('is one part of an object for each other text that is read, the first time', async () => {
    expect(await readsOf(corpusOn(noting(store, requests)), 'a')).toEqual(['GET part of text/….pack']);
  });

  it('is one for a text that several articles want at once', async () => {
    const reader = corpusOn(noting(store, requests));
    const { ref } = (await reader.lookUp([query('q', [1])])).answers[0]!.candidates[0]!;
    requests.length = 0;
    await Promise.all([reader.read(ref), reader.read(ref), reader.read(ref)]);
    expect(requests).toHaveLength(1);
  });

  // How fresh the corpus is: nothing is waited for between an article's commit and its being found.
  it('is a listing, the manifest and the one new pack until a warm worker finds what another has just registered', async () => {
    await worker.lookUp([]);
    await corpusOn(store).register([entry('fresh', [777])], newId());
    requests.length = 0;
    const { answers, incomplete } = await worker.lookUp([query('copy', [777])]);
    expect(answers[0]!.candidates.map(({ ref }) => ref.articleId)).toEqual(['fresh']);
    expect(incomplete).toEqual([]);
    expect(requests).toEqual(['LIST l0/', 'GET manifest', 'GET l0/….pack']);
  });

  it('is one more for a text that came damaged with its pack', async () => {
    const damaging: ObjectStore = {
      ...store,
      get: async (key, range) => {
        const found = await store.get(key, range);
        if (found === undefined || range !== undefined || !key.startsWith('l0/')) return found;
        const at = Buffer.from(found.body).indexOf('text of g');
        return at < 0 ? found : { ...found, body: found.body.with(at, found.body[at]! ^ 1) };
      },
    };
    const reader = corpusOn(noting(damaging, requests));
    expect(await readsOf(reader, 'h')).toEqual([]);
    expect(await readsOf(reader, 'g')).toEqual(['GET part of l0/….pack']);
  });
});
