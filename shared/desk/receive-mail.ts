import PostalMime, { addressParser, type Email } from 'postal-mime';
import { prepare } from '../article/prepare';
import type { CaseFile } from '../case/case';
import type { EventOf } from '../case/event';
import { instant, type Instant } from '../clock/instant';
import { mailAttached, mailLeftAlone } from '../events';
import { type CaseId, parseCaseId, type PublisherId } from '../ids';
import { Problem } from '../problem';
import type { MailReceived } from '../wire/messages';
import { changeCase } from './change-case';
import { sha256 } from './digest';
import { answerCase, endWait } from './answer-case';
import { readNotice } from './notice-record';
import { takesReceipt } from './receipt-slot';
import { type NoticeDesk, submitNotice } from './submit-notice';
import { readLetter } from './understand-notice';
import { withdrawByMail } from './withdraw-by-mail';

/** More than any header takes, in characters. */
const MAX_HEADER = 65_536;

/**
 * Takes in a mail that SES has stored: a party's goes to the case that its subject or thread names, anything else that a
 * person may have written opens a case. What machines send of themselves opens none, or two desks would answer each
 * other for ever.
 */
export async function receiveMail(desk: NoticeDesk, notification: MailReceived): Promise<void> {
  const { mail, receipt } = notification;
  const key = receipt.action.objectKey;
  const raw = key.startsWith('mail/') ? await desk.records.get(key) : undefined;
  if (!raw) throw new Problem('unavailable', `the mail ${mail.messageId} is not in the records bucket`);
  const email = await parseMail(raw.body);
  const why =
    receipt.virusVerdict?.status === 'FAIL' ? 'virus' : isAutomatic(email) ? 'automatic' : undefined;
  if (why) return mailLeftAlone(desk.now(), { why });

  // An answer may lose its subject's number; the thread of our own mail names the case too.
  const named =
    caseNumberIn(email.subject) ?? caseNumberIn(email.inReplyTo) ?? caseNumberIn(email.references);
  const file = named && (await desk.cases.load(named));
  const letter = {
    text: textOf(email),
    subject: email.subject ?? '',
    from: email.from?.address,
    authentic: receipt.dmarcVerdict?.status === 'PASS' && namesOneSender(email),
    forged: receipt.dmarcVerdict?.status === 'FAIL',
  };
  if (file && (await isParty(desk, file, letter.from))) {
    await attach(desk, file.head.id, { key, sha256: sha256(raw.body) });
    if (letter.authentic) {
      if (!(await withdrawByMail(desk, file, letter))) await answerCase(desk, file, letter);
    } else if (!letter.forged) await endWait(desk, file, letter);
    return;
  }
  const receivedAt = receivedAtOf(receipt.timestamp, desk.now());
  const notice = await readLetter(desk, letter.text, {
    channel: 'mail',
    receivedAt,
    subject: letter.subject,
    from: {
      ...(email.from?.address && { email: email.from.address }),
      ...(email.from?.name && { name: email.from.name }),
    },
  });
  // One mail to two of our addresses arrives twice and is one complaint; an id used again for other words is another.
  const payloadSha256 = sha256(letter.text);
  const idempotency = {
    scope: `mail ${letter.from ?? ''}`,
    key: `${email.messageId ?? mail.messageId} ${payloadSha256}`,
    payloadSha256,
  };
  const answered =
    !mayBeAutomatic(email) &&
    (await takesReceipt(desk, letter.from ?? '', letter.subject, receivedAt, idempotency.key));
  const { caseId } = await submitNotice(desk, {
    notice,
    raw: raw.body,
    unanswered: !answered,
    ...(letter.authentic && letter.from !== undefined && { sender: { email: letter.from } }),
    knownTo: [
      ...receipt.recipients,
      ...addressesOf(email.to),
      ...addressesOf(email.cc),
      letter.from ?? [],
    ].flat(),
    idempotency,
  });
  if (file) await attach(desk, caseId, { key, sha256: sha256(raw.body), named: file.head.id });
}

const UNREADABLE = 'This mail could not be read by our machine. It is kept as it came.';

