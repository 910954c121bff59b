import type { Actor, CaseFile, Decision, Effect, Item, ReasonCode } from './case';
import { cancelAll, cancelClocks, fulfilClocks, openClock, restoreDueAt, withClock } from './case-clocks';
import { atOnce, type Change, type Step } from './change';
import { contestedItems } from './counter';
import { alert, cms, mail, mailRespondents } from './effects';
import type { EventOf } from './event';
import { liftHolds } from './holds';
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
  const { counter } = head;
  const due = restoreDueAt(head);
  if (counter === undefined || due === undefined || context.now < due) return undefined;
  if (counter.copyDeliveredAt !== undefined)
    return restoreItems(file, contestedItems(head, file.items), 'REV_COUNTER', SYSTEM, steps, context);
  const blocked = alert(
    head,
    'critical',
    'restore-blocked',
    'the material is due back, but the complainant has not got the counter notice',
    'restore-blocked',
    { audience: ['legal', 'manager'] },
  );
  return {
    outcome: 'change',
    head: { ...head, counter: { ...counter, blockedAt: context.now } },
    steps: [...steps, { event: 'restore_blocked', to: head.state, facts: { restoreAt: due } }],
    effects: atOnce(context, [blocked]),
    material: false,
  };
}

/** Exactly what came down comes back, unless another hold keeps it. */
function restoreItems(
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
    version: head.version + 1,
  };
  const {
    items: changed,
    holds,
    comingBack,
  } = liftHolds(
    head,
    coming.map((item): Item => ({ ...item, state: 'KEPT', decision })),
    context,
  );
  const after = items.map((item) => changed.find(({ no }) => no === item.no) ?? item);
  const stillDown = coming.length - comingBack.length;
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
    holds,
    steps: [
      ...before,
      {
        event: 'restored',
        to: 'RESTORED',
        facts: {
          items: numbers,
          reasonCode,
          reasonSha256: context.sha256(decision.reason),
          stillDown,
        },
      },
    ],
    effects: atOnce(context, [
      ...comingBack.map((item) => cms(head, item, 'item.restore', { reasonCode })),
      ...told,
    ]),
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
