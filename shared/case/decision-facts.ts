import type { Decision, Item } from './case';
import type { DecideContext } from './transition';

/**
 * A decision as the timeline keeps it. Of the reviewer's own words it keeps the hash: they may hold personal data, and the
 * entry can never be taken back.
 */
export const decisionFacts = (
  no: Item['no'],
  { actions, reasonCode, reason, evidenceSha256 }: Decision,
  { sha256 }: Pick<DecideContext, 'sha256'>,
) => ({ item: no, actions, reasonCode, reasonSha256: sha256(reason), evidenceSha256 });

/** Those of items that were just decided, with where each of them then stands. */
export const decidedFacts = (items: readonly Item[], context: Pick<DecideContext, 'sha256'>) =>
  items.flatMap(({ no, state, decision }) =>
    decision ? [{ ...decisionFacts(no, decision, context), state }] : [],
  );
