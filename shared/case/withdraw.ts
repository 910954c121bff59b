import type { CaseFile, Decision, Item } from './case';
import { cancelAll } from './case-clocks';
import { atOnce, type Change, type Step } from './change';
import { cms, mail, mailIfConcerned } from './effects';
import type { EventOf } from './event';
import { liftHolds } from './holds';
import { refuseIfOthersWork, withoutLease } from './lease';
import { outcomeOf } from './outcome';
import { withoutEmptyProposal, withoutProposal } from './proposal';
import { endAnswered, isDecided, settle } from './settle';
import { type DecideContext, type Refusal, refusal } from './transition';

/** It waits for a decision, or is down because of this complaint: only then does it change anything to take it back. */
export const isInForce = ({ state, hold }: Pick<Item, 'state' | 'hold'>): boolean =>
  state === 'PENDING' || (state !== 'WITHDRAWN' && hold !== undefined);

/** All or some items are taken back: their holds fall, the rest of the case goes on. */
export function withdraw(
  file: CaseFile,
  event: EventOf<'withdrawn'>,
  context: DecideContext,
): Change | Refusal {
  const { head } = file;
  const { now } = context;
  if (head.kind !== 'notice')
    return refusal('refused', 'there is no complaint to withdraw: decide the article');
  if (event.actor.role === 'CMP' && !event.verified)
    return refusal(
      'forbidden',
      'a withdrawal has to come from the mail address the notice came from, or be confirmed by the legal team',
    );
  const refused = event.actor.role === 'LEG' ? refuseIfOthersWork(head, event.actor, now) : undefined;
  if (refused) return refused;
  // What came with them would be judged all the same, though all of it was taken back.
  if (event.items === undefined && file.items.length < head.itemCount)
    return refusal(
      'conflict',
      'the addresses of this complaint are still being stored: try again in a minute',
    );
  const named = new Set(event.items ?? file.items.map(({ no }) => no));
  const unknown = [...named].find((no) => !file.items.some((item) => item.no === no));
  if (unknown !== undefined) return refusal('refused', `this case has no item ${unknown}`, { item: unknown });
  const taken = file.items.filter(({ no, state }) => named.has(no) && state !== 'WITHDRAWN');
  if (taken.length === 0) return refusal('refused', 'these items are withdrawn already');

  const decision: Decision = {
    actions: ['keep'],
    reasonCode: 'NA_WITHDRAWN',
    reason: 'Withdrawn by the complainant.',
    decidedBy: event.actor,
    decidedAt: now,
    version: head.version + 1,
  };
  const lifted = liftHolds(
    head,
    taken.map((item): Item => ({ ...item, state: 'WITHDRAWN', decision })),
    context,
  );
  const { items: changed, holds } = lifted;
  const items = file.items.map((item): Item => changed.find(({ no }) => no === item.no) ?? item);
  const effects = lifted.comingBack.map((item) =>
    cms(head, item, 'item.restore', { reasonCode: 'NA_WITHDRAWN' }),
  );
  const step: Step = {
    event: 'withdrawn',
    to: head.state,
    facts: { items: changed.map(({ no }) => no), reasonSha256: context.sha256(decision.reason) },
  };
  const begun = file.items.filter(({ no }) => event.begun?.includes(no));
  const tell = event.goesOn
    ? []
    : [
        mail(head, 'complainant', 'withdrawn', { items: [...begun, ...changed].map(({ no }) => no) }),
        ...mailIfConcerned(head, [...begun, ...taken], 'withdrawn'),
      ];
  const base = { outcome: 'change', items: changed, holds, material: true } as const;

  if (items.length >= head.itemCount && items.every(({ state }) => state === 'WITHDRAWN')) {
    const { outcome: _none, outcomeVersion: _told, ...rest } = withoutLease(withoutProposal(head));
    return {
      ...base,
      head: { ...rest, state: 'WITHDRAWN', clocks: cancelAll(head.clocks, now) },
      steps: [{ ...step, to: 'WITHDRAWN' }],
      effects: atOnce(context, [...effects, ...tell]),
    };
  }
  const wasOpen = file.items.some(({ state }) => state === 'PENDING');
  if (wasOpen && isDecided(head, items)) {
    const settled = settle(withoutProposal(head), items, now);
    return {
      ...base,
      head: settled.head,
      steps: [step, settled.step],
      effects: [...atOnce(context, [...effects, ...tell]), ...settled.effects],
    };
  }
  const going = withoutEmptyProposal({ head, items });
  const outcome = head.outcome === undefined ? {} : { outcome: outcomeOf(items) };
  return {
    ...base,
    head: { ...going, ...outcome, clocks: endAnswered(head, items, now) },
    steps: [{ ...step, to: going.state }],
    effects: atOnce(context, [...effects, ...tell]),
  };
}
