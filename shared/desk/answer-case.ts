import type { CaseFile, CaseHead } from '../case/case';
import { Problem } from '../problem';
import type { NoticeAddition } from '../wire/notice-submission';
import { addAddresses } from './add-addresses';
import { changeCase } from './change-case';
import { completeNotice } from './complete-notice';
import { readNotice } from './notice-record';
import type { NoticeDesk } from './submit-notice';
import { readLetter } from './understand-notice';
import { takesAnswer, waitsForAnswer } from './waits-for-answer';

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
  if (!(await isFromComplainant(desk, head, reply))) return;
  const notice = await readNotice(desk, head);
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

/**
 * A mail with the complainant's address that no domain vouches for, as of many a small publisher: what it says is not
 * taken as theirs, but a person has to read it, and the promise does not stand still meanwhile.
 */
export async function endWait(desk: NoticeDesk, { head }: CaseFile, { from }: Reply): Promise<void> {
  if (head.kind !== 'notice' || head.state !== 'AWAITING_COMPLAINANT') return;
  const { contact } = await readNotice(desk, head);
  if (from === undefined || from.toLowerCase() !== contact.email?.toLowerCase()) return;
  const { missing, dsaComplete } = head;
  await changeCase(desk, head.id, () => ({
    type: 'answered',
    actor: { role: 'SYS', id: 'receive-mail' },
    items: [],
    missing,
    dsaComplete,
  }));
}

/** The address that the complaint came from, and its domain vouches for it. */
export async function isFromComplainant(
  desk: Pick<NoticeDesk, 'records'>,
  head: CaseHead,
  { from, authentic }: Reply,
): Promise<boolean> {
  const { contact } = await readNotice(desk, head);
  return authentic && from !== undefined && from.toLowerCase() === contact.email?.toLowerCase();
}

/**
 * The same by the case's secret link: what it adds, and further addresses, which have 24 hours of their own.
 * @throws Problem `refused` where the case takes none any more.
 */
export async function answerByLink(
  desk: NoticeDesk,
  { head, items }: CaseFile,
  { targets, ...added }: NoticeAddition,
): Promise<void> {
  if (!takesAnswer(head, desk.now()))
    throw new Problem('refused', 'the case takes no answer any more', {
      facts: { state: head.state },
    });
  if (items.length > 0) await addAddresses(desk, head.id, targets);
  await completeNotice(desk, head.id, { ...added, targets });
}

const QUOTATION_BEGINS = /^(?:-{2,}\s*Original Message|On .{1,200} wrote:\s*$|From: |_{10,})/i;

/** Our own request, quoted below the answer, holds the very statements that are asked for. */
export function withoutQuotation(text: string): string {
  const lines = text.split('\n');
  const begins = lines.findIndex((line) => QUOTATION_BEGINS.test(line));
  return (begins === -1 ? lines : lines.slice(0, begins))
    .filter((line) => !line.trimStart().startsWith('>'))
    .join('\n');
}
