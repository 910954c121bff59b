import type { CaseHead, Decision, Item, MailTemplate, TimelineEntry } from '../case/case';
import { verifyTimeline } from '../case/timeline';
import type { Instant } from '../clock/instant';
import type { CaseId, OutboxId } from '../ids';
import type { Notice } from '../notice/notice';
import type { OutboxLine } from './read-outbox';

/** All that is kept of a case, for who was not there: what happened, was decided, was said to whom, and on what. */
export interface AuditRecord {
  readonly caseId: CaseId;
  readonly readAt: Instant;
  readonly case: Pick<
    CaseHead,
    'siteId' | 'kind' | 'channel' | 'contentOrigin' | 'state' | 'receivedAt' | 'flags' | 'version'
  > &
    Partial<Pick<CaseHead, 'outcome' | 'closedAt' | 'mergedInto'>>;
  readonly chain: Chain;
  readonly timeline: readonly TimelineEntry[];
  /** With their decisions, and the hashes of what these were made on. */
  readonly items: readonly Item[];
  /** What its parties were told of decisions. */
  readonly statements: readonly Statement[];
  /** All that left the house about it, or is to. */
  readonly deliveries: readonly OutboxLine[];
  /** Contact data masked. Absent where nobody complained. */
  readonly notice?: KeptNotice;
}

/** How far the hash chain of a case goes. */
export interface Chain {
  readonly caseId: CaseId;
  readonly entries: number;
  readonly lastHash: string;
}

export interface Statement {
  readonly id: OutboxId;
  readonly to: 'complainant' | 'respondent';
  readonly template: MailTemplate;
  readonly sentAt?: Instant;
  readonly decisions: readonly (Pick<Decision, 'actions' | 'reasonCode' | 'reason'> & {
    readonly item: number;
  })[];
}

export interface KeptNotice {
  /** At receipt. */
  readonly sha256: string;
  /** What is kept has that hash still. */
  readonly stored: 'as_received' | 'changed_or_missing';
  readonly masked?: Notice;
}

export const chainOf = ({ id, timelineSeq, timelineHash }: CaseHead): Chain => ({
  caseId: id,
  entries: timelineSeq,
  lastHash: timelineHash,
});

/** What is not as it was written; `entry` is its number in the timeline, where it stands there. */
export interface Finding {
  readonly caseId: CaseId;
  readonly entry?: number;
  readonly why: string;
}

/**
 * Checks a record against itself, wherever it was kept since: the chain of its timeline, that nothing was cut off its
 * end, that decisions are those which the timeline says were made, and that the notice is the one received.
 * @param earlier chains of this case as they were once noted elsewhere: whoever can write the table can write a whole
 * timeline anew, but not that.
 */
export function verifyRecord(
  record: Pick<AuditRecord, 'caseId' | 'chain' | 'timeline' | 'items' | 'notice'>,
  sha256: (text: string) => string,
  earlier: readonly Chain[] = [],
): readonly Finding[] {
  const { caseId, chain, timeline, items, notice } = record;
  const verified = verifyTimeline(timeline, sha256, {
    id: caseId,
    timelineSeq: chain.entries,
    timelineHash: chain.lastHash,
  });
  return [
    ...(verified.outcome === 'broken' ? [{ caseId, entry: verified.seq, why: verified.why }] : []),
    ...earlier.flatMap(({ entries, lastHash }) =>
      timeline[entries - 1]?.hash === lastHash
        ? []
        : [{ caseId, entry: entries, why: `entry ${entries} is not the one that was noted elsewhere` }],
    ),
    ...items.flatMap((item) => {
      const why = notAsDecided(item, timeline, sha256);
      return why === undefined ? [] : [{ caseId, why }];
    }),
    ...(notice?.stored === 'changed_or_missing'
      ? [{ caseId, why: 'the notice is missing or is not what was received' }]
      : []),
  ];
}

/** A decision as the timeline tells it. */
type Told = Partial<Pick<Decision, 'actions' | 'reasonCode' | 'evidenceSha256'>> & {
  /** Absent in older entries, which say nothing of the words. */
  readonly reasonSha256?: string;
};

const names = (list: unknown, no: number): boolean => Array.isArray(list) && list.includes(no);

/** What an entry says was decided of an item; undefined where it is about something else. */
function toldIn({ event, facts }: TimelineEntry, no: number): Told | undefined {
  const { decisions, items } = facts;
  if (Array.isArray(decisions) && event !== 'decision_proposed')
    return (decisions as readonly (Told & { readonly item: number })[]).find(({ item }) => item === no);
  const kept = { ...(facts as Told), actions: ['keep'] } as const;
  if (event === 'turned_away') return kept;
  if (event === 'restored' && names(items, no)) return kept;
  if (event === 'withdrawn' && names(items, no)) return { ...kept, reasonCode: 'NA_WITHDRAWN' };
  return undefined;
}

function notAsDecided(
  { no, decision }: Item,
  timeline: readonly TimelineEntry[],
  sha256: (text: string) => string,
): string | undefined {
  if (decision === undefined) return undefined;
  const told = timeline.flatMap((entry) => toldIn(entry, no) ?? []).at(-1);
  const same =
    told !== undefined &&
    told.reasonCode === decision.reasonCode &&
    told.evidenceSha256 === decision.evidenceSha256 &&
    told.actions?.join() === decision.actions.join();
  if (!same) return `the decision on item ${no} is not the one that the timeline knows`;
  return told.reasonSha256 === undefined || told.reasonSha256 === sha256(decision.reason)
    ? undefined
    : `the reason given for item ${no} was changed after it was decided`;
}
