import { sha256 } from '../desk/digest';
import type { RateCounter } from '../desk/desk';
import type { Table } from './table';

/** Counts per window in rows that the table's time to live clears away; who is counted stands there as a hash. */
export const openRateCounter = (desk: Table): RateCounter => ({
  count: (who, windowMs, endsAt) =>
    desk.count({ pk: `RATE#${sha256(who)}`, sk: `${windowMs}#${endsAt}` }, endsAt),
});
