import { Problem } from '../problem';
import type { ByteRange, ObjectStore, StoredObject } from './object-store';

/** The object is not what this code wrote, or is newer than this code: no use in asking the store again and again. */
export const isUnreadable = (error: unknown): error is Problem =>
  error instanceof Problem && (error.kind === 'corrupt' || error.kind === 'refused');

/**
 * Reads and opens an object, undefined if there is none; if that fails it is tried once more, for the wire may have
 * damaged or broken off what came.
 * @throws what the store or `open` throws.
 */
export async function readObject<T>(
  store: ObjectStore,
  name: string,
  open: (object: StoredObject) => T,
  range?: ByteRange,
): Promise<T | undefined> {
  const attempt = async (): Promise<T | undefined> => {
    const found = await store.get(name, range);
    return found && open(found);
  };
  return attempt().catch(attempt);
}

/** An object that was named has been deleted since: what it held stands elsewhere by now. */
export class Gone extends Error {
  constructor(readonly object: string) {
    super(`${object}: gone`);
    this.name = 'Gone';
  }
}

/** As readObject, of an object that a listing or the manifest names. @throws Gone as well. */
export async function readNamed<T>(
  ...[store, name, open, range]: Parameters<typeof readObject<T>>
): Promise<T> {
  const found = await readObject(store, name, open, range);
  if (found === undefined) throw new Gone(name);
  return found;
}
