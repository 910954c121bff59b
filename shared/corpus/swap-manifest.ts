import { Problem } from '../problem';
import { equalBytes } from './byte-stream';
import type { Manifest, ReadManifest } from './manifest';
import { encodeManifest, readManifest } from './manifest';
import { MANIFEST, manifestLogName } from './object-names';
import type { ObjectStore, PutCondition } from './object-store';

const ATTEMPTS = 3;

/**
 * Replaces the manifest by its next version if it is still the one that was read.
 *
 * Before version n + 1 is put, version n stands in the log. So whoever put version n and got no answer can find out
 * what became of it, however much later: it is the manifest, or it is in the log, or it never was. `superseded` is
 * certain: no request still under way can make `next` the manifest any more.
 * @throws Problem `unavailable` if it stayed unknown; `next` may yet become the manifest then.
 */
export async function swapManifest(
  store: ObjectStore,
  read: ReadManifest,
  next: Omit<Manifest, 'version'>,
): Promise<'swapped' | 'superseded'> {
  const { manifest, object } = read;
  const version = manifest.version + 1;
  const bytes = encodeManifest({ ...next, version });
  const condition: PutCondition = object === undefined ? { ifNoneMatch: '*' } : { ifMatch: object.etag };
  if (object !== undefined)
    await store.put(manifestLogName(manifest.version), object.body, { ifNoneMatch: '*' });

  let cause: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      const { outcome } = await store.put(MANIFEST, bytes, condition);
      // A request that was repeated on its way fails on its own success: ask what stands there.
      return outcome === 'stored' || (await wasStored(store, version, bytes)) ? 'swapped' : 'superseded';
    } catch (error) {
      cause = error;
    }
  }
  throw new Problem('unavailable', `${MANIFEST}: not known whether version ${version} was stored`, { cause });
}

async function wasStored(store: ObjectStore, version: number, bytes: Uint8Array): Promise<boolean> {
  const now = await readManifest(store);
  const then = now.manifest.version === version ? now.object : await store.get(manifestLogName(version));
  return then !== undefined && equalBytes(then.body, bytes);
}
