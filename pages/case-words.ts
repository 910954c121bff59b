import { isDown } from '../shared/case/outcome';
import type { FollowedItem } from '../shared/desk/follow-case';
import { sentence } from './sentence';
import type { Words } from './words/en';

type Standing = Pick<FollowedItem, 'state' | 'orderedAt' | 'acknowledgedAt' | 'confirmedGoneAt'>;

/** How far it has come with an address. */
export type Progress = 'open' | 'ordered' | 'done' | 'other' | 'withdrawn';

export function progressOf(item: Standing): Progress {
  if (item.state === 'PENDING') return 'open';
  if (item.state === 'WITHDRAWN') return 'withdrawn';
  if (item.orderedAt === undefined) return 'other';
  const done = isDown(item) ? item.confirmedGoneAt : (item.confirmedGoneAt ?? item.acknowledgedAt);
  return done === undefined ? 'ordered' : 'done';
}

/** What has become of an address, as the letters say it, but for what the complainant did themselves; of an order only what was said or seen. */
export function itemWords({ follow: { items }, letters }: Words, item: Standing): string {
  if (item.state === 'WITHDRAWN') return sentence(items.withdrawnByYou);
  if (isDown(item) && item.confirmedGoneAt !== undefined) return sentence(items.gone);
  if (isDown(item) && item.acknowledgedAt !== undefined)
    return sentence(item.state === 'REMOVED' ? items.removed : items.takenDown);
  return sentence(letters.standing[item.state]);
}
