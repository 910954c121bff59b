import { Command, Option } from 'commander';
import { type ApiOptions, connect } from './api';
import { caseNumber, withStaff } from './api-options';
import type { Io } from './io';
import { printJson } from './print';
import { plural } from './printable';

interface ContactOptions extends ApiOptions {
  readonly json?: boolean;
  readonly of: 'complainant' | 'respondent';
  readonly respondent?: string;
  readonly note: string;
}

export const contactCommand = (io: Io): Command =>
  withStaff(new Command('contact'))
    .description(
      'Say how to reach a party whose mail came back; what came back is sent once more. Without an address: the one that stands works again.',
    )
    .argument('<case>', 'case number, such as CD-7K3MX-2QZ9A', caseNumber)
    .argument('[email]', 'where mail reaches them')
    .addOption(
      new Option('--of <party>', 'whose').choices(['complainant', 'respondent']).makeOptionMandatory(),
    )
    .option('--respondent <id>', 'which of several, as the items of the case name them')
    .requiredOption('--note <words>', 'how you found out; it stands in the timeline, so no personal data')
    .action(
      async (
        caseId: string,
        email: string | undefined,
        { of, respondent, note, ...options }: ContactOptions,
      ) => {
        const api = await connect(io, 'staff', options);
        const { body } = await api('correctContact', {
          params: { caseId },
          body: { to: of, note, ...(respondent && { respondent }), ...(email && { email }) },
        });
        if (options.json) return printJson(io, body);
        io.stdout.write(
          body.sentAgain === 0
            ? 'recorded; no mail had come back, so none is sent again\n'
            : `recorded; sent once more: ${plural(body.sentAgain, 'mail')}\n`,
        );
      },
    );
