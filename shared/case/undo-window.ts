import { type Instant, plus } from '../clock/instant';
import type { CaseFile } from './case';

/** Until when the last decision waits and can be taken back; undefined where it does not wait any more. */
export function waitsUntil({ head, items }: CaseFile, now: Instant): Instant | undefined {
  const { lastDecisionVersion, sentAtOnce, policy } = head;
  if (lastDecisionVersion === undefined || lastDecisionVersion === sentAtOnce?.version) return undefined;
  const decidedAt = items.find(({ decision }) => decision?.version === lastDecisionVersion)?.decision
    ?.decidedAt;
  const until = decidedAt && plus(decidedAt, policy.undoMs);
  return until !== undefined && now < until ? until : undefined;
}
