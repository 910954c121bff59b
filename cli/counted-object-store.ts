import type { ObjectStore } from '../shared/corpus/object-store';

/** What was asked of a store, each as one request to S3 that is billed by itself, and the bytes that it carried. */
export interface StoreUse {
  readonly puts: number;
  readonly gets: number;
  readonly lists: number;
  readonly deletes: number;
  readonly bytesPut: number;
  readonly bytesGot: number;
}

export const perArticle = (use: StoreUse, articles: number): StoreUse => {
  const each = (value: number): number => (articles === 0 ? 0 : value / articles);
  return {
    puts: each(use.puts),
    gets: each(use.gets),
    lists: each(use.lists),
    deletes: each(use.deletes),
    bytesPut: each(use.bytesPut),
    bytesGot: each(use.bytesGot),
  };
};

export interface CountedObjectStore extends ObjectStore {
  /** What was asked since the last call. */
  taken(): StoreUse;
}

/** S3 lists so many keys a request. */
const KEYS_A_LISTING = 1_000;

const nothing = () => ({ puts: 0, gets: 0, lists: 0, deletes: 0, bytesPut: 0, bytesGot: 0 });

/** The store, with every request counted, those too that find nothing or are refused. */
export function countedObjectStore(store: ObjectStore): CountedObjectStore {
  let use = nothing();
  return {
    async get(key, range) {
      use.gets++;
      const found = await store.get(key, range);
      use.bytesGot += found?.body.length ?? 0;
      return found;
    },
    async put(key, body, condition) {
      use.puts++;
      use.bytesPut += body.length;
      return store.put(key, body, condition);
    },
    async list(prefix, startAfter) {
      const keys = await store.list(prefix, startAfter);
      use.lists += Math.max(1, Math.ceil(keys.length / KEYS_A_LISTING));
      return keys;
    },
    async delete(key) {
      use.deletes++;
      return store.delete(key);
    },
    taken() {
      const taken = use;
      use = nothing();
      return taken;
    },
  };
}
