import { Command, Option } from 'commander';
import { REVEAL_FIELDS, type RevealField } from '../shared/case/reveal-contact';
import { type ApiOptions, connect } from './api';
import { caseNumber, withStaff } from './api-options';
import type { Io } from './io';
import { printJson } from './print';
import { printable } from './printable';

interface RevealOptions extends ApiOptions {
  readonly json?: boolean;
  readonly field: readonly RevealField[];
  readonly for: string;
}

export const revealCommand = (io: Io): Command =>
  withStaff(new Command('reveal'))
    .description(
      'Show masked contact data of a complainant. That you saw it, and what for, stands in the timeline for ever.',
    )
    .argument('<case>', 'case number, such as CD-7K3MX-2QZ9A', caseNumber)
    .addOption(
      new Option('--field <field...>', 'what you need to see').choices(REVEAL_FIELDS).makeOptionMandatory(),
    )
    .requiredOption('--for <purpose>', 'what for, without personal data')
    .action(async (caseId: string, { field, for: purpose, ...options }: RevealOptions) => {
      const api = await connect(io, 'staff', options);
      const { body } = await api('revealContact', {
        params: { caseId },
        body: { fields: [...field], purpose },
      });
      if (options.json) return printJson(io, body);
      for (const name of field) {
        const value = body.revealed[name];
        const lines = (value ?? 'not given').split('\n').map(printable);
        io.stdout.write(`${name}: ${lines.join('\n  ')}\n`);
      }
    });
