import type { CaseFile } from './case';
import { withClock } from './case-clocks';
import type { Change } from './change';
import type { EventOf } from './event';
import { newItem } from './new-item';
import type { Unchanged } from './transition';

/** URLs named at receipt share the case's clock; one named later has its own 24 hours. */
export function addItems(
  { head, items }: CaseFile,
  { items: added, receivedAt }: EventOf<'items_added'>,
): Change | Unchanged {
  if (added.length === 0) return { outcome: 'unchanged' };
  const first = (items.at(-1)?.no ?? 0) + 1;
  const fresh = added.map((item, index) => newItem(item, first + index, receivedAt));
  const numbers = fresh.map(({ no }) => no);
  const later = receivedAt > head.receivedAt;
  const clocks = later
    ? withClock(
        withClock(head.clocks, head.policy, 'decide', receivedAt, numbers),
        head.policy,
        'confirm_gone',
        receivedAt,
        numbers,
      )
    : head.clocks;
  return {
    outcome: 'change',
    head: { ...head, clocks, itemCount: Math.max(head.itemCount, items.length + fresh.length) },
    items: fresh,
    steps: [{ event: 'items_added', to: head.state, facts: { first, last: numbers.at(-1), receivedAt } }],
    material: true,
  };
}
