import type { CaseHead, Item, TimelineEntry } from '../case/case';
import { liveLease } from '../case/lease';
import type { CaseId } from '../ids';
import type { Notice } from '../notice/notice';
import { Problem } from '../problem';
import { type ClockView, clockViews } from './case-clock-view';
import { loadCase } from './change-case';
import type { Desk } from './desk';
import type { Evidence } from './evidence';
import { queueLine, type QueueLine } from './list-queue';
import { maskNotice } from './mask-contact';
import { type MissingPart, missingOf } from './notice-deficiencies';
import { readNotice } from './notice-record';

export interface ItemView extends Item {
  /** Facts and passages of both texts, where they could be compared. */
  readonly evidence?: Evidence;
  /** Other cases that keep the article down. */
  readonly heldBy: readonly CaseId[];
}

/** One screen for one decision. */
export interface CaseView extends QueueLine {
  readonly version: number;
  readonly contentOrigin: CaseHead['contentOrigin'];
  readonly outcome?: CaseHead['outcome'];
  readonly warnings: CaseHead['warnings'];
  readonly lease?: CaseHead['lease'];
  readonly clocks: readonly ClockView[];
  readonly whatIsMissing: readonly MissingPart[];
  /** Contact data masked. */
  readonly notice?: Notice;
  readonly itemViews: readonly ItemView[];
  readonly timeline: readonly TimelineEntry[];
}

/** The case file: notice, texts compared, clocks and history. @throws Problem `not_found`. */
export async function readCase(
  desk: Pick<Desk, 'now' | 'cases' | 'articles' | 'records'>,
  id: CaseId,
): Promise<CaseView> {
  const file = await loadCase(desk, id);
  const { head, items } = file;
  const now = desk.now();
  const lease = liveLease(head, now);
  const [notice, timeline, itemViews] = await Promise.all([
    head.kind === 'notice' ? readNotice(desk, head) : undefined,
    desk.cases.timeline(id),
    Promise.all(items.map((item) => itemView(desk, id, item))),
  ]);
  return {
    ...queueLine(head, now),
    version: head.version,
    contentOrigin: head.contentOrigin,
    ...(head.outcome && { outcome: head.outcome }),
    warnings: head.warnings,
    ...(lease && { lease }),
    clocks: clockViews(head, now),
    whatIsMissing: head.kind === 'notice' ? missingOf(file) : [],
    ...(notice && { notice: maskNotice(notice) }),
    itemViews,
    timeline,
  };
}

async function itemView(
  desk: Pick<Desk, 'articles' | 'records'>,
  caseId: CaseId,
  item: Item,
): Promise<ItemView> {
  const holds = item.articleId ? await desk.articles.holds(item.articleId) : [];
  const heldBy = holds.filter((hold) => hold.to === undefined && hold.caseId !== caseId);
  const { comparison } = item;
  const evidence =
    comparison.outcome === 'compared' ? await readEvidence(desk, comparison.evidenceKey) : undefined;
  return { ...item, ...(evidence && { evidence }), heldBy: heldBy.map((hold) => hold.caseId) };
}

async function readEvidence(desk: Pick<Desk, 'records'>, key: string): Promise<Evidence> {
  const stored = await desk.records.get(key);
  if (!stored) throw new Problem('corrupt', `the evidence ${key} is not in the records bucket`);
  return JSON.parse(new TextDecoder().decode(stored.body)) as Evidence;
}
