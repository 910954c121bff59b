import type { Tombstones } from './candidates';
import { revisionKey } from './record';
import type { Directory, StoredRecord } from './record';

interface Chosen {
  readonly number: number;
  readonly record: StoredRecord;
}

/**
 * Which records of many directories, numbered one directory after the other, live on when they are merged: of
 * equal entries the one accepted first; none that a tombstone among them covers; every tombstone.
 */
export function survivingRecords(directories: readonly Directory[]): ReadonlyMap<number, StoredRecord> {
  const tombstones = tombstonesIn(directories);
  const chosen = new Map<string, Chosen>();
  let number = 0;
  for (const directory of directories) {
    for (let i = 0; i < directory.count; i++, number++) {
      const record = directory.record(i);
      const through = tombstones.get(record.articleId) ?? -1;
      if (record.withdrawn ? record.version < through : record.version <= through) continue;
      const key = `${record.withdrawn} ${revisionKey(record)}`;
      const before = chosen.get(key);
      if (before === undefined || record.firstSeenAt < before.record.firstSeenAt)
        chosen.set(key, { number, record });
    }
  }
  const inOrder = [...chosen.values()].sort((a, b) => a.number - b.number);
  return new Map(inOrder.map((survivor) => [survivor.number, survivor.record]));
}

/** The highest withdrawn revision of each article that has a tombstone in the directories. */
export function tombstonesIn(directories: Iterable<Directory>): Tombstones {
  const found = new Map<string, number>();
  for (const directory of directories)
    for (let i = 0; i < directory.count; i++) {
      if (!directory.peek(i).withdrawn) continue;
      const { articleId, version } = directory.record(i);
      found.set(articleId, Math.max(version, found.get(articleId) ?? 0));
    }
  return found;
}
