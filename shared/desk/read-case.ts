import type { CaseHead, HeldBy, Item, Lease, Outcome, Proposal, Role, TimelineEntry } from '../case/case';
import { groupItems, type ItemGroup } from '../case/group-items';
import { heldOn } from '../case/holds';
import { liveLease } from '../case/lease';
import { waitsUntil } from '../case/undo-window';
import type { Instant } from '../clock/instant';
import type { CaseId } from '../ids';
import type { Notice } from '../notice/notice';
import { whoWasFirst, type WhoWasFirst } from '../match/who-was-first';
import { Problem } from '../problem';
import { type ClockView, clockViews } from './case-clock-view';
import { completedNotice } from './complete-notice';
import { loadCase } from './change-case';
import { gatesOf } from './change-gate';
import { holdsInForce } from './delivery-gate';
import type { Desk } from './desk';
import { sha256 } from './digest';
import type { Evidence } from './evidence';
import { queueLine, type QueueLine } from './list-queue';
import { maskNotice } from './mask-contact';
import { type MissingPart, missingOf } from './notice-deficiencies';

export interface ItemView extends Item {
  /** Facts and passages of both texts, where they could be compared. */
  readonly evidence?: Evidence;
  /** By the evidence and by what staff have found since. */
  readonly whoWasFirst?: WhoWasFirst;
  /** The file would be too large with it: it is shown once others are decided; `comparison` has its summary. */
  readonly evidenceLeftOut?: true;
  /** Other cases that keep the article down. */
  readonly heldBy: readonly CaseId[];
}

/** One screen for one decision. */
export interface CaseView extends QueueLine {
  /** The desk's own time: what is left is counted from it. */
  readonly at: Instant;
  readonly version: number;
  readonly contentOrigin: CaseHead['contentOrigin'];
  readonly outcome?: Outcome;
  readonly warnings: CaseHead['warnings'];
  readonly lease?: Lease;
  readonly clocks: readonly ClockView[];
  readonly whatIsMissing: readonly MissingPart[];
  /** Contact data masked. */
  readonly notice?: Notice;
  readonly itemViews: readonly ItemView[];
  /** Items with identical facts, which can be decided as one. */
  readonly groups: readonly ItemGroup[];
  /** Why what it owes does not leave now; its clocks run on. */
  readonly heldBack: readonly HeldBy[];
  /** What waits for a second person; its items carry it as `proposed`. */
  readonly proposal?: Proposal;
  /** Until then the last decision can be taken back, and nothing of it has left. */
  readonly waitsUntil?: Instant;
  readonly timeline: readonly TimelineEntry[];
}

/** Of stored JSON, and of characters: an answer of Lambda holds 6 MB. */
const EVIDENCE_BYTES = 2_500_000;
const RAW_LENGTH = 500_000;

/** The case file: notice, texts compared, clocks and history. @throws Problem `not_found`. */
export async function readCase(
  desk: Pick<Desk, 'now' | 'cases' | 'articles' | 'records' | 'gates'>,
  id: CaseId,
  /** Whose eyes it is for. */
  reader: Role = 'REV',
): Promise<CaseView> {
  const file = await loadCase(desk, id);
  const { head, items } = file;
  const now = desk.now();
  const lease = liveLease(head, now);
  const waits = waitsUntil(file, now);
  const [notice, timeline, itemViews, gates] = await Promise.all([
    head.kind === 'notice' ? completedNotice(desk, head) : undefined,
    desk.cases.timeline(id),
    itemViewsOf(desk, id, items),
    gatesOf(desk, head.siteId),
  ]);
  return {
    ...queueLine(head, now, reader),
    at: now,
    version: head.version,
    contentOrigin: head.contentOrigin,
    ...(head.outcome && { outcome: head.outcome }),
    warnings: head.warnings,
    ...(lease && { lease }),
    clocks: clockViews(head, now),
    whatIsMissing: head.kind === 'notice' ? missingOf(file) : [],
    ...(notice && { notice: maskNotice(shortened(notice), reader) }),
    itemViews,
    groups: groupItems(items),
    heldBack: holdsInForce(gates),
    ...(head.proposal && { proposal: head.proposal }),
    ...(waits !== undefined && { waitsUntil: waits }),
    timeline,
  };
}

/** The whole letter stays in the records. */
const shortened = (notice: Notice): Notice =>
  notice.raw === undefined || notice.raw.length <= RAW_LENGTH
    ? notice
    : { ...notice, raw: `${notice.raw.slice(0, RAW_LENGTH).toWellFormed()}\n[The rest is left out here.]` };

/** Each with its evidence, as far as there is room: those come first that are still to be decided. */
async function itemViewsOf(
  desk: Pick<Desk, 'articles' | 'records'>,
  caseId: CaseId,
  items: readonly Item[],
): Promise<readonly ItemView[]> {
  const stored = await Promise.all(items.map((item) => itemWithEvidence(desk, caseId, item)));
  const byNeed = stored.toSorted(
    (a, b) => Number(b.view.state === 'PENDING') - Number(a.view.state === 'PENDING'),
  );
  const shown = new Set<Uint8Array>();
  let room = EVIDENCE_BYTES;
  for (const { evidence } of byNeed) {
    if (!evidence || evidence.byteLength > room) continue;
    room -= evidence.byteLength;
    shown.add(evidence);
  }
  return stored.map(({ view, evidence }) => {
    if (!evidence) return view;
    if (!shown.has(evidence)) return { ...view, evidenceLeftOut: true };
    const found = JSON.parse(new TextDecoder().decode(evidence)) as Evidence;
    return { ...view, evidence: found, whoWasFirst: whoWasFirst([...found.dated, ...(view.dated ?? [])]) };
  });
}

async function itemWithEvidence(desk: Pick<Desk, 'articles' | 'records'>, caseId: CaseId, item: Item) {
  const holds = await desk.articles.holds(heldOn(item, sha256));
  const heldBy = holds.filter((hold) => hold.to === undefined && hold.caseId !== caseId);
  const { comparison } = item;
  const evidence =
    comparison.outcome === 'compared' ? await readEvidence(desk, comparison.evidenceKey) : undefined;
  const view: ItemView = { ...item, heldBy: heldBy.map((hold) => hold.caseId) };
  return { view, evidence };
}

async function readEvidence(desk: Pick<Desk, 'records'>, key: string): Promise<Uint8Array> {
  const stored = await desk.records.get(key);
  if (!stored) throw new Problem('corrupt', `the evidence ${key} is not in the records bucket`);
  return stored.body;
}
