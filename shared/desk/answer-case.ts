import type { CaseFile, CaseHead } from '../case/case';
import { between, type Instant } from '../clock/instant';
import { completeNotice } from './complete-notice';
import { readNotice } from './notice-record';
import type { NoticeDesk } from './submit-notice';
import { readLetter } from './understand-notice';

export interface Reply {
  readonly text: string;
  readonly subject: string;
  readonly from: string | undefined;
  /** DMARC passed: the sender's domain vouches for the address. */
  readonly authentic: boolean;
}

/**
 * An answer to our request for missing parts: what it adds to the notice is measured anew and the paused clock runs
 * on. Only the complainant's own address counts, and only where the case waits for it or was closed waiting.
 */
export async function answerCase(desk: NoticeDesk, { head }: CaseFile, reply: Reply): Promise<void> {
  if (head.kind !== 'notice' || !waitsForAnswer(head, desk.now())) return;
  const notice = await readNotice(desk, head);
  const sender = reply.from?.toLowerCase();
  if (!reply.authentic || sender === undefined || sender !== notice.contact.email?.toLowerCase()) return;
  const added = await readLetter(desk, withoutQuotation(reply.text), {
    channel: notice.channel,
    receivedAt: notice.receivedAt,
  });
  const { contact, works, targets, goodFaith, authority, accuracy, signature } = added;
  await completeNotice(desk, head.id, {
    contact,
    works,
    targets,
    ...(goodFaith && { goodFaith }),
    ...(authority && { authority }),
    ...(accuracy && { accuracy }),
    ...(signature !== undefined && { signature }),
  });
}

/** Asked and not answered yet, or closed for want of an answer and not for long. */
const waitsForAnswer = ({ state, flags, closedAt, policy }: CaseHead, now: Instant): boolean =>
  state === 'AWAITING_COMPLAINANT' ||
  (state === 'CLOSED' &&
    flags.includes('INCOMPLETE') &&
    closedAt !== undefined &&
    between(closedAt, now) <= policy.reopenMs);

const QUOTATION_BEGINS = /^(?:-{2,}\s*Original Message|On .{1,200} wrote:\s*$|From: |_{10,})/i;

/** Our own request, quoted below the answer, holds the very statements that are asked for. */
function withoutQuotation(text: string): string {
  const lines = text.split('\n');
  const begins = lines.findIndex((line) => QUOTATION_BEGINS.test(line));
  return (begins === -1 ? lines : lines.slice(0, begins))
    .filter((line) => !line.trimStart().startsWith('>'))
    .join('\n');
}
