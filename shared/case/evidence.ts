import type { CaseFile, Comparison, Item } from './case';
import { atOnce, type Change } from './change';
import { mail } from './effects';
import type { EventOf } from './event';
import { type DecideContext, type Refusal, refusal, type Unchanged } from './transition';

const UNCHANGED: Unchanged = { outcome: 'unchanged' };

/** It could not be compared for want of the original, which only the complainant may have. */
const lacksOriginal = (comparison: Comparison): boolean =>
  comparison.outcome === 'not_compared' && comparison.why === 'no_original_text';

/** A comparison, or why there is none, goes into the file. What was decided keeps the evidence it was decided on. */
export function recordEvidence(
  { head, items }: CaseFile,
  { item: no, comparison, snapshot }: EventOf<'evidence_recorded'>,
  context: DecideContext,
): Change | Refusal | Unchanged {
  const item = items.find((each) => each.no === no);
  if (item === undefined) return refusal('refused', `this case has no item ${no}`, { item: no });
  if (item.state !== 'PENDING') return UNCHANGED;
  const same =
    item.comparison.outcome === 'compared' && comparison.outcome === 'compared'
      ? item.comparison.sha256 === comparison.sha256
      : item.comparison.outcome === 'not_compared' &&
        comparison.outcome === 'not_compared' &&
        item.comparison.why === comparison.why &&
        item.comparison.fetch === comparison.fetch;
  const seen = snapshot === undefined || snapshot.sha256 === item.snapshotSha256;
  if (same && seen) return UNCHANGED;
  // One request for all of them, with the first.
  const asks =
    head.kind === 'notice' &&
    !head.flags.includes('NO_EMAIL') &&
    lacksOriginal(comparison) &&
    !items.some((each) => lacksOriginal(each.comparison));
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
          ...(comparison.outcome === 'compared'
            ? { sha256: comparison.sha256 }
            : { why: comparison.why, ...(comparison.fetch && { fetch: comparison.fetch }) }),
          ...(snapshot ? { snapshotSha256: snapshot.sha256 } : {}),
        },
      },
    ],
    effects: asks ? atOnce(context, [mail(head, 'complainant', 'original_text_requested')]) : [],
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
