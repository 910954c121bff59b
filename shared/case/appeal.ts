import type { CaseFile, CaseState, Item } from './case';
import { fulfilClocks, openClock, withClock } from './case-clocks';
import { atOnce, type Change } from './change';
import { applyDecisions, decisionOf } from './carry-out';
import { decidedFacts } from './decision-facts';
import { mail, mailRespondents } from './effects';
import type { EventOf } from './event';
import { withFlags } from './flags';
import { refuseWithoutLease, withoutLease } from './lease';
import { isActedOn, outcomeOf } from './outcome';
import { refuseOwnWork, roleConflicts } from './own-work';
import { refuseDecisions } from './refuse-decisions';
import { type DecideContext, type Refusal, refusal } from './transition';

/** Both sides may ask for a second look while the window is open (Art. 20 of Regulation (EU) 2022/2065). */
export function appeal(
  { head, items }: CaseFile,
  { by, items: named, actor }: EventOf<'appealed'>,
  context: DecideContext,
): Change | Refusal {
  const { now } = context;
  if ((actor.role === 'CMP') !== (by === 'complainant'))
    return refusal('forbidden', 'an appeal comes from a party to the case, in its own name');
  if (!openClock(head.clocks, 'appeal_open')) return refusal('refused', 'the time to appeal is over');
  const contested = items.filter(({ no, state }) => state !== 'WITHDRAWN' && (named?.includes(no) ?? true));
  if (contested.length === 0) return refusal('refused', 'name the items that the appeal is about');
  const numbers = contested.map(({ no }) => no);
  const template = 'appeal_received';
  return {
    outcome: 'change',
    head: {
      ...withoutLease(head),
      state: 'APPEAL',
      appeal: { by, receivedAt: now, from: head.state, items: numbers },
      clocks: withClock(head.clocks, head.policy, 'appeal', now),
    },
    steps: [{ event: 'appealed', to: 'APPEAL', facts: { by, items: numbers } }],
    effects: atOnce(
      context,
      by === 'complainant'
        ? [mail(head, 'complainant', template)]
        : mailRespondents(head, contested, template),
    ),
    material: true,
  };
}

/** Decided by somebody who decided none of it before. No decision on an item leaves it as it is. */
export function decideAppeal(
  file: CaseFile,
  event: EventOf<'appeal_decided'>,
  context: DecideContext,
): Change | Refusal {
  const { head } = file;
  const { actor, decisions, reason } = event;
  const { now } = context;
  const contested = head.appeal?.items ?? [];
  const decidedBefore = file.items.some(
    ({ no, decision }) =>
      contested.includes(no) &&
      (decision?.decidedBy.id === actor.id || decision?.approvedBy?.id === actor.id),
  );
  const conflicts = [
    ...roleConflicts(file, actor, contested),
    ...(decidedBefore ? ['decided the appeal against their own decision'] : []),
  ];
  const refused =
    refuseWithoutLease(head, actor, event.leaseToken, now) ??
    refuseOwnWork(file, actor, contested) ??
    (decidedBefore && !head.policy.soloOperator
      ? refusal('forbidden', 'you made the decision under appeal: another person has to look at it')
      : undefined) ??
    (reason.trim() === '' ? refusal('refused', 'say why: both parties will read it') : undefined) ??
    refuseDecisions(file, decisions, 'appeal');
  if (refused) return refused;
  const stray = decisions.find(({ item }) => !contested.includes(item));
  if (stray) return refusal('refused', `item ${stray.item} is not part of the appeal`, { item: stray.item });

  const applied = applyDecisions(
    file,
    decisions.map((decision) => [decision.item, decisionOf(file, decision, actor, now)]),
    context,
  );
  const { items: changed, holds } = applied;
  const items = file.items.map((item): Item => changed.find(({ no }) => no === item.no) ?? item);
  const state = stateAfter(head.appeal?.from ?? 'ACTIONED', changed, items);
  const { appeal: _decided, ...rest } = withoutLease(head);
  const outcome = outcomeOf(items);
  const data = { outcome, reversed: changed.map(({ no }) => no) };
  const about = file.items.filter(({ no }) => contested.includes(no));
  return {
    outcome: 'change',
    head: {
      ...rest,
      state,
      outcome,
      clocks: fulfilClocks(head.clocks, ['appeal'], now),
      flags: conflicts.length > 0 ? withFlags(head, 'ROLE_CONFLICT') : head.flags,
    },
    items: changed,
    holds,
    steps: [
      {
        event: 'appeal_decided',
        to: state,
        facts: {
          decisions: decidedFacts(changed, context),
          ...(conflicts.length > 0 ? { roleConflict: conflicts.join('; ') } : {}),
        },
      },
    ],
    effects: [
      ...applied.effects,
      ...atOnce(context, [
        mail(head, 'complainant', 'appeal_outcome', data),
        ...mailRespondents(head, about, 'appeal_outcome', data),
      ]),
    ],
    material: true,
  };
}

function stateAfter(from: CaseState, changed: readonly Item[], items: readonly Item[]): CaseState {
  if (changed.length === 0) return from;
  if (items.some(isActedOn)) return 'ACTIONED';
  return from === 'REJECTED' ? 'REJECTED' : 'RESTORED';
}
