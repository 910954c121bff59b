import type { ObjectStore } from '../../../shared/corpus/object-store';

/** Mulberry32: enough for drawing schedules, and the same ones for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What becomes of one request: `lost` is done but not answered, `refused` is neither, `frozen` is never answered. */
export type Fate = 'answered' | 'lost' | 'refused' | 'frozen';

export interface Interleaving {
  /** The store as one process sees it: each of its requests waits until the schedule lets it happen. */
  store(fate?: () => Fate): ObjectStore;
  /** How many requests have happened: the only clock there is. */
  readonly now: number;
  /** Lets requests happen one at a time, in random order, until every process is done or frozen. */
  run(): Promise<void>;
}

/**
 * Interleaves processes at every request to the store. Between two requests a process touches nothing that is
 * shared, so these are all the interleavings there are.
 */
export function interleave(shared: ObjectStore, random: () => number): Interleaving {
  const waiting: { readonly process: symbol; readonly happen: () => void }[] = [];
  /** How often the process that was last goes on: some schedules change at every step, in some a process stalls long. */
  const persistence = random();
  let last: symbol | undefined;
  let now = 0;
  let happening: Promise<unknown> = Promise.resolve();

  const request = async <T>(process: symbol, fate: Fate, perform: () => Promise<T>): Promise<T> => {
    await new Promise<void>((happen) => void waiting.push({ process, happen }));
    now++;
    if (fate === 'refused') throw new Error('the connection was refused');
    const performed = perform();
    happening = performed.catch(() => undefined);
    const answer = await performed;
    if (fate === 'lost') throw new Error('the connection broke before the answer');
    if (fate === 'frozen') await new Promise(() => {});
    return answer;
  };

  return {
    get now() {
      return now;
    },
    store(fate = () => 'answered') {
      const process = Symbol();
      return {
        get: (key, range) => request(process, fate(), () => shared.get(key, range)),
        put: (key, body, condition) => request(process, fate(), () => shared.put(key, body, condition)),
        list: (prefix, startAfter) => request(process, fate(), () => shared.list(prefix, startAfter)),
        delete: (key) => request(process, fate(), () => shared.delete(key)),
      };
    },
    async run() {
      for (;;) {
        // Runs once no process has anything left to do but wait for the store, which may take its time itself.
        await happening;
        await new Promise<void>((quiet) => process.nextTick(quiet));
        if (waiting.length === 0) return;
        const again = random() < persistence ? waiting.findIndex(({ process }) => process === last) : -1;
        const next = again >= 0 ? again : Math.floor(random() * waiting.length);
        const [{ process: goesOn, happen }] = waiting.splice(next, 1) as [(typeof waiting)[number]];
        last = goesOn;
        happen();
        // The request begins in a microtask.
        await Promise.resolve();
      }
    },
  };
}
