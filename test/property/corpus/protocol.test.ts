import { L0, MANIFEST, MANIFEST_LOG } from '../../../shared/corpus/object-names';
import type { ObjectStore, StoredObject } from '../../../shared/corpus/object-store';
import { encodePack } from '../../../shared/corpus/pack';
import { emptyPostings } from '../../../shared/corpus/postings';
import { ALGORITHM } from '../../unit/corpus/corpus-fixtures';
import type { Rules } from './protocol-model';
import { violation } from './protocol-model';

const SCHEDULES = 20_000;

const EMPTY_PACK = encodePack({
  algorithm: ALGORITHM,
  postings: emptyPostings(0),
  documents: 0,
  records: [],
}).bytes;

/** Reads the manifest before it lists, and hands out what it read when it is asked afterwards. */
function manifestFirst(store: ObjectStore): ObjectStore {
  let manifest: StoredObject | undefined;
  let log: readonly string[] = [];
  return {
    ...store,
    list: async (prefix, startAfter) => {
      if (prefix === MANIFEST_LOG) return log;
      manifest = await store.get(MANIFEST);
      log = manifest === undefined ? [] : await store.list(MANIFEST_LOG);
      return store.list(prefix, startAfter);
    },
    get: async (key, range) => (key === MANIFEST ? manifest : store.get(key, range)),
  };
}

/** Takes a pack that is gone for an empty one, where the rule is to start again. */
function goneIsEmpty(store: ObjectStore): ObjectStore {
  return {
    ...store,
    get: async (key, range) => {
      const found = await store.get(key, range);
      return found === undefined && key.startsWith(L0) ? { body: EMPTY_PACK, etag: '' } : found;
    },
  };
}

/** Deletes without having put the manifest anew. */
const withoutBump = (store: ObjectStore): ObjectStore => ({
  ...store,
  put: async (key, body, condition) =>
    key.startsWith(MANIFEST) ? { outcome: 'stored', etag: '' } : store.put(key, body, condition),
});

/** Looks up once and believes what it has seen ever after. */
function frozenListing(store: ObjectStore): ObjectStore {
  const listed = new Map<string, Promise<readonly string[]>>();
  return {
    ...store,
    list: (prefix) => {
      if (!listed.has(prefix)) listed.set(prefix, store.list(prefix));
      return listed.get(prefix)!;
    },
  };
}

async function firstBroken(rules: Rules | undefined, schedules: number): Promise<string | undefined> {
  for (let seed = 1; seed <= schedules; seed++) {
    const broken = await violation(seed, rules);
    if (broken !== undefined) return `schedule ${seed}: ${broken}`;
  }
  return undefined;
}

describe('the protocol, interleaved at every request', () => {
  it(`loses nothing and misses no pair in ${SCHEDULES} random schedules`, async () => {
    expect(await firstBroken(undefined, SCHEDULES)).toBeUndefined();
  }, 300_000);

  it.each<[string, Rules]>([
    ['LIST before the manifest', { readerStore: manifestFirst }],
    ['start again when a pack is gone', { readerStore: goneIsEmpty }],
    ['LIST anew each time', { readerStore: frozenListing }],
    ['put the manifest anew before deleting', { collectorStore: withoutBump }],
    ['register, then look up', { lookUpFirst: true }],
    ['withdraw, then look for copies', { copiesFirst: true }],
    ['register, then ask what the source says', { askFirst: true }],
  ])('breaks without the rule: %s', async (_, rules) => {
    expect(await firstBroken(rules, SCHEDULES)).toBeDefined();
  });
});
