import type { CaseFile, CaseHead } from '../case/case';
import { between, type Instant } from '../clock/instant';
import type { Notice } from '../notice/notice';
import { screenNotice } from '../notice/screen-notice';
import { changeCase } from './change-case';
import { readNotice } from './notice-record';
import { resolveTargets, sitesOf } from './resolve-targets';
import { askForEvidence, ITEMS_PER_WRITE, type NoticeDesk } from './submit-notice';
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
  const whole = completed(notice, added);
  const sites = await sitesOf(desk, whole);
  const screening = screenNotice(whole, (host) => sites.has(host));
  await changeCase(desk, head.id, ({ items }) => ({
    type: 'answered',
    actor: { role: 'CMP', id: 'complainant' },
    items: items.flatMap(({ no }) => {
      const target = screening.targets[no - 1];
      return target ? [{ no, elements: target.elements, deficiencies: target.deficiencies }] : [];
    }),
    missing: screening.missing,
    dsaComplete: screening.dsaComplete,
  }));
  if (notice.targets.length > 0 || screening.targets.length === 0) return;
  const named = await resolveTargets(desk, screening.targets.slice(0, ITEMS_PER_WRITE));
  const receivedAt = desk.now();
  await changeCase(desk, head.id, ({ items }) => ({
    type: 'items_added',
    actor: { role: 'CMP', id: 'complainant' },
    receivedAt,
    items: items.length === 0 ? named : [],
  }));
  await askForEvidence(desk, head.id);
}

/** Asked and not answered yet, or closed for want of an answer and not for long. */
const waitsForAnswer = ({ state, flags, closedAt, policy }: CaseHead, now: Instant): boolean =>
  state === 'AWAITING_COMPLAINANT' ||
  (state === 'CLOSED' &&
    flags.includes('INCOMPLETE') &&
    closedAt !== undefined &&
    between(closedAt, now) <= policy.reopenMs);

/** The notice with what the answer adds; what was said at first stands. */
const completed = (notice: Notice, added: Notice): Notice => ({
  ...added,
  ...notice,
  contact: { ...added.contact, ...notice.contact },
  works: notice.works.length > 0 ? notice.works : added.works,
  targets: notice.targets.length > 0 ? notice.targets : added.targets,
});

const QUOTATION_BEGINS = /^(?:-{2,}\s*Original Message|On .{1,200} wrote:\s*$|From: |_{10,})/i;

/** Our own request, quoted below the answer, holds the very statements that are asked for. */
function withoutQuotation(text: string): string {
  const lines = text.split('\n');
  const begins = lines.findIndex((line) => QUOTATION_BEGINS.test(line));
  return (begins === -1 ? lines : lines.slice(0, begins))
    .filter((line) => !line.trimStart().startsWith('>'))
    .join('\n');
}
