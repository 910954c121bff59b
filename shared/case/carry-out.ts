import { type Instant, plus } from '../clock/instant';
import type { Actor, CaseFile, CaseHead, Decision, Effect, Hold, Item } from './case';
import type { Change, Step } from './change';
import { decidedFacts } from './decision-facts';
import { cms } from './effects';
import type { ItemDecision } from './event';
import { withFlags } from './flags';
import { liftHold, placeHold, visibleAfter } from './holds';
import { isActedOn, isDown } from './outcome';
import { decidedState } from './reason-codes';
import { endAnswered, isDecided, owingStatement, settle } from './settle';
import type { DecideContext, OwedEffect } from './transition';

/** Decisions take effect: those to whom they are told, the pages, and the clocks that they answer. */
export function carryOut(
  file: CaseFile,
  decisions: readonly (readonly [item: number, decision: Decision])[],
  as: {
    readonly event: string;
    /** Where the case stands while items are undecided. */
    readonly undecided: CaseHead['state'];
    readonly conflicts?: readonly string[];
    readonly facts?: Readonly<Record<string, unknown>>;
  },
  context: DecideContext,
): Change {
  const { head } = file;
  const { now } = context;
  const { items: changed, holds, effects } = applyDecisions(file, decisions, context);
  const items = file.items.map((item) => changed.find(({ no }) => no === item.no) ?? item);
  const conflicts = as.conflicts ?? [];
  const version = decisions[0]?.[1].version ?? head.version + 1;
  const decided: CaseHead = {
    ...head,
    state: as.undecided,
    lastDecisionVersion: version,
    clocks: endAnswered(
      changed.some(isActedOn) && head.kind === 'notice'
        ? { ...head, clocks: owingStatement(head, now) }
        : head,
      items,
      now,
    ),
    flags: conflicts.length > 0 ? withFlags(head, 'ROLE_CONFLICT') : head.flags,
  };
  const steps: Step[] = [
    {
      event: as.event,
      to: as.undecided,
      facts: {
        decisions: decidedFacts(changed, context),
        ...as.facts,
        ...(conflicts.length > 0 ? { roleConflict: conflicts.join('; ') } : {}),
      },
    },
  ];
  if (!isDecided(decided, items))
    return { outcome: 'change', head: decided, items: changed, steps, effects, holds, material: true };
  const settled = settle(decided, items, now, version);
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
  const { acknowledgedAt: _ack, confirmedGoneAt: _gone, toldAt: _told, ...item } = before;
  const after: Item = { ...item, state: decidedState(decision.actions, decision.reasonCode), decision };
  if (!isDown(after)) return liftHold(head, after, context);
  return placeHold(head, after, head.kind === 'notice' ? 'NOTICE' : 'POLICY', context);
}

/** Of an article that was never up its disposition is told; another page comes down, back, or is changed. */
function ordersFor(head: CaseHead, item: Item, wasHeld: boolean, visible: boolean): readonly Effect[] {
  const { decision, state } = item;
  if (decision === undefined) return [];
  const { actions, reasonCode, decidedAt, version } = decision;
  const data = { actions, reasonCode, decidedAt, decisionVersion: version };
  const down = isDown(item);
  // Once published it is a page like any other: a reopened case can take it down.
  const unpublished = head.kind === 'held_article' && wasHeld;
  if (down && !unpublished) return [cms(head, item, 'item.takedown', data)];
  if (head.kind === 'held_article') {
    const told = { ...data, disposition: down ? 'refuse' : 'publish' };
    return down || visible ? [cms(head, item, 'article.disposition', told)] : [];
  }
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
  version: number = head.version + 1,
): Decision {
  const item = items.find((each) => each.no === no);
  const evidenceSha256 = item && evidenceOf(item);
  return {
    actions,
    reasonCode,
    reason: reason.trim(),
    decidedBy,
    decidedAt,
    version,
    ...(evidenceSha256 === undefined ? {} : { evidenceSha256 }),
    ...(item?.hold ? { heldBefore: item.hold } : {}),
  };
}
