import { Command } from 'commander';
import { type ApiOptions, connect } from './api';
import { caseNumber, withStaff } from './api-options';
import type { Io } from './io';
import { printJson } from './print';

export const readersCommand = (io: Io): Command =>
  withStaff(new Command('readers'))
    .description('Who else has a case open now. For 45 seconds they see that you have, too.')
    .argument('<case>', 'case number, such as CD-7K3MX-2QZ9A', caseNumber)
    .action(async (caseId: string, options: ApiOptions & { readonly json?: boolean }) => {
      const api = await connect(io, 'staff', options);
      const { body } = await api('lookAtCase', { params: { caseId } });
      if (options.json) return printJson(io, body);
      if (body.others.length === 0) return void io.stdout.write(`nobody else has ${caseId} open\n`);
      for (const { person } of body.others) io.stdout.write(`${person} has ${caseId} open\n`);
    });
