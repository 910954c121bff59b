import { type CaseFile, type CaseHead, type Item, PRIORITIES, type Priority } from './case';
import { cancelAll } from './case-clocks';
import { atOnce, type Change } from './change';
import { mail, mailIfConcerned } from './effects';
import type { EventOf } from './event';
import { withFlags } from './flags';
import { refuseIfOthersWork, withoutLease } from './lease';
import { type DecideContext, type Refusal, refusal, type Unchanged } from './transition';

/** The same complaint twice: this case ends, the other goes on (and absorbs this one's earlier receipt). */
export function merge(
  { head, items }: CaseFile,
  { actor, into }: EventOf<'merged'>,
  context: DecideContext,
): Change | Refusal {
  const refused = refuseIfOthersWork(head, actor, context.now);
  if (refused) return refused;
  if (into === head.id) return refusal('refused', 'a case can not be merged into itself');
  if (items.some(({ decision, hold }) => decision !== undefined || hold !== undefined))
    return refusal('refused', 'an item of this case is decided already: it can not be merged away');
  return {
    outcome: 'change',
    head: {
      ...withoutLease(head),
      state: 'MERGED',
      mergedInto: into,
      clocks: cancelAll(head.clocks, context.now),
    },
    steps: [{ event: 'merged', to: 'MERGED', facts: { into } }],
    effects: atOnce(context, [
      mail(head, 'complainant', 'merged', { into }),
      ...mailIfConcerned(head, items, 'merged'),
    ]),
    material: true,
  };
}

/**
 * The earlier receipt of the two counts, for the clocks and for the items still open; and no merge takes off what puts a
 * case before others or asks for a second person.
 */
export function absorbDuplicate(
  { head, items }: CaseFile,
  { from, receivedAt, priority, pressFreedom }: EventOf<'duplicate_absorbed'>,
): Change | Unchanged {
  const earlier = receivedAt < head.receivedAt;
  const changed = earlier
    ? items
        .filter((item) => item.state === 'PENDING' && item.receivedAt === head.receivedAt)
        .map((item): Item => ({ ...item, receivedAt }))
    : [];
  const clocks = head.clocks.map((clock) =>
    earlier && clock.startedAt === head.receivedAt && clock.cycle === 1
      ? { ...clock, startedAt: receivedAt }
      : clock,
  );
  const marked: CaseHead = {
    ...head,
    ...strongest(head.priority, priority),
    flags: pressFreedom === true ? withFlags(head, 'PRESS_FREEDOM') : head.flags,
  };
  return {
    outcome: 'change',
    head: earlier ? { ...marked, receivedAt, clocks } : marked,
    items: changed,
    steps: [
      {
        event: 'duplicate_absorbed',
        to: head.state,
        facts: {
          from,
          receivedAt,
          earlier,
          ...(priority && { priority }),
          ...(pressFreedom === true && { pressFreedom }),
        },
      },
    ],
    material: priority !== undefined || pressFreedom === true,
  };
}

const strongest = (...named: readonly (Priority | undefined)[]): { readonly priority?: Priority } => {
  const priority = PRIORITIES.find((each) => named.includes(each));
  return priority ? { priority } : {};
};
