import type { CaseHead, Effect, Hold, Item } from './case';
import { cms } from './effects';
import type { DecideContext } from './transition';

export const isActive = (hold: Hold): boolean => hold.to === undefined;

/** The rule of the house: visible iff no active hold stands, whosever it is. */
export const isVisible = (holds: readonly Hold[]): boolean => !holds.some(isActive);

/** The item with this case's hold on it, and the row that says so; an address without an article has no row. */
export function placeHold(
  head: CaseHead,
  item: Item,
  kind: Hold['kind'],
  { now }: DecideContext,
): { readonly item: Item; readonly holds: readonly Hold[] } {
  const hold = { kind, from: item.hold?.from ?? now };
  return { item: { ...item, hold }, holds: rows(head, item, hold) };
}

/**
 * The item without this case's hold. The page comes back only if no other hold stands on its article, of another case
 * or of another item of this one: what is down for two reasons stays down.
 */
export function liftHold(
  head: CaseHead,
  item: Item,
  context: DecideContext,
  data: Readonly<Record<string, unknown>>,
  /** Items lifted in the same change: their holds no longer count. */
  liftedToo: readonly number[] = [],
): { readonly item: Item; readonly holds: readonly Hold[]; readonly effects: readonly Effect[] } {
  const { hold, ...free } = item;
  if (hold === undefined) return { item, holds: [], effects: [] };
  const others = context.holds.filter(
    ({ articleId, caseId, itemNo }) =>
      articleId === item.articleId &&
      !(caseId === head.id && (itemNo === item.no || liftedToo.includes(itemNo))),
  );
  return {
    item: free,
    holds: rows(head, item, { ...hold, to: context.now }),
    effects: isVisible(others) ? [cms(head, item, 'item.restore', data)] : [],
  };
}

const rows = (head: CaseHead, item: Item, hold: Pick<Hold, 'kind' | 'from' | 'to'>): readonly Hold[] =>
  item.articleId === undefined
    ? []
    : [{ articleId: item.articleId, caseId: head.id, itemNo: item.no, ...hold }];
