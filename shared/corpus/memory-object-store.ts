import type { ObjectStore, PutCondition, StoredObject } from './object-store';

/**
 * An ObjectStore in memory with S3's conditional semantics: for `copydesk scan`, the browser and tests.
 * Bodies are copied on the way in and handed out as views: what was stored never changes under a reader.
 */
export function memoryObjectStore(): ObjectStore {
  const objects = new Map<string, StoredObject>();
  let written = 0;

  const allows = (key: string, condition: PutCondition | undefined): boolean => {
    if (condition === undefined) return true;
    const there = objects.get(key);
    return 'ifMatch' in condition ? there?.etag === condition.ifMatch : there === undefined;
  };

  return {
    async get(key, range) {
      const found = objects.get(key);
      if (found === undefined || range === undefined) return found;
      return { body: found.body.subarray(range.start, range.end), etag: found.etag };
    },
    async put(key, body, condition) {
      if (!allows(key, condition)) return { outcome: 'precondition_failed' };
      const etag = `"${++written}"`;
      objects.set(key, { body: body.slice(), etag });
      return { outcome: 'stored', etag };
    },
    async list(prefix, startAfter) {
      const keys = [...objects.keys()].filter(
        (key) => key.startsWith(prefix) && (startAfter === undefined || inByteOrder(key, startAfter) > 0),
      );
      return keys.sort(inByteOrder);
    },
    async delete(key) {
      objects.delete(key);
    },
  };
}

const utf8 = new TextEncoder();

/** UTF-8 byte order, which differs from UTF-16 order above U+D7FF. */
function inByteOrder(left: string, right: string): number {
  const a = utf8.encode(left);
  const b = utf8.encode(right);
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
