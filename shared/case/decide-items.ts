import { type Instant, plus } from '../clock/instant';
import type { Actor, CaseFile, CaseHead, Decision, Effect, Hold, Item } from './case';
import type { Change, Step } from './change';
import { cms } from './effects';
import type { EventOf, ItemDecision } from './event';
import { withFlags } from './flags';
import { liftHold, placeHold, visibleAfter } from './holds';
import { refuseWithoutLease } from './lease';
import { isActedOn, isDown } from './outcome';
import { decidedState, incompatible, needsEvidence } from './reason-codes';
import { endAnswered, isDecided, owingStatement, settle } from './settle';
import { type DecideContext, type OwedEffect, type Refusal, refusal } from './transition';

/** A person's decision on some of the items, all of them or none; the last one settles the case. */
export function decideItems(
  file: CaseFile,
  event: EventOf<'items_decided'>,
  context: DecideContext,
): Change | Refusal {
  const { head } = file;
  const { now } = context;
  const refused =
    refuseWithoutLease(head, event.actor, event.leaseToken, now) ??
    refuseStale(head, event.version) ??
    refuseOwnCase(head, event.actor.id) ??
    refuseDecisions(file, event.decisions);
  if (refused) return refused;

  const ownCase = head.filedBy === event.actor.id;
  const applied = applyDecisions(
    file,
    event.decisions.map((decision) => [decision.item, decisionOf(file, decision, event.actor, now)]),
    context,
  );
  const { items: changed, holds, effects } = applied;
  const items = file.items.map((item) => changed.find(({ no }) => no === item.no) ?? item);
  const anyActedOn = changed.some(isActedOn);
  const decided: CaseHead = {
    ...head,
    lastDecisionVersion: head.version + 1,
    clocks: endAnswered(
      anyActedOn && head.kind === 'notice' ? { ...head, clocks: owingStatement(head, now) } : head,
      items,
      now,
    ),
    flags: ownCase ? withFlags(head, 'ROLE_CONFLICT') : head.flags,
  };
  const steps: Step[] = [
    {
      event: 'items_decided',
      to: head.state,
      facts: {
        decisions: changed.map(({ no, state, decision }) => ({
          item: no,
          state,
          actions: decision?.actions,
          reasonCode: decision?.reasonCode,
          evidenceSha256: decision?.evidenceSha256,
        })),
        ...(ownCase ? { roleConflict: 'decided a case of their own filing' } : {}),
      },
    },
  ];
  if (!isDecided(decided, items))
    return { outcome: 'change', head: decided, items: changed, steps, effects, holds, material: true };
  const settled = settle(decided, items, now);
  return {
    outcome: 'change',
    head: settled.head,
    items: changed,
    steps: [...steps, settled.step],
    effects: [...effects, ...settled.effects],
    holds,
    material: true,
  };
}

/** What decisions do to items and holds, and the CMS events that carry them out; these wait out the undo window. */
export function applyDecisions(
  { head, items }: CaseFile,
  decisions: readonly (readonly [item: number, decision: Decision])[],
  context: DecideContext,
): {
  readonly items: readonly Item[];
  readonly holds: readonly Hold[];
  readonly effects: readonly OwedEffect[];
} {
  const applied = decisions.flatMap(([no, decision]) =>
    items
      .filter((item) => item.no === no)
      .map((item) => ({ before: item, ...applyDecision(head, item, decision, context) })),
  );
  const holds = applied.flatMap((each) => each.holds);
  const visible = visibleAfter(context, holds);
  const notBefore = plus(context.now, head.policy.undoMs);
  return {
    items: applied.map(({ item }) => item),
    holds,
    effects: applied
      .flatMap(({ before, item }) => ordersFor(head, item, before.hold !== undefined, visible(item)))
      .map((effect) => ({ effect, notBefore })),
  };
}

function applyDecision(head: CaseHead, before: Item, decision: Decision, context: DecideContext) {
  const { acknowledgedAt: _ack, confirmedGoneAt: _gone, ...item } = before;
  const after: Item = { ...item, state: decidedState(decision.actions, decision.reasonCode), decision };
  if (!isDown(after)) return liftHold(head, after, context);
  return placeHold(head, after, head.kind === 'notice' ? 'NOTICE' : 'POLICY', context);
}

