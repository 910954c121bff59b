import { dueAt } from '../clock/sla-clock';
import type { Actor, CaseFile, Decision, Effect, Item, ReasonCode } from './case';
import { cancelAll, cancelClocks, fulfilClocks, openClock, withClock } from './case-clocks';
import { atOnce, type Change, type Step } from './change';
import { contestedItems } from './counter';
import { alert, mail, mailRespondents } from './effects';
import type { EventOf } from './event';
import { liftHold } from './holds';
import { outcomeOf } from './outcome';
import type { DecideContext } from './transition';

const SYSTEM: Actor = { role: 'SYS', id: 'clock-sweep' };

/**
 * On business day 11 the material comes back, provided the complainant got the copy of the counter notice. Until the
 * copy has arrived it stays down and people are told, once.
 */
export function restoreWhenDue(
  file: CaseFile,
  steps: readonly Step[],
  context: DecideContext,
): Change | undefined {
  const { head } = file;
  if (head.state !== 'COUNTER_WINDOW') return undefined;
  const clock = openClock(head.clocks, 'restore');
  const due = clock && dueAt(clock);
  if (due === undefined || context.now <= due) return undefined;
  if (head.counter?.copyDeliveredAt === undefined) {
    if (steps.length === 0) return undefined;
    const blocked = alert(
      head,
      'critical',
      'restore-blocked',
      'the material is due back, but the complainant has not got the counter notice',
      'restore-blocked',
      { audience: ['legal', 'manager'] },
    );
    return { outcome: 'change', head, steps, effects: atOnce(context, [blocked]), material: false };
  }
  return restoreItems(file, contestedItems(head, file.items), 'REV_COUNTER', SYSTEM, steps, context);
}

/** Exactly what came down comes back, unless another hold keeps it. */
export function restoreItems(
  { head, items }: CaseFile,
  coming: readonly Item[],
  reasonCode: ReasonCode,
  actor: Actor,
  before: readonly Step[],
  context: DecideContext,
): Change {
  const { now } = context;
  const numbers = coming.map(({ no }) => no);
  const decision: Decision = {
    actions: ['keep'],
    reasonCode,
    reason: REASONS[reasonCode] ?? '',
    decidedBy: actor,
    decidedAt: now,
  };
  const lifted = coming.map((item) =>
    liftHold(head, { ...item, state: 'KEPT', decision }, context, { reasonCode }, numbers),
  );
  const changed = lifted.map(({ item }) => item);
  const after = items.map((item) => changed.find(({ no }) => no === item.no) ?? item);
  const stillDown = coming.length - lifted.filter(({ effects }) => effects.length > 0).length;
  let clocks = cancelClocks(fulfilClocks(head.clocks, ['restore'], now), ['confirm_gone'], now);
  if (!openClock(clocks, 'appeal_open')) clocks = withClock(clocks, head.policy, 'appeal_open', now);
  const told: readonly Effect[] = [
    mail(head, 'complainant', 'restored', { items: numbers }),
    ...mailRespondents(head, changed, 'restored', { keptDownByAnotherHold: stillDown }),
  ];
  return {
    outcome: 'change',
    head: { ...head, state: 'RESTORED', outcome: outcomeOf(after), clocks },
    items: changed,
    holds: lifted.flatMap(({ holds }) => holds),
    steps: [
      ...before,
      { event: 'restored', to: 'RESTORED', facts: { items: numbers, reasonCode, stillDown } },
    ],
    effects: atOnce(context, [...lifted.flatMap(({ effects }) => effects), ...told]),
    material: true,
  };
}

const REASONS: Partial<Record<ReasonCode, string>> = {
  REV_COUNTER: 'A valid counter notice stood for ten business days and no action was filed.',
  REV_COURT: 'A court decided that the material may be shown.',
};

/** The court has spoken: kept down for good, or shown again. */
export function applyCourtDecision(
  file: CaseFile,
  { actor, outcome, documentSha256 }: EventOf<'court_decided'>,
  context: DecideContext,
): Change {
  const { head, items } = file;
  const contested = contestedItems(head, items);
  const step: Step = { event: 'court_decided', to: head.state, facts: { outcome, documentSha256 } };
  const told: readonly Effect[] = [
    mail(head, 'complainant', 'court_outcome', { outcome }),
    ...mailRespondents(head, contested, 'court_outcome', { outcome }),
  ];
  if (outcome === 'restore') {
    const restored = restoreItems(file, contested, 'REV_COURT', actor, [step], context);
    return { ...restored, effects: [...(restored.effects ?? []), ...atOnce(context, told)] };
  }
  return {
    outcome: 'change',
    head: { ...head, state: 'CLOSED', closedAt: context.now, clocks: cancelAll(head.clocks, context.now) },
    steps: [{ ...step, to: 'CLOSED' }],
    effects: atOnce(context, told),
    material: true,
  };
}
