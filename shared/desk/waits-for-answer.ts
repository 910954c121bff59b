import type { CaseHead } from '../case/case';
import { ruleFor } from '../case/transitions';
import { between, type Instant } from '../clock/instant';

/** The complainant was asked and has not answered yet, or the case was closed for want of it and not for long. */
export const waitsForAnswer = ({ state, flags, closedAt, policy }: CaseHead, now: Instant): boolean =>
  state === 'AWAITING_COMPLAINANT' ||
  (state === 'CLOSED' &&
    flags.includes('INCOMPLETE') &&
    closedAt !== undefined &&
    between(closedAt, now) <= policy.reopenMs);

/** Whether an answer would be taken: while it is waited for, and as long as the case is open. */
export const takesAnswer = (head: CaseHead, now: Instant): boolean =>
  head.kind === 'notice' &&
  (head.state === 'CLOSED'
    ? waitsForAnswer(head, now)
    : (ruleFor(head.state, 'answered')?.by.includes('CMP') ?? false));
