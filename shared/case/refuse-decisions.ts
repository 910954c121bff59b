import type { CaseFile, CaseHead } from './case';
import { evidenceOf } from './carry-out';
import type { ItemDecision } from './event';
import { incompatible, needsEvidence } from './reason-codes';
import { type Refusal, refusal } from './transition';

/** A decision has to have seen all that a reviewer judges by. */
export function refuseStale(head: CaseHead, version: number): Refusal | undefined {
  if (version >= head.materialVersion && version <= head.version) return undefined;
  return refusal(
    'conflict',
    `the case has changed since you read it: you read version ${version}, what you judge by changed in version ${head.materialVersion}`,
    { yourVersion: version, version: head.version, changedInVersion: head.materialVersion },
  );
}

/** All of them are checked before any is applied. */
export function refuseDecisions(
  file: CaseFile,
  decisions: readonly ItemDecision[],
  where: 'review' | 'appeal' = 'review',
): Refusal | undefined {
  if (decisions.length === 0 && where === 'review')
    return refusal('refused', 'name at least one item to decide');
  return decisionRefusals(file, decisions, where)[0];
}

/** What stands against each of these decisions, by its own merits; empty where they can all be made. */
export function decisionRefusals(
  file: CaseFile,
  decisions: readonly ItemDecision[],
  where: 'review' | 'appeal' = 'review',
): readonly Refusal[] {
  const seen = new Set<number>();
  return decisions.flatMap((decision) => {
    const again = seen.has(decision.item);
    seen.add(decision.item);
    const refused = again
      ? refusal('refused', `item ${decision.item} is decided twice in one request`, { item: decision.item })
      : refuseDecision(file, decision, where);
    return refused ? [refused] : [];
  });
}

function refuseDecision(
  file: CaseFile,
  decision: ItemDecision,
  where: 'review' | 'appeal',
): Refusal | undefined {
  const item = file.items.find(({ no }) => no === decision.item);
  const about = { item: decision.item };
  if (item === undefined) return refusal('refused', `this case has no item ${decision.item}`, about);
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
  return undefined;
}
