import { copies, copyUrl, DEMO_PUBLISHER, originals, originalUrl } from '../../local/demo/demo-articles';
import type { OutboxMail } from '../../local/mail/outbox';
import { DEMO_SETTINGS } from '../demo-setup';

const lines = (...text: readonly string[]): string => text.join('\r\n');

const header = (subject: string, messageId: string, ...more: readonly string[]): string =>
  lines(
    `From: Nadia Brandt <${DEMO_PUBLISHER.email}>`,
    `To: "${DEMO_SETTINGS.designatedAgent.name}" <${DEMO_SETTINGS.designatedAgent.email}>`,
    `Subject: ${subject}`,
    `Message-ID: <${messageId}@gazette.example>`,
    ...more,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
  );

/** A complaint as a small newsroom writes one, without the statements of 17 U.S.C. 512(c)(3)(A)(v) and (vi). */
export const complaintWithoutStatements = lines(
  header('Our ferry story on your site', 'ferry-1'),
  '',
  'Hello,',
  '',
  `our article "${originals.ferry.title}",`,
  originalUrl(originals.ferry.slug),
  'stands word for word on your site:',
  copyUrl(copies.ferry.slug),
  '',
  'Our licence with you has run out. Please take it down.',
  '',
  'Sincerely,',
  `Nadia Brandt, ${DEMO_PUBLISHER.name}, 1 Quay Street, Brackwater`,
);

/** The answer, as a mail program threads it: its subject is another, only the references lead back to the case. */
export const answerTo = (asked: OutboxMail): string =>
  lines(
    header(
      'Re: ferry story, the two sentences you wanted',
      'ferry-2',
      `In-Reply-To: <${asked.id}@email.example>`,
      `References: ${asked.headers['References'] ?? ''} <${asked.id}@email.example>`,
    ),
    '',
    'Here they are:',
    '',
    'I have a good-faith belief that this use is not authorised by the copyright owner, its agent, or the law.',
    'The information in this notice is accurate and, under penalty of perjury, I am authorised to act for the owner of an exclusive right that is allegedly infringed.',
    '',
    'Nadia Brandt',
    '',
    `On ${asked.at.slice(0, 10)}, Newsriver wrote:`,
    ...asked.text
      .trimEnd()
      .split('\n')
      .map((line) => `> ${line}`),
  );
