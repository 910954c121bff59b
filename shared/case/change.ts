import type { Instant } from '../clock/instant';
import { endedAt } from '../clock/sla-clock';
import { maskText } from '../notice/mask-text';
import type { Actor, CaseFile, CaseHead, CaseState, Effect, Hold, Item, TimelineEntry } from './case';
import { evidenceAwaited } from './awaited-evidence';
import { nextDueAt } from './case-clocks';
import { seal } from './timeline';
import type { DecideContext, OwedEffect, Transition } from './transition';
import { waitsUntil } from './undo-window';

/** One timeline entry to be: what happened and where the case then stood. */
export interface Step {
  readonly event: string;
  readonly to: CaseState;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Whose doing it is, where it is not that of whoever brought the event. */
  readonly by?: Actor;
}

/** What a handler wants changed; complete() turns it into a Transition. */
export interface Change {
  readonly outcome: 'change';
  readonly head: CaseHead;
  readonly items?: readonly Item[];
  readonly steps: readonly Step[];
  readonly effects?: readonly OwedEffect[];
  readonly holds?: readonly Hold[];
  /** A reviewer judges by what changed: decisions made on an older version are refused. */
  readonly material: boolean;
}

export const atOnce = (
  context: Pick<DecideContext, 'now'>,
  effects: readonly Effect[],
): readonly OwedEffect[] => effects.map((effect) => ({ effect, notBefore: context.now }));

/** States out of which time alone leads to CLOSED. */
const SETTLING: readonly CaseState[] = ['ACTIONED', 'REJECTED', 'WITHDRAWN', 'RESTORED'];

/** From when on nothing is left to be done but to close it; undefined where something is. A decision closes nothing while it can be taken back. */
export function settledFrom({ head, items }: CaseFile, now: Instant): Instant | undefined {
  const settled = SETTLING.includes(head.state) && head.clocks.every((clock) => endedAt(clock) !== undefined);
  return settled ? (waitsUntil({ head, items }, now) ?? now) : undefined;
}

/** Derives what is derived, counts the version, and chains the timeline after `before`. */
export function complete(
  before: CaseFile | null,
  change: Change,
  actor: Actor,
  context: DecideContext,
): Transition {
  const { head, items: changed = [], steps, effects = [], holds = [], material } = change;
  const version = (before?.head.version ?? 0) + 1;
  const items = mergeItems(before?.items ?? [], changed);
  const timeline = chain(before?.head ?? null, head, steps, actor, context);
  const last = timeline.at(-1);
  const { nextDueAt: _stale, awaitsEvidence: _before, ...known } = head;
  const itemCount = Math.max(head.itemCount, items.length);
  const awaited = evidenceAwaited({ ...head, itemCount }, items, context.now);
  const rest: CaseHead = { ...known, itemCount, ...awaited };
  const due = settledFrom({ head, items }, context.now) ?? nextDueAt(rest);
  return {
    outcome: 'changed',
    file: {
      head: {
        ...rest,
        version,
        materialVersion: material ? version : head.materialVersion,
        pendingCount: itemCount - items.filter(({ state }) => state !== 'PENDING').length,
        ...(due === undefined ? {} : { nextDueAt: due }),
        ...(last === undefined ? {} : { timelineSeq: last.seq, timelineHash: last.hash }),
      },
      items,
    },
    changedItems: changed,
    timeline,
    effects,
    holds,
  };
}

function chain(
  before: CaseHead | null,
  head: CaseHead,
  steps: readonly Step[],
  actor: Actor,
  { now, sha256 }: DecideContext,
): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  for (const { event, to, facts = {}, by = actor } of steps) {
    const previous = entries.at(-1);
    entries.push(
      seal(
        {
          caseId: head.id,
          seq: (previous?.seq ?? head.timelineSeq) + 1,
          at: now,
          event,
          from: previous?.to ?? before?.state ?? null,
          to,
          actor: by,
          facts: withoutContacts(facts),
          previousHash: previous?.hash ?? head.timelineHash,
        },
        sha256,
      ),
    );
  }
  return entries;
}

/** Facts in which staff write freely. */
const SAID = ['note', 'reason', 'newFacts', 'purpose'] as const;

/** An entry can never be taken back, so how to reach people is masked before it is sealed, whoever wrote it there. */
function withoutContacts(facts: NonNullable<Step['facts']>): Readonly<Record<string, unknown>> {
  const masked = SAID.flatMap((name) => {
    const said = facts[name];
    return typeof said === 'string' ? [[name, maskText(said)]] : [];
  });
  return { ...facts, ...Object.fromEntries(masked) };
}

function mergeItems(items: readonly Item[], changed: readonly Item[]): readonly Item[] {
  const byNo = new Map(items.map((item) => [item.no, item]));
  for (const item of changed) byNo.set(item.no, item);
  return [...byNo.values()].sort((a, b) => a.no - b.no);
}
