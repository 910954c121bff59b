import type { Actor } from '../case/case';
import type { Instant } from '../clock/instant';
import type { CaseId } from '../ids';
import type { Desk, LogWindow } from './desk';

/** Somebody was shown contact data of a complainant. */
export interface Reveal {
  readonly caseId: CaseId;
  /** Number of its entry in the timeline. */
  readonly entry: number;
  readonly at: Instant;
  readonly by: Actor;
  readonly fields: readonly string[];
  readonly purpose: string;
}

/** Who was shown whose contact data in a window, and what for; oldest first. */
export async function listReveals(
  desk: Pick<Desk, 'cases'>,
  window: LogWindow,
): Promise<{ readonly reveals: readonly Reveal[]; readonly cursor?: string }> {
  const { entries, cursor } = await desk.cases.reveals(window);
  return {
    reveals: entries.map(({ caseId, seq, at, actor, facts }) => ({
      caseId,
      entry: seq,
      at,
      by: actor,
      fields: facts['fields'] as readonly string[],
      purpose: String(facts['purpose']),
    })),
    ...(cursor !== undefined && { cursor }),
  };
}
