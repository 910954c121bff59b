import type { CaseFile } from './case';
import type { Change } from './change';
import type { EventOf } from './event';
import { type DecideContext, type Refusal, refusal, type Unchanged } from './transition';

/** Of one item; more would be somebody's archive. */
const MAX_DATES = 20;

/** What a person found on when a text was there goes into the file, beside what our own records say. */
export function recordDate(
  { head, items }: CaseFile,
  { item: no, dated }: EventOf<'date_recorded'>,
  { now }: DecideContext,
): Change | Refusal | Unchanged {
  const item = items.find((each) => each.no === no);
  if (item === undefined) return refusal('refused', `this case has no item ${no}`, { item: no });
  if (dated.at > now) return refusal('refused', `${dated.at} is still to come`, { at: dated.at });
  const known = item.dated ?? [];
  const isKnown = known.some(
    ({ side, rung, at, source }) =>
      side === dated.side && rung === dated.rung && at === dated.at && source === dated.source,
  );
  if (isKnown) return { outcome: 'unchanged' };
  if (known.length >= MAX_DATES)
    return refusal('refused', `item ${no} has ${MAX_DATES} dates already`, { item: no });
  return {
    outcome: 'change',
    head,
    items: [{ ...item, dated: [...known, dated] }],
    steps: [{ event: 'date_recorded', to: head.state, facts: { item: no, ...dated } }],
    material: true,
  };
}
