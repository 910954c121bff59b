import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { readBody } from '../read-body';
import type { Outbox } from './outbox';

const content = z.object({ Data: z.string() });
const sendEmail = z.object({
  FromEmailAddress: z.string(),
  Destination: z.object({
    ToAddresses: z.array(z.string()).default([]),
    CcAddresses: z.array(z.string()).default([]),
    BccAddresses: z.array(z.string()).default([]),
  }),
  Content: z.object({
    Simple: z.object({
      Subject: content,
      Body: z.object({ Text: content.optional(), Html: content.optional() }),
      Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
    }),
  }),
  ConfigurationSetName: z.string().optional(),
  EmailTags: z
    .array(
      z.object({
        Name: z.string(),
        // SES refuses other characters.
        Value: z.string().regex(/^[\w.@-]{1,256}$/, 'a tag holds letters, digits, _ - . and @'),
      }),
    )
    .default([]),
});

/** Amazon SES refuses larger messages. */
const maxMessageBytes = 40 * 1024 * 1024;

/**
 * Plays `SendEmail` of Amazon SES v2, with simple content, into the outbox. Every service of AWS that has no emulator
 * here is pointed at this endpoint too, and refused by name: nothing ever reaches the real one.
 */
export function sesListener(outbox: Outbox, log: (line: string) => void) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refuse = (status: number, type: string, message: string) => {
      log(`refused: ${message}`);
      response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type });
      response.end(JSON.stringify({ message }));
    };
    const body = await readBody(request, maxMessageBytes);
    if (request.method !== 'POST' || request.url !== '/v2/email/outbound-emails')
      return refuse(501, 'NotImplemented', `${calledService(request)} is not played by the local stack`);
    if (body === 'too large') return refuse(400, 'MessageRejected', 'the message is over 40 MB');
    const parsed = sendEmail.safeParse(JSON.parse(body.toString('utf8')));
    if (!parsed.success) return refuse(400, 'BadRequestException', z.prettifyError(parsed.error));
    const { FromEmailAddress, Destination, Content, ConfigurationSetName, EmailTags } = parsed.data;
    const to = [...Destination.ToAddresses, ...Destination.CcAddresses, ...Destination.BccAddresses];
    if (to.length === 0) return refuse(400, 'BadRequestException', 'a mail needs somebody to go to');
    const { Subject, Body, Headers } = Content.Simple;
    const mail = outbox.put({
      from: FromEmailAddress,
      to,
      subject: Subject.Data,
      text: Body.Text?.Data ?? '',
      ...(Body.Html === undefined ? {} : { html: Body.Html.Data }),
      headers: Object.fromEntries(Headers.map(({ Name, Value }) => [Name, Value])),
      tags: Object.fromEntries(EmailTags.map(({ Name, Value }) => [Name, Value])),
      ...(ConfigurationSetName === undefined ? {} : { configurationSet: ConfigurationSetName }),
    });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ MessageId: mail.id }));
  };
}

/** The SDK signs for the service it means: `Credential=…/<region>/<service>/aws4_request`. */
function calledService({ method, url, headers }: IncomingMessage): string {
  const service = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1];
  return `${method} ${url}${service === undefined ? '' : ` of ${service}`}`;
}