/** A mail that the parser refuses, nested too deeply for one, still has a sender and a subject in most cases. */
async function parseMail(raw: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(raw);
  } catch {
    const text = new TextDecoder().decode(raw);
    const header = text.slice(0, MAX_HEADER).split(/\r?\n\r?\n/, 1)[0] ?? '';
    const email = await PostalMime.parse(header.replace(/^content-/gim, 'x-content-'));
    return { ...email, text: UNREADABLE };
  }
}

/** Whoever else names a case, knowingly or not, complains of something of their own. */
async function isParty(desk: NoticeDesk, { head, items }: CaseFile, from: string | undefined) {
  const sender = from?.toLowerCase();
  if (sender === undefined) return false;
  if (head.kind === 'notice') {
    const { contact } = await readNotice(desk, head);
    if (contact.email?.toLowerCase() === sender) return true;
  }
  const respondents = new Set(items.flatMap(({ respondent }) => respondent ?? []));
  const publishers = await Promise.all(
    [...respondents].map((id) => desk.registry.publisher(id as PublisherId)),
  );
  return publishers.some((publisher) => publisher?.email?.toLowerCase() === sender);
}

/** The mail becomes part of the case's history, once however often its message is delivered. */
async function attach(
  desk: NoticeDesk,
  id: CaseId,
  received: Omit<EventOf<'mail_received'>, 'type' | 'actor'>,
): Promise<void> {
  const timeline = await desk.cases.timeline(id);
  if (timeline.some(({ event, facts }) => event === 'mail_received' && facts['sha256'] === received.sha256))
    return;
  await changeCase(desk, id, () => ({
    type: 'mail_received',
    actor: { role: 'SYS', id: 'receive-mail' },
    ...received,
  }));
  mailAttached(desk.now(), { caseId: id });
}

/** Of two senders the one who was vouched for need not be the one we read (RFC 7489, 6.6.1). */
function namesOneSender({ headers }: Email): boolean {
  const [from, ...more] = headers.filter(({ key }) => key === 'from');
  const named = from === undefined ? [] : addressParser(from.value, { flatten: true });
  return more.length === 0 && named.length === 1;
}

const headerOf = (email: Email, key: string): string | undefined =>
  email.headers
    .find((each) => each.key === key)
    ?.value.trim()
    .toLowerCase();

/** RFC 3834: what answers or notifies of itself, and says so, is not to be answered. */
const isAutomatic = (email: Email): boolean =>
  (headerOf(email, 'auto-submitted') ?? 'no') !== 'no' ||
  headerOf(email, 'return-path') === '<>' ||
  headerOf(email, 'precedence') === 'auto_reply' ||
  headerOf(email, 'x-autoreply') !== undefined ||
  /^(?:mailer-daemon|postmaster)@/i.test(email.from?.address ?? '');

/** People write with these headers too; but where a machine does, our receipt would be answered for ever. */
const mayBeAutomatic = (email: Email): boolean =>
  /^(?:bulk|junk|list)$/.test(headerOf(email, 'precedence') ?? '') ||
  headerOf(email, 'x-auto-response-suppress') !== undefined ||
  headerOf(email, 'x-copydesk-reference') !== undefined ||
  /^no-?reply@/i.test(email.from?.address ?? '');

const caseNumberIn = (header: string | undefined): CaseId | undefined =>
  parseCaseId(/\bCD-[0-9A-Z]{5}-[0-9A-Z]{5}\b/i.exec(header ?? '')?.[0].toUpperCase() ?? '');

const addressesOf = (named: Email['to'] = []): readonly string[] =>
  named.flatMap(({ address, group }) => [address ?? [], ...addressesOf(group)].flat());

/** The words of a mail; of one without a plain part, the words of its HTML, which is never shown as it came. */
function textOf({ text, html }: Email): string {
  if (text !== undefined && text.trim() !== '') return text;
  return html === undefined ? '' : prepare({ html }).text;
}

/** When our own server took it in, never what the sender wrote. */
function receivedAtOf(timestamp: string, now: Instant): Instant {
  const ms = Date.parse(timestamp);
  return Number.isNaN(ms) ? now : instant(ms);
}
