import type { Item, ItemState } from './case';
import { canonicalJson } from './timeline';

/** What one judges an item by; two items that agree in all of it can be decided as one. */
export interface ItemFacts {
  readonly state: ItemState;
  readonly work: number;
  /** The verdict, or why nothing was compared. */
  readonly finding: string;
  /** Per cent of the page that is copied, from and to. */
  readonly copied?: readonly [from: number, to: number];
  /** What the licence registry answered. */
  readonly licence?: string;
  readonly elements: Item['elements'];
  readonly deficiencies: Item['deficiencies'];
  /** The case keeps it down already. */
  readonly held: boolean;
}

export interface ItemGroup {
  readonly facts: ItemFacts;
  /** Item numbers, ascending. */
  readonly items: readonly number[];
}

/** Bounds in per cent: within one of them the share of the page makes no difference to the eye that judges. */
const BOUNDS = [0, 15, 40, 75, 95, 100] as const;

/** Items with identical facts, each group in the order of its first item. The page's own source is no such fact. */
export function groupItems(items: readonly Item[]): readonly ItemGroup[] {
  const groups = new Map<string, { readonly facts: ItemFacts; readonly items: number[] }>();
  for (const item of items.toSorted((a, b) => a.no - b.no)) {
    const facts = factsOf(item);
    const key = canonicalJson(facts);
    const group = groups.get(key);
    if (group) group.items.push(item.no);
    else groups.set(key, { facts, items: [item.no] });
  }
  return [...groups.values()];
}

function factsOf({ state, work = 0, comparison, elements, deficiencies, hold }: Item): ItemFacts {
  const shared = { state, work, elements, deficiencies, held: hold !== undefined };
  if (comparison.outcome === 'pending') return { ...shared, finding: 'pending' };
  if (comparison.outcome === 'not_compared') return { ...shared, finding: comparison.why };
  const { verdict, articleCoverage, licence } = comparison.summary;
  return {
    ...shared,
    finding: verdict,
    copied: bandOf(articleCoverage * 100),
    ...(licence === undefined ? {} : { licence }),
  };
}

/** [from, to) and, of the last one, its end too. */
function bandOf(percent: number): readonly [number, number] {
  const at = Math.max(
    0,
    BOUNDS.findLastIndex((bound, index) => bound <= percent && index < BOUNDS.length - 1),
  );
  return [BOUNDS[at] ?? 0, BOUNDS[at + 1] ?? 100];
}
