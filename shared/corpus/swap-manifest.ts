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
  if (object !== undefined) await log(store, manifest.version, object.body);

  let cause: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      const { outcome } = await store.put(MANIFEST, bytes, condition);
      // A request repeated on its way loses to its own success: ask what became of it.
      const fate = outcome === 'stored' ? 'swapped' : await fateOf(store, version, bytes);
      if (fate === 'swapped') await log(store, version, bytes).catch(() => undefined);
      if (fate !== 'open') return fate;
    } catch (error) {
      cause = error;
    }
  }
  throw new Problem('unavailable', `${MANIFEST}: not known whether version ${version} was stored`, { cause });
}

const log = (store: ObjectStore, version: number, bytes: Uint8Array) =>
  store.put(manifestLogName(version), bytes, { ifNoneMatch: '*' });

/** `open` as long as the version before still stands: a request of ours may be on its way. */
async function fateOf(
  store: ObjectStore,
  version: number,
  bytes: Uint8Array,
): Promise<'swapped' | 'superseded' | 'open'> {
  const now = await readManifest(store);
  if (now.manifest.version < version) return 'open';
  const then = now.manifest.version === version ? now.object : await store.get(manifestLogName(version));
  return then !== undefined && equalBytes(then.body, bytes) ? 'swapped' : 'superseded';
}
