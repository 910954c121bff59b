import { between, type Instant } from '../clock/instant';
import { endedAt, type SlaClock, unfulfil } from '../clock/sla-clock';
import type { CaseFile, CaseHead, Effect, Hold, Item } from './case';
import { cancelClocks, onClocks } from './case-clocks';
import { atOnce, type Change } from './change';
import { cms } from './effects';
import type { EventOf } from './event';
import { heldByThisAlone, liftHold, placeHold } from './holds';
import { coveredBy, owingNoStatement } from './settle';
import { isActedOn } from './outcome';
import { type DecideContext, ITEMS_PER_WRITE, type Refusal, refusal } from './transition';
import { underReview } from './with-legal';

const lastDecided = ({ head, items }: CaseFile): readonly Item[] =>
  items.filter(({ decision }) => decision !== undefined && decision.version === head.lastDecisionVersion);

/** The part of the last decision that an undo takes back next. */
export const undoneNext = (file: CaseFile): readonly Item[] => lastDecided(file).slice(-ITEMS_PER_WRITE);

/**
 * Takes the last decision back while its effects still wait, of a long one a part at a time. The decision clock goes on
 * as if it had never stopped, so an undo after the due instant is a breach; the waiting effects are no longer owed
 * (isStillOwed).
 */
export function undoDecision(
  { head, items }: CaseFile,
  { actor }: EventOf<'decision_undone'>,
  context: DecideContext,
): Change | Refusal {
  const { now } = context;
  const whole = lastDecided({ head, items });
  const undone = undoneNext({ head, items });
  const decidedAt = whole[0]?.decision?.decidedAt;
  if (decidedAt === undefined) return refusal('refused', 'there is no decision to take back');
  if (head.sentAtOnce?.version === head.lastDecisionVersion)
    return refusal('refused', 'the decision was sent at once: its orders and mails have left', {
      ...head.sentAtOnce,
    });
  if (between(decidedAt, now) >= head.policy.undoMs)
    return refusal('refused', 'the time to take the decision back is over: it has been carried out', {
      decidedAt,
      undoMs: head.policy.undoMs,
    });
  if (whole.some(({ decision }) => ![decision?.decidedBy.id, decision?.approvedBy?.id].includes(actor.id)))
    return refusal('forbidden', 'only the person who decided can take the decision back');

  const restored = undone.map((item) => pendingAgain(head, item, context));
  const changed = restored.map(({ item }) => item);
  const left = items.map((item) => changed.find(({ no }) => no === item.no) ?? item);
  const { outcome: _outcome, outcomeVersion: _told, lastDecisionVersion, ...rest } = head;
  const more = undone.length < whole.length && lastDecisionVersion !== undefined;
  let clocks = cancelClocks(goingOn(head.clocks, changed, decidedAt, now), ['appeal_open'], now);
  if (!left.some(isActedOn)) clocks = owingNoStatement(clocks, now);
  const to = underReview(head);
  const holds = restored.flatMap((each) => each.holds);
  const givenUp = heldByThisAlone(context, holds);
  return {
    outcome: 'change',
    head: { ...rest, state: to, clocks, ...(more ? { lastDecisionVersion } : {}) },
    items: changed,
    steps: [
      {
        event: 'decision_undone',
        to,
        facts: { items: changed.map(({ no }) => no), decidedAt },
      },
    ],
    effects: atOnce(
      context,
      undone.filter(givenUp).map((item) => cms(head, item, 'item.restore', { reasonCode: 'REV_ERROR' })),
    ),
    holds,
    material: true,
  };
}

/** Clocks of items that are open again go on, whatever ended them since: the decision, or what came after it. */
const goingOn = (
  clocks: CaseHead['clocks'],
  open: readonly Item[],
  since: Instant,
  now: Instant,
): CaseHead['clocks'] =>
  onClocks(clocks, ['decide', 'dispose', 'confirm_gone'], (clock) => {
    const ended = endedAt(clock);
    if (ended === undefined || ended < since || coveredBy(clock, clocks, open).length === 0) return clock;
    const { cancelledAt: _given, ...rest }: SlaClock = clock;
    return unfulfil(rest, now);
  });

/** The item before its decision: a hold that the decision placed falls, one that it ended stands again. */
function pendingAgain(
  head: CaseFile['head'],
  item: Item,
  context: DecideContext,
): { readonly item: Item; readonly holds: readonly Hold[] } {
  const { decision, hold, ...rest } = item;
  const pending: Item = { ...rest, state: 'PENDING' };
  const before = decision?.heldBefore;
  if (before !== undefined) return placeHold(head, { ...pending, hold: before }, before.kind, context);
  return hold === undefined ? { item: pending, holds: [] } : liftHold(head, { ...pending, hold }, context);
}

/**
 * Whether an effect in the outbox is still to be performed: one that carries out or reports a decision is owed only
 * while that decision stands. Asked just before it is performed.
 */
export function isStillOwed(effect: Effect, { head, items }: CaseFile): boolean {
  if (effect.kind !== 'mail' && effect.kind !== 'cms') return true;
  const version = effect.data['decisionVersion'];
  if (version === undefined) return true;
  // What is told is how the case ended, though items were taken back since.
  if (effect.kind === 'mail') return head.outcomeVersion === version;
  const about = items.filter(({ no }) => no === effect.data['item']);
  // A later withdrawal writes over the decision that gave the page back: it is owed as long as no hold returned.
  if (effect.type === 'item.restore') return about.some(({ hold }) => hold === undefined);
  return about.some(({ decision }) => decision?.version === version);
}
