import type { Instant } from '../clock/instant';
import type { Item } from './case';
import type { NewItem } from './event';

/** A URL becomes an item of the case. */
export function newItem(item: NewItem, no: number, receivedAt: Instant): Item {
  const { snapshot, comparison, title: _subject, ...rest } = item;
  return {
    ...rest,
    no,
    receivedAt,
    state: 'PENDING',
    comparison: comparison ?? { outcome: 'pending' },
    ...(snapshot ? { snapshotKey: snapshot.key, snapshotSha256: snapshot.sha256 } : {}),
  };
}
