import type { ItemState } from '../../shared/case/case';
import { ITEM_STATE_WORDS } from '../../shared/case/words';
import type { CaseView, ItemView } from '../desk/use-desk';

const DECIDED: readonly ItemState[] = ['DISABLED', 'REMOVED', 'AMENDED', 'KEPT'];

/** Of a decision that can still be taken back nothing has left: the page is yet to be disabled. */
export function standsAs(
  { waitsUntil, itemViews }: Pick<CaseView, 'waitsUntil' | 'itemViews'>,
  { state, decision }: Pick<ItemView, 'state' | 'decision'>,
): string {
  const last = Math.max(...itemViews.map((item) => item.decision?.version ?? 0));
  const waits = waitsUntil !== undefined && decision?.version === last;
  return waits && DECIDED.includes(state) ? `to be ${ITEM_STATE_WORDS[state]}` : ITEM_STATE_WORDS[state];
}
