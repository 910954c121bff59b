import type { Manifest } from './manifest';
import { stopListName } from './object-names';
import type { ObjectStore } from './object-store';
import { Gone, isUnreadable, readNamed } from './read-object';
import type { StopList } from './stop-list';
import { NO_STOP_LIST, stopListOf } from './stop-list';
import { decodeStopList } from './stop-list-format';

/** The stop lists a warm worker holds; each is read once for all the time that the manifest names it. */
export interface HeldStopLists {
  readonly of: (algorithm: string) => StopList;
  /** @returns whether any list changed, and what could not be read: the list before it is used meanwhile. */
  bringUpTo(
    named: Manifest['stopLists'],
  ): Promise<{ changed: boolean; gone: readonly string[]; unreadable: readonly string[] }>;
}

export function holdStopLists(store: ObjectStore, algorithms: readonly string[]): HeldStopLists {
  const held = new Map<string, { readonly id: string; readonly list: StopList }>();
  return {
    of: (algorithm) => held.get(algorithm)?.list ?? NO_STOP_LIST,
    async bringUpTo(named) {
      const gone: string[] = [];
      const unreadable: string[] = [];
      let changed = false;
      for (const { id, algorithm } of named) {
        if (!algorithms.includes(algorithm) || held.get(algorithm)?.id === id) continue;
        const object = stopListName(id);
        try {
          const list = await readNamed(store, object, ({ body }) =>
            stopListOf(decodeStopList(body, algorithm, object)),
          );
          held.set(algorithm, { id, list });
          changed = true;
        } catch (error) {
          if (error instanceof Gone) gone.push(object);
          else if (isUnreadable(error)) unreadable.push(error.message);
          else throw error;
        }
      }
      return { changed, gone, unreadable };
    },
  };
}
