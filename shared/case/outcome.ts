import type { Item, ItemState, Outcome } from './case';

const DOWN: readonly ItemState[] = ['DISABLED', 'REMOVED'];

export const isDown = ({ state }: Pick<Item, 'state'>): boolean => DOWN.includes(state);

/** Something was done about it. */
export const isActedOn = (item: Pick<Item, 'state'>): boolean => isDown(item) || item.state === 'AMENDED';

/** All down = UPHELD, something done = PARTIAL, nothing = REJECTED. Withdrawn items no longer count. */
export function outcomeOf(items: readonly Item[]): Outcome {
  const standing = items.filter(({ state }) => state !== 'WITHDRAWN');
  if (!standing.some(isActedOn)) return 'REJECTED';
  return standing.every(isDown) ? 'UPHELD' : 'PARTIAL';
}
