import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { control } from './control';
import { type Io, pathOf, UsageError } from './io';
import { ioProblem } from './jsonl';
import { columnsOf, printJson, table } from './print';
import { printable } from './printable';

const mails = z.array(
  z.looseObject({
    id: z.string(),
    at: z.string(),
    from: z.string(),
    to: z.array(z.string()),
    subject: z.string(),
    text: z.string(),
  }),
);

/** The mail of the local stack: what it sent, and a way to send it some. */
export function mailCommand(io: Io): Command {
  const incoming = new Command('in')
    .description(
      'Play an incoming mail to desk@copydesk.example: stored and announced as the mail service would.\nA reply that keeps its case number in the subject is read into that case.',
    )
    .argument('<file.eml>', 'the mail as it stands on the wire (RFC 5322): headers, an empty line, text')
    .option('--json', 'print for machines')
    .action(async (file: string, { json }: { readonly json?: boolean }) => {
      let raw: Uint8Array;
      try {
        raw = readFileSync(pathOf(io, file));
      } catch (error) {
        throw ioProblem(file, error);
      }
      const receipt = await control(io, 'POST', '/mail/in', raw);
      if (json) return printJson(io, receipt);
      io.stdout.write('delivered; copydesk queue and copydesk mail list show what comes of it\n');
    });
  const list = new Command('list')
    .description('Mails sent so far.')
    .option('--json', 'print for machines')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const sent = mails.parse(await control(io, 'GET', '/mails'));
      if (json) return printJson(io, sent);
      if (sent.length === 0) return void io.stdout.write('no mail has been sent yet\n');
      io.stdout.write(
        `${table(
          ['id', 'sent', 'to', 'subject'],
          sent.map(({ id, at, to, subject }) => [id, at, to.join(', '), subject]),
          columnsOf(io),
        )}\n`,
      );
    });
  const show = new Command('show')
    .description('One mail.')
    .argument('<id>', 'as mail list shows it')
    .option('--json', 'print for machines')
    .action(async (id: string, { json }: { readonly json?: boolean }) => {
      const mail = mails.parse(await control(io, 'GET', '/mails')).find((known) => known.id === id);
      if (!mail) throw new UsageError(`there is no mail ${id}; copydesk mail list shows them`);
      if (json) return printJson(io, mail);
      io.stdout.write(
        `From: ${printable(mail.from)}\nTo: ${mail.to.join(', ')}\nSubject: ${printable(mail.subject)}\n\n${mail.text.split('\n').map(printable).join('\n')}\n`,
      );
    });
  const bounce = new Command('bounce')
    .description('Play a mail that went out coming back, as the mail service would tell it.')
    .argument('<id>', 'as mail list shows it')
    .addOption(
      new Option('--as <fate>', 'what became of it')
        .choices(['bounced', 'undelivered', 'complained'])
        .default('bounced'),
    )
    .option('--json', 'print for machines')
    .action(async (id: string, { as, json }: { readonly as: string; readonly json?: boolean }) => {
      const told = await control(io, 'POST', `/mails/${encodeURIComponent(id)}/return?as=${as}`);
      if (json) return printJson(io, told);
      io.stdout.write(`${as}; copydesk alerts and copydesk case show what comes of it\n`);
    });
  return new Command('mail')
    .description('The local outbox, and incoming mail.')
    .addCommand(list)
    .addCommand(show)
    .addCommand(incoming)
    .addCommand(bounce);
}
