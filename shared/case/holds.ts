import type { CaseHead, Hold, Item } from './case';
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

/** The item without this case's hold, and the row that says so. */
export function liftHold(
  head: CaseHead,
  item: Item,
  { now }: DecideContext,
): { readonly item: Item; readonly holds: readonly Hold[] } {
  const { hold, ...free } = item;
  return hold === undefined
    ? { item, holds: [] }
    : { item: free, holds: rows(head, item, { ...hold, to: now }) };
}

/**
 * Lifts the holds of these items. Their pages come back only where no other hold stands on the article, of another
 * case or of another address of this one: what is down for two reasons stays down.
 */
export function liftHolds(
  head: CaseHead,
  items: readonly Item[],
  context: DecideContext,
): {
  readonly items: readonly Item[];
  readonly holds: readonly Hold[];
  readonly comingBack: readonly Item[];
} {
  const lifted = items.map((item) => liftHold(head, item, context));
  const holds = lifted.flatMap((each) => each.holds);
  const visible = visibleAfter(context, holds);
  return {
    items: lifted.map(({ item }) => item),
    holds,
    comingBack: items.filter((item) => item.hold !== undefined && visible(item)),
  };
}

/** Whether an item's article is visible once `changes` are written over the holds that stand. */
export function visibleAfter(
  { holds }: DecideContext,
  changes: readonly Hold[],
): (item: Pick<Item, 'articleId'>) => boolean {
  const after = new Map(
    [...holds, ...changes].map((hold) => [`${hold.articleId} ${hold.caseId} ${hold.itemNo}`, hold]),
  );
  return ({ articleId }) => isVisible([...after.values()].filter((hold) => hold.articleId === articleId));
}

/**
 * Whether the holds that `lifted` ends had come to stand alone for an item's page: others had held it and given it up, and
 * did not bring it back because of these. A page that nothing else ever held was never taken down.
 */
export function heldByThisAlone(
  context: DecideContext,
  lifted: readonly Hold[],
): (item: Pick<Item, 'articleId'>) => boolean {
  const visible = visibleAfter(context, lifted);
  const ended = lifted.filter((hold) => !isActive(hold));
  const isLifted = (hold: Hold) =>
    ended.some(({ caseId, itemNo }) => hold.caseId === caseId && hold.itemNo === itemNo);
  const others = context.holds.filter((hold) => !isLifted(hold));
  return (item) =>
    ended.some(({ articleId }) => articleId === item.articleId) &&
    others.some(({ articleId }) => articleId === item.articleId) &&
    visible(item);
}

const rows = (head: CaseHead, item: Item, hold: Pick<Hold, 'kind' | 'from' | 'to'>): readonly Hold[] =>
  item.articleId === undefined
    ? []
    : [{ articleId: item.articleId, caseId: head.id, itemNo: item.no, ...hold }];
