import type { ObjectStore, StoredObject } from '../../../shared/corpus/object-store';

export type Operation = keyof ObjectStore;

export interface Interruptions {
  /** Runs before the request is made: may throw (it never is), or wait (it is late). */
  readonly before?: (operation: Operation, key: string) => Promise<void> | void;
  /** Runs after the request was carried out: may throw (the answer is lost). */
  readonly after?: (operation: Operation, key: string) => Promise<void> | void;
  /** What comes over the wire for a body. */
  readonly damage?: (key: string, object: StoredObject) => StoredObject;
}

/** The store as one process sees it to which something happens. */
export function interrupted(store: ObjectStore, { before, after, damage }: Interruptions): ObjectStore {
  const request = async <T>(operation: Operation, key: string, perform: () => Promise<T>): Promise<T> => {
    await before?.(operation, key);
    const answer = await perform();
    await after?.(operation, key);
    return answer;
  };
  return {
    get: (key, range) =>
      request('get', key, async () => {
        const found = await store.get(key, range);
        return found === undefined || damage === undefined ? found : damage(key, found);
      }),
    put: (key, body, condition) => request('put', key, () => store.put(key, body, condition)),
    list: (prefix, startAfter) => request('list', prefix, () => store.list(prefix, startAfter)),
    delete: (key) => request('delete', key, () => store.delete(key)),
  };
}

export class Crash extends Error {}

/** A hook that lets the first `passing` requests of the kind pass and crashes the process at every one after. */
export function crashAt(
  operation: Operation,
  key: RegExp,
  passing = 0,
): NonNullable<Interruptions['before']> {
  let met = 0;
  let crashed = false;
  return (happening, name) => {
    if (happening === operation && key.test(name)) crashed ||= met++ >= passing;
    if (crashed) throw new Crash(`crashed at ${operation} ${name}`);
  };
}

/** A hook that runs `meanwhile` at the first request of the kind. */
export function once(
  operation: Operation,
  key: RegExp,
  meanwhile: () => Promise<void> | void,
): NonNullable<Interruptions['before']> {
  let done = false;
  return async (happening, name) => {
    if (done || happening !== operation || !key.test(name)) return;
    done = true;
    await meanwhile();
  };
}
