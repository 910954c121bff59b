import type { Instant } from '../clock/instant';
import { endedAt, type SlaClock } from '../clock/sla-clock';
import type { CaseFile, CasePolicy } from './case';
import { withClock } from './case-clocks';
import type { Change } from './change';
import type { EventOf } from './event';
import { newItem } from './new-item';
import { pageSubject } from './subject';
import type { Unchanged } from './transition';

/** URLs named at receipt share the case's clock; one named later has its own 24 hours. */
export function addItems(
  { head, items }: CaseFile,
  { items: added, receivedAt, itemCount = 0 }: EventOf<'items_added'>,
): Change | Unchanged {
  const [named] = added;
  if (named === undefined) return { outcome: 'unchanged' };
  const first = (items.at(-1)?.no ?? 0) + 1;
  const fresh = added.map((item, index) => newItem(item, first + index, receivedAt));
  const numbers = fresh.map(({ no }) => no);
  const later = receivedAt > head.receivedAt;
  const clocks = later
    ? LATER_CLOCKS.reduce(
        (running, kind) => counting(running, head.policy, kind, receivedAt, numbers),
        head.clocks,
      )
    : head.clocks;
  return {
    outcome: 'change',
    head: {
      ...head,
      clocks,
      itemCount: Math.max(head.itemCount, items.length + fresh.length, itemCount),
      ...(items.length === 0 && { subject: { ...head.subject, ...pageSubject(named) } }),
    },
    items: fresh,
    steps: [{ event: 'items_added', to: head.state, facts: { first, last: numbers.at(-1), receivedAt } }],
    material: true,
  };
}

const LATER_CLOCKS = ['decide', 'confirm_gone'] as const;

/** What arrived together has one clock, in however many writes it is stored. */
function counting(
  clocks: readonly SlaClock[],
  policy: CasePolicy,
  kind: (typeof LATER_CLOCKS)[number],
  receivedAt: Instant,
  numbers: readonly number[],
): readonly SlaClock[] {
  const theirs = clocks.find(
    (clock) => clock.kind === kind && clock.startedAt === receivedAt && clock.items && !endedAt(clock),
  );
  if (!theirs) return withClock(clocks, policy, kind, receivedAt, numbers);
  return clocks.map((clock) =>
    clock === theirs ? { ...clock, items: [...(clock.items ?? []), ...numbers] } : clock,
  );
}
