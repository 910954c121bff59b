import type { CaseFile, Comparison, Item } from './case';
import { atOnce, type Change } from './change';
import { mail } from './effects';
import type { EventOf, ItemEvidence } from './event';
import { type DecideContext, type Refusal, refusal, type Unchanged } from './transition';

const UNCHANGED: Unchanged = { outcome: 'unchanged' };

/** It could not be compared for want of the original, which only the complainant may have. */
const lacksOriginal = (comparison: Comparison): boolean =>
  comparison.outcome === 'not_compared' && comparison.why === 'no_original_text';

/**
 * What came of comparing some items goes into the file. Only what is still asked counts: what was decided keeps the evidence
 * it was decided on, what another worker compared stays, and a text that came in meanwhile is compared first.
 */
export function recordEvidence(
  { head, items }: CaseFile,
  { items: found }: EventOf<'evidence_recorded'>,
  context: DecideContext,
): Change | Refusal | Unchanged {
  const unknown = found.find(({ no }) => !items.some((item) => item.no === no));
  if (unknown) return refusal('refused', `this case has no item ${unknown.no}`, { item: unknown.no });
  const recorded = items.flatMap((item) => {
    const evidence = found.find(({ no }) => no === item.no);
    return evidence && isAsked(item, evidence) ? [{ item, evidence }] : [];
  });
  if (recorded.length === 0) return UNCHANGED;
  // One request for all of them, with the first.
  const asks =
    head.kind === 'notice' &&
    !head.flags.includes('NO_EMAIL') &&
    recorded.some(({ evidence }) => lacksOriginal(evidence.comparison)) &&
    !items.some(({ comparison }) => lacksOriginal(comparison));
  return {
    outcome: 'change',
    head,
    items: recorded.map(({ item, evidence: { comparison, snapshot } }) => ({
      ...item,
      comparison,
      ...(snapshot ? { snapshotKey: snapshot.key, snapshotSha256: snapshot.sha256 } : {}),
    })),
    steps: recorded.map(({ evidence }) => ({
      event: 'evidence_recorded',
      to: head.state,
      facts: factsOf(evidence),
    })),
    effects: asks ? atOnce(context, [mail(head, 'complainant', 'original_text_requested')]) : [],
    material: true,
  };
}

const isAsked = ({ state, comparison }: Item, { supplied }: ItemEvidence): boolean =>
  state === 'PENDING' && comparison.outcome === 'pending' && comparison.supplied === supplied;

const factsOf = ({ no, comparison, snapshot }: ItemEvidence) => ({
  item: no,
  outcome: comparison.outcome,
  ...(comparison.outcome === 'compared'
    ? { sha256: comparison.sha256 }
    : { why: comparison.why, ...(comparison.fetch && { fetch: comparison.fetch }) }),
  ...(snapshot ? { snapshotSha256: snapshot.sha256 } : {}),
});

/** The missing text of a work came in: what could not be compared for want of it is to be compared again. */
export function supplyOriginal(
  { head, items }: CaseFile,
  { work, key, sha256 }: EventOf<'original_supplied'>,
): Change | Unchanged {
  const changed = items
    .filter((item) => item.state === 'PENDING' && (item.work ?? 0) === work)
    .map((item): Item => ({ ...item, comparison: { outcome: 'pending', supplied: sha256 } }));
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
