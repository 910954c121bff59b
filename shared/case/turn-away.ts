import type { CaseFile, Item } from './case';
import { cancelAll, fulfilClocks, withClock } from './case-clocks';
import { atOnce, type Change } from './change';
import { mail, mailIfConcerned } from './effects';
import type { EventOf } from './event';
import { withFlags } from './flags';
import { refuseWithoutLease, withoutLease } from './lease';
import { refuseOwnWork, roleConflicts } from './own-work';
import { refuseStale } from './refuse-decisions';
import { type DecideContext, type Refusal, refusal } from './transition';

/**
 * Not for this procedure, or nothing in it to judge: the whole complaint is answered by a person, and nothing was
 * judged. The only end of a complaint that names no address, which has no item to decide.
 */
export function turnAway(
  file: CaseFile,
  event: EventOf<'turned_away'>,
  context: DecideContext,
): Change | Refusal {
  const { head, items } = file;
  const { now } = context;
  const { reasonCode, reason, actor } = event;
  const numbers = items.map(({ no }) => no);
  // Without an address there is nothing that two people could decide.
  const needsTwo =
    head.priority === 'authority_order' &&
    head.policy.secondPerson?.authorityOrders === true &&
    items.length > 0;
  const conflicts = [
    ...roleConflicts(file, actor, numbers),
    ...(needsTwo ? ['closed alone what two people should decide'] : []),
  ];
  const refused =
    refuseWithoutLease(head, actor, event.leaseToken, now) ??
    refuseStale(head, event.version) ??
    refuseOwnWork(file, actor, numbers);
  if (refused) return refused;
  if (head.priority === 'authority_order' && actor.role !== 'LEG')
    return refusal('forbidden', 'an order of a court or an authority is turned away by the legal team');
  if (needsTwo && !head.policy.soloOperator)
    return refusal(
      'refused',
      'an order of a court or an authority is not closed by one person: decide its items, and another approves',
    );
  if (head.kind !== 'notice') return refusal('refused', 'there is no complaint to close: decide the article');
  // What came with them would stay behind, judged by nobody.
  if (items.length < head.itemCount)
    return refusal(
      'conflict',
      'the addresses of this complaint are still being stored: try again in a minute',
    );
  if (items.some(({ decision, hold }) => decision !== undefined || hold !== undefined))
    return refusal('refused', 'an item of this case is decided already: complete it and decide the rest');
  if (reason.trim() === '') return refusal('refused', 'say why, and where the complaint belongs');
  const changed = items
    .filter(({ state }) => state === 'PENDING')
    .map((item): Item => ({
      ...item,
      state: reasonCode === 'NA_NOT_OURS' ? 'NOT_OURS' : 'KEPT',
      decision: {
        actions: ['keep'],
        reasonCode,
        reason: reason.trim(),
        decidedBy: actor,
        decidedAt: now,
        version: head.version + 1,
      },
    }));
  const ended = { ...withoutLease(head), state: 'REJECTED', outcome: 'REJECTED' } as const;
  const closed = fulfilClocks(head.clocks, ['decide', 'screen'], now);
  return {
    outcome: 'change',
    head: {
      ...ended,
      clocks: withClock(cancelAll(closed, now), head.policy, 'appeal_open', now),
      flags: conflicts.length > 0 ? withFlags(head, 'ROLE_CONFLICT') : head.flags,
    },
    items: changed,
    steps: [
      {
        event: 'turned_away',
        to: 'REJECTED',
        facts: {
          reasonCode,
          reasonSha256: context.sha256(reason.trim()),
          ...(conflicts.length > 0 ? { roleConflict: conflicts.join('; ') } : {}),
        },
      },
    ],
    effects: atOnce(context, [
      mail(head, 'complainant', 'not_handled_here', { reasonCode, reason: reason.trim() }),
      ...mailIfConcerned(head, items, 'outcome'),
    ]),
    material: true,
  };
}
