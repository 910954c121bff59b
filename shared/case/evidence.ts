import type { CaseFile, Item } from './case';
import { withClock } from './case-clocks';
import type { Change } from './change';
import type { EventOf } from './event';
import { newItem } from './new-item';
import { type DecideContext, type Refusal, refusal, type Unchanged } from './transition';

const UNCHANGED: Unchanged = { outcome: 'unchanged' };

/** A comparison, or why there is none, goes into the file. What was decided keeps the evidence it was decided on. */
export function recordEvidence(
  { head, items }: CaseFile,
  { item: no, comparison, snapshot }: EventOf<'evidence_recorded'>,
): Change | Refusal | Unchanged {
  const item = items.find((each) => each.no === no);
  if (item === undefined) return refusal('refused', `this case has no item ${no}`, { item: no });
  if (item.state !== 'PENDING') return UNCHANGED;
  const same =
    item.comparison.outcome === 'compared' && comparison.outcome === 'compared'
      ? item.comparison.sha256 === comparison.sha256
      : item.comparison.outcome === 'not_compared' &&
        comparison.outcome === 'not_compared' &&
        item.comparison.why === comparison.why;
  const seen = snapshot === undefined || snapshot.sha256 === item.snapshotSha256;
  if (same && seen) return UNCHANGED;
  return {
    outcome: 'change',
    head,
    items: [
      {
        ...item,
        comparison,
        ...(snapshot ? { snapshotKey: snapshot.key, snapshotSha256: snapshot.sha256 } : {}),
      },
    ],
    steps: [
      {
        event: 'evidence_recorded',
        to: head.state,
        facts: {
          item: no,
          outcome: comparison.outcome,
          ...(comparison.outcome === 'compared' ? { sha256: comparison.sha256 } : { why: comparison.why }),
          ...(snapshot ? { snapshotSha256: snapshot.sha256 } : {}),
        },
      },
    ],
    material: true,
  };
}

/** The missing text of a work came in: what could not be compared for want of it is to be compared again. */
export function supplyOriginal(
  { head, items }: CaseFile,
  { work, key, sha256 }: EventOf<'original_supplied'>,
): Change | Unchanged {
  const changed = items
    .filter((item) => item.state === 'PENDING' && (item.work ?? 0) === work)
    .map((item): Item => ({ ...item, comparison: { outcome: 'pending' } }));
  if (changed.length === 0) return UNCHANGED;
  return {
    outcome: 'change',
    head,
    items: changed,
    steps: [
      {
        event: 'original_supplied',
        to: head.state,
        facts: { work, key, sha256, items: changed.map(({ no }) => no) },
      },
    ],
    material: true,
  };
}

/** URLs named at receipt share the case's clock; one named later has its own 24 hours. */
export function addItems(
  { head, items }: CaseFile,
  { items: added, receivedAt }: EventOf<'items_added'>,
  _context: DecideContext,
): Change | Unchanged {
  if (added.length === 0) return UNCHANGED;
  const first = (items.at(-1)?.no ?? 0) + 1;
  const fresh = added.map((item, index) => newItem(item, first + index, receivedAt));
  const numbers = fresh.map(({ no }) => no);
  const later = receivedAt > head.receivedAt;
  const clocks = later
    ? withClock(
        withClock(head.clocks, head.policy, 'decide', receivedAt, numbers),
        head.policy,
        'confirm_gone',
        receivedAt,
        numbers,
      )
    : head.clocks;
  return {
    outcome: 'change',
    head: { ...head, clocks, itemCount: Math.max(head.itemCount, items.length + fresh.length) },
    items: fresh,
    steps: [{ event: 'items_added', to: head.state, facts: { first, last: numbers.at(-1), receivedAt } }],
    material: true,
  };
}
