import { SendEmailCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import type { MailSender } from '../desk/desk';
import { calling } from './sdk-problem';

const charset = { Charset: 'UTF-8' };

/** A header is one line; what would begin a second one is text of the first. */
const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ').trim();

/** RFC 2369 and, so that one press in a mail program does it, RFC 8058. */
const stopHeaders = (url: string) => [
  { Name: 'List-Unsubscribe', Value: `<${oneLine(url)}>` },
  { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
];

/** Mail by Amazon SES. A crash may send one twice: both carry the same reference and the same dedupe id. */
export function openSesMail(client: SESv2Client, from: string, configurationSet: string): MailSender {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    async send({ to, subject, text, html, reference, dedupeId, stopUrl }) {
      // SES sets Message-ID itself; a common, made-up ancestor makes all mails of a case one thread.
      const thread = `<${reference}@${domain}>`;
      await calling('sending a mail', () =>
        client.send(
          new SendEmailCommand({
            FromEmailAddress: from,
            Destination: { ToAddresses: [oneLine(to)] },
            Content: {
              Simple: {
                Subject: { Data: oneLine(subject), ...charset },
                Body: { Text: { Data: text, ...charset }, Html: { Data: html, ...charset } },
                Headers: [
                  { Name: 'References', Value: oneLine(thread) },
                  { Name: 'In-Reply-To', Value: oneLine(thread) },
                  // RFC 3834: no machine is to answer it.
                  { Name: 'Auto-Submitted', Value: 'auto-generated' },
                  { Name: 'X-Copydesk-Reference', Value: oneLine(reference) },
                  { Name: 'X-Copydesk-Dedupe-Id', Value: dedupeId },
                  ...(stopUrl === undefined ? [] : stopHeaders(stopUrl)),
                ],
              },
            },
            // They come back with whatever SES tells of this mail; a bounce finds its effect by them.
            EmailTags: [
              { Name: 'dedupe-id', Value: dedupeId },
              { Name: 'reference', Value: reference },
            ],
            ConfigurationSetName: configurationSet,
          }),
        ),
      );
    },
  };
}
