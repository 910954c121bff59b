import type { Instant } from '../clock/instant';
import type { CaseFile, TimelineEntry } from './case';
import { undoDecision } from './undo';
import { waitsUntil } from './undo-window';

const waiting = ({ head, items }: CaseFile, now: Instant) =>
  waitsUntil({ head, items }, now) === undefined
    ? undefined
    : items.find(({ decision }) => decision?.version === head.lastDecisionVersion)?.decision;

/** The case as its parties may know it: for them a decision that can still be taken back has not been made. */
export function asTold(file: CaseFile, now: Instant): CaseFile {
  const decision = waiting(file, now);
  if (decision === undefined) return file;
  const event = { type: 'decision_undone', actor: decision.decidedBy } as const;
  // Only how the case would stand is wanted: nothing is written, no hold is placed, nothing is sent.
  const undone = undoDecision(file, event, { now, sha256: () => '', holds: [] });
  if (undone.outcome !== 'change') throw new Error(`a waiting decision cannot be hidden: ${undone.reason}`);
  const { head, items: changed = [] } = undone;
  const items = file.items.map((item) => changed.find(({ no }) => no === item.no) ?? item);
  // Of a long decision a part is taken back at a time.
  return asTold({ head, items }, now);
}

const DECISIONS: readonly string[] = ['items_decided', 'decision_approved'];

/** What has happened, without decisions that were taken back before anybody was told, or still can be. */
export function historyAsTold(
  file: CaseFile,
  timeline: readonly TimelineEntry[],
  now: Instant,
): readonly TimelineEntry[] {
  const waitsSince = waiting(file, now)?.decidedAt;
  const hidden = timeline.flatMap(({ event, seq, facts }) =>
    event === 'decision_undone' ? [{ from: String(facts['decidedAt']), before: seq }] : [],
  );
  const spans = [...hidden, ...(waitsSince === undefined ? [] : [{ from: waitsSince, before: Infinity }])];
  return timeline.filter(
    ({ event, seq, at }) =>
      event !== 'decision_undone' &&
      !(DECISIONS.includes(event) && spans.some(({ from, before }) => seq < before && at >= from)),
  );
}
