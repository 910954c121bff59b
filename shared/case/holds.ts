import { canonicalUrl } from '../article/canonical-url';
import type { ArticleId } from '../ids';
import type { CaseHead, Hold, Item } from './case';
import type { DecideContext } from './transition';

type Page = Pick<Item, 'articleId' | 'url'>;

/** What a hold stands on: the article, or, where an address of ours leads to none, the page at it. */
export const heldOn = ({ articleId, url }: Page, sha256: DecideContext['sha256']): ArticleId =>
  articleId ?? (`page-${sha256(canonicalUrl(url) ?? url)}` as ArticleId);

export const isActive = (hold: Hold): boolean => hold.to === undefined;

/** The rule of the house: visible iff no active hold stands, whosever it is. */
export const isVisible = (holds: readonly Hold[]): boolean => !holds.some(isActive);

/** The item with this case's hold on it, and the row that says so. */
export function placeHold(
  head: CaseHead,
  item: Item,
  kind: Hold['kind'],
  context: DecideContext,
): { readonly item: Item; readonly holds: readonly Hold[] } {
  const hold = { kind, from: item.hold?.from ?? context.now };
  return { item: { ...item, hold }, holds: [row(head, item, hold, context)] };
}

/** The item without this case's hold, and the row that says so. */
export function liftHold(
  head: CaseHead,
  item: Item,
  context: DecideContext,
): { readonly item: Item; readonly holds: readonly Hold[] } {
  const { hold, ...free } = item;
  return hold === undefined
    ? { item, holds: [] }
    : { item: free, holds: [row(head, item, { ...hold, to: context.now }, context)] };
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
  { holds, sha256 }: DecideContext,
  changes: readonly Hold[],
): (item: Page) => boolean {
  const after = new Map(
    [...holds, ...changes].map((hold) => [`${hold.articleId} ${hold.caseId} ${hold.itemNo}`, hold]),
  );
  return (item) => {
    const page = heldOn(item, sha256);
    return isVisible([...after.values()].filter((hold) => hold.articleId === page));
  };
}

/**
 * Whether the holds that `lifted` ends had come to stand alone for an item's page: others had held it and given it up, and
 * did not bring it back because of these. A page that nothing else ever held was never taken down.
 */
export function heldByThisAlone(context: DecideContext, lifted: readonly Hold[]): (item: Page) => boolean {
  const visible = visibleAfter(context, lifted);
  const ended = lifted.filter((hold) => !isActive(hold));
  const isLifted = (hold: Hold) =>
    ended.some(({ caseId, itemNo }) => hold.caseId === caseId && hold.itemNo === itemNo);
  const others = context.holds.filter((hold) => !isLifted(hold));
  return (item) => {
    const page = heldOn(item, context.sha256);
    const isOn = ({ articleId }: Hold) => articleId === page;
    return ended.some(isOn) && others.some(isOn) && visible(item);
  };
}

const row = (
  head: CaseHead,
  item: Item,
  hold: Pick<Hold, 'kind' | 'from' | 'to'>,
  { sha256 }: DecideContext,
): Hold => ({ articleId: heldOn(item, sha256), caseId: head.id, itemNo: item.no, ...hold });
