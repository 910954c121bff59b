import type { Item } from './case';

const NAMED = 5;

/** Who decided what, for somebody who comes to decide it again; of many items the first few. Empty where none is. */
export function standingDecisions(items: readonly Pick<Item, 'no' | 'decision'>[]): string {
  const decided = items.flatMap(({ no, decision }) =>
    decision
      ? [
          `${decision.decidedBy.id} decided item ${no}: ${decision.actions.join(', ')}, at ${decision.decidedAt}`,
        ]
      : [],
  );
  const more = decided.length - NAMED;
  return [...decided.slice(0, NAMED), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
