import { plus } from '../clock/instant';
import type { CaseFile, CaseHead, Decision, Hold, Item } from './case';
import type { Change, Step } from './change';
import { cms } from './effects';
import type { EventOf, ItemDecision } from './event';
import { liftHold, placeHold } from './holds';
import { refuseWithoutLease } from './lease';
import { isActedOn, isDown } from './outcome';
import { cmsEvent, decidedState, incompatible, needsEvidence } from './reason-codes';
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
  const applied = event.decisions.map((decision) =>
    applyDecision(head, itemOf(file, decision), decisionOf(file, decision, event, now), context),
  );
  const changed = applied.map(({ item }) => item);
  const items = file.items.map((item) => changed.find(({ no }) => no === item.no) ?? item);
  const anyActedOn = changed.some(isActedOn);
  const decided: CaseHead = {
    ...head,
    lastDecisionAt: now,
    clocks: endAnswered(
      anyActedOn && head.kind === 'notice' ? { ...head, clocks: owingStatement(head, now) } : head,
      items,
      now,
    ),
    flags: ownCase ? [...new Set([...head.flags, 'ROLE_CONFLICT' as const])] : head.flags,
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
  const effects = applied.flatMap((each) => each.effects);
  const holds = applied.flatMap((each) => each.holds);
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

/** Item, hold and CMS event that follow from one decision; the event waits out the undo window. */
export function applyDecision(
  head: CaseHead,
  item: Item,
  decision: Decision,
  context: DecideContext,
): { readonly item: Item; readonly holds: readonly Hold[]; readonly effects: readonly OwedEffect[] } {
  const state = decidedState(decision.actions, decision.reasonCode);
  const { acknowledgedAt: _ack, confirmedGoneAt: _gone, ...undone } = item;
  const after: Item = { ...undone, state, decision };
  const data = { actions: decision.actions, reasonCode: decision.reasonCode, decidedAt: decision.decidedAt };
  const notBefore = plus(context.now, head.policy.undoMs);
  const owed = (effect: OwedEffect['effect']): OwedEffect => ({ effect, notBefore });
  const type = cmsEvent(head.kind, state, item.hold !== undefined);
  if (isDown(after)) {
    const placed = placeHold(head, after, head.kind === 'held_article' ? 'POLICY' : 'NOTICE', context);
    const told = type === 'article.disposition' ? { ...data, disposition: 'refuse' } : data;
    return { ...placed, effects: type ? [owed(cms(head, after, type, told))] : [] };
  }
  const lifted = liftHold(head, after, context, data);
  const free = item.hold === undefined || lifted.effects.length > 0;
  if (type === 'article.disposition')
    return {
      ...lifted,
      effects: free ? [owed(cms(head, after, type, { ...data, disposition: 'publish' }))] : [],
    };
  const amended = state === 'AMENDED' ? [cms(head, after, 'item.amend', data)] : [];
  return { ...lifted, effects: [...lifted.effects, ...amended].map(owed) };
}

const itemOf = ({ items }: CaseFile, { item }: ItemDecision): Item => {
  const found = items.find(({ no }) => no === item);
  if (!found) throw new RangeError(`item ${item} was checked before`);
  return found;
};

export const evidenceOf = ({ comparison, snapshotSha256 }: Item): string | undefined =>
  comparison.outcome === 'compared' ? comparison.sha256 : snapshotSha256;

export function decisionOf(
  file: CaseFile,
  decision: ItemDecision,
  { actor }: { readonly actor: Decision['decidedBy'] },
  now: Decision['decidedAt'],
): Decision {
  const evidenceSha256 = evidenceOf(itemOf(file, decision));
  return {
    actions: decision.actions,
    reasonCode: decision.reasonCode,
    reason: decision.reason.trim(),
    decidedBy: actor,
    decidedAt: now,
    ...(evidenceSha256 === undefined ? {} : { evidenceSha256 }),
  };
}

function refuseStale(head: CaseHead, version: number): Refusal | undefined {
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
