import { useEffect, useRef } from 'react';
import { between, HOUR, MINUTE } from '../../shared/clock/instant';
import type { CaseView } from '../desk/use-desk';
import { announce } from '../parts/announce';
import { deskTime } from '../time/desk-time';
import { duration } from '../time/words';

/** Left of the time when it is said; the ticking itself is never read out. */
const SAID_MS = [4 * HOUR, HOUR, 15 * MINUTE, 5 * MINUTE, 0];
const LOOK_MS = 5_000;

/** Says how much time is left of the open case, once at each threshold that passes while it is open. */
export function useThresholds({ caseId, dueAt }: CaseView): void {
  const last = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (dueAt === undefined) return;
    const look = setInterval(() => {
      const left = between(deskTime.now(), dueAt);
      const before = last.current ?? left;
      last.current = left;
      const passed = SAID_MS.find((threshold) => before > threshold && left <= threshold);
      if (passed !== undefined)
        announce(passed === 0 ? `${caseId} is overdue.` : `${duration(passed)} left for ${caseId}.`);
    }, LOOK_MS);
    return () => clearInterval(look);
  }, [caseId, dueAt]);
}
