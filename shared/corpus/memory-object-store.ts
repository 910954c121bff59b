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

/** UTF-8 byte order. UTF-16 differs from it only in putting surrogates before U+E000. */
function inByteOrder(left: string, right: string): number {
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = rank(left.charCodeAt(i)) - rank(right.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

const rank = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);
