import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { ObjectStore } from '../shared/corpus/object-store';

/** Objects as files, for a corpus larger than memory. One process at a time; it keeps no durability promise. */
export function folderObjectStore(folder: string): ObjectStore {
  const etags = new Map<string, string>();
  let written = 0;
  const pathOf = (key: string) => join(folder, key);
  const missing = (error: unknown): undefined => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  };

  return {
    async get(key, range) {
      const etag = etags.get(key) ?? '"0"';
      if (range === undefined) {
        const body = await readFile(pathOf(key)).catch(missing);
        return body && { body, etag };
      }
      const file = await open(pathOf(key)).catch(missing);
      if (file === undefined) return undefined;
      try {
        const body = new Uint8Array(range.end - range.start);
        const { bytesRead } = await file.read(body, 0, body.length, range.start);
        return { body: body.subarray(0, bytesRead), etag };
      } finally {
        await file.close();
      }
    },
    async put(key, body, condition) {
      const there = (await open(pathOf(key)).catch(missing))?.close();
      const allowed =
        condition === undefined ||
        ('ifMatch' in condition
          ? there !== undefined && (etags.get(key) ?? '"0"') === condition.ifMatch
          : there === undefined);
      await there;
      if (!allowed) return { outcome: 'precondition_failed' };
      mkdirSync(dirname(pathOf(key)), { recursive: true });
      await writeFile(pathOf(key), body);
      const etag = `"${++written}"`;
      etags.set(key, etag);
      return { outcome: 'stored', etag };
    },
    async list(prefix, startAfter) {
      const under = join(folder, prefix.slice(0, prefix.lastIndexOf('/') + 1));
      if (!existsSync(under)) return [];
      const keys = readdirSync(under, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
        .filter((key) => key.startsWith(prefix) && (startAfter === undefined || key > startAfter));
      return keys.sort();
    },
    async delete(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}