/** A held article was never up, so its disposition is what is told; another page comes down, back, or is changed. */
function ordersFor(head: CaseHead, item: Item, wasHeld: boolean, visible: boolean): readonly Effect[] {
  const { decision, state } = item;
  if (decision === undefined) return [];
  const { actions, reasonCode, decidedAt, version } = decision;
  const data = { actions, reasonCode, decidedAt, decisionVersion: version };
  const down = isDown(item);
  if (head.kind === 'held_article') {
    const told = { ...data, disposition: down ? 'refuse' : 'publish' };
    return down || visible ? [cms(head, item, 'article.disposition', told)] : [];
  }
  if (down) return [cms(head, item, 'item.takedown', data)];
  return [
    ...(wasHeld && visible ? [cms(head, item, 'item.restore', data)] : []),
    ...(state === 'AMENDED' ? [cms(head, item, 'item.amend', data)] : []),
  ];
}

export const evidenceOf = ({ comparison, snapshotSha256 }: Item): string | undefined =>
  comparison.outcome === 'compared' ? comparison.sha256 : snapshotSha256;

export function decisionOf(
  { head, items }: CaseFile,
  { item: no, actions, reasonCode, reason }: ItemDecision,
  decidedBy: Actor,
  decidedAt: Instant,
): Decision {
  const item = items.find((each) => each.no === no);
  const evidenceSha256 = item && evidenceOf(item);
  return {
    actions,
    reasonCode,
    reason: reason.trim(),
    decidedBy,
    decidedAt,
    version: head.version + 1,
    ...(evidenceSha256 === undefined ? {} : { evidenceSha256 }),
    ...(item?.hold ? { heldBefore: item.hold } : {}),
  };
}

export function refuseStale(head: CaseHead, version: number): Refusal | undefined {
  if (version >= head.materialVersion && version <= head.version) return undefined;
  return refusal(
    'conflict',
    `the case has changed since you read it: you read version ${version}, what you judge by changed in version ${head.materialVersion}`,
    { yourVersion: version, version: head.version, changedInVersion: head.materialVersion },
  );
}

export function refuseOwnCase(head: CaseHead, actorId: string): Refusal | undefined {
  if (head.filedBy !== actorId || head.policy.soloOperator) return undefined;
  return refusal('forbidden', 'you filed this case: another person has to decide it');
}

/** All of them are checked before any is applied. */
export function refuseDecisions(
  file: CaseFile,
  decisions: readonly ItemDecision[],
  where: 'review' | 'appeal' = 'review',
): Refusal | undefined {
  if (decisions.length === 0 && where === 'review')
    return refusal('refused', 'name at least one item to decide');
  const seen = new Set<number>();
  for (const decision of decisions) {
    const item = file.items.find(({ no }) => no === decision.item);
    const about = { item: decision.item };
    if (item === undefined) return refusal('refused', `this case has no item ${decision.item}`, about);
    if (seen.has(item.no))
      return refusal('refused', `item ${item.no} is decided twice in one request`, about);
    seen.add(item.no);
    if (where === 'review' && item.state !== 'PENDING')
      return refusal('conflict', `item ${item.no} is already decided: ${item.state}`, {
        ...about,
        state: item.state,
        ...(item.decision
          ? {
              decidedAt: item.decision.decidedAt,
              decidedBy: item.decision.decidedBy.id,
              reasonCode: item.decision.reasonCode,
            }
          : {}),
      });
    if (item.state === 'WITHDRAWN') return refusal('refused', `item ${item.no} was withdrawn`, about);
    const clash = incompatible(decision.actions, decision.reasonCode, where);
    if (clash !== undefined) return refusal('refused', `item ${item.no}: ${clash}`, about);
    if (decision.reason.trim() === '')
      return refusal('refused', `item ${item.no}: the reason is empty, and the parties will read it`, about);
    if (needsEvidence(decision.reasonCode) && evidenceOf(item) === undefined)
      return refusal(
        'refused',
        `item ${item.no}: ${decision.reasonCode} needs evidence and there is none yet: wait for the comparison, supply the original's text, or use UPHELD_VOLUNTARY`,
        about,
      );
  }
  return undefined;
}
