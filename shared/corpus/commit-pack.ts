import { Problem } from '../problem';
import { equalBytes } from './byte-stream';
import type { ObjectStore } from './object-store';

const ATTEMPTS = 3;

/**
 * Creates an object under a name that is used once, and returns only when it is sure to be there: its existence is
 * the commit. An answer lost in transit says nothing, so what stands under the name is read back and compared.
 * A pack that was stored, absorbed and collected while its answer was lost is stored again: its entries are then
 * there twice, and readers count equal entries once.
 * @throws Problem `conflict` if other bytes stand under the name, `unavailable` if it could not be stored.
 */
export async function commitPack(store: ObjectStore, name: string, bytes: Uint8Array): Promise<void> {
  let cause: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      const { outcome } = await store.put(name, bytes, { ifNoneMatch: '*' });
      if (outcome === 'stored') return;
    } catch (error) {
      cause = error;
    }
    const there = await store.get(name).catch(() => undefined);
    if (there === undefined) continue;
    if (equalBytes(there.body, bytes)) return;
    throw new Problem('conflict', `${name}: other bytes stand under this name; use a new ULID`);
  }
  throw new Problem('unavailable', `${name}: could not be stored; send the batch again`, { cause });
}
