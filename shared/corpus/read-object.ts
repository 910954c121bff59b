import { Problem } from '../problem';
import type { ByteRange, ObjectStore, StoredObject } from './object-store';

/** An object that was named has been deleted since: what it held stands elsewhere by now. */
export class Gone extends Error {
  constructor(readonly object: string) {
    super(`${object}: gone`);
    this.name = 'Gone';
  }
}

/** The object is not what this code wrote, or is newer than this code: no use in asking the store again and again. */
export const isUnreadable = (error: unknown): error is Problem =>
  error instanceof Problem && (error.kind === 'corrupt' || error.kind === 'refused');

/**
 * Reads and opens an object; if that fails it is tried once more, for the wire may have damaged or broken off what came.
 * @throws Gone, or what the store or `open` throws.
 */
export async function readObject<T>(
  store: ObjectStore,
  name: string,
  open: (object: StoredObject) => T,
  range?: ByteRange,
): Promise<T> {
  const attempt = async (): Promise<T> => {
    const found = await store.get(name, range);
    if (found === undefined) throw new Gone(name);
    return open(found);
  };
  return attempt().catch((error: unknown) => {
    if (error instanceof Gone) throw error;
    return attempt();
  });
}
