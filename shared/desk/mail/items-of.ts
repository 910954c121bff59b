import type { Effect } from '../../case/case';

/** The numbers of the items that a mail is about; absent where it is about all. */
export function itemsOf({ data }: Extract<Effect, { kind: 'mail' }>): { readonly items?: readonly number[] } {
  const { items } = data;
  return Array.isArray(items) ? { items: items.filter((no) => typeof no === 'number') } : {};
}
