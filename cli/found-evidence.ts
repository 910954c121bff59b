import { Command, Option } from 'commander';
import { type Rung, RUNGS, type Side } from '../shared/match/who-was-first';
import { type ApiOptions, connect } from './api';
import { caseNumber, count, withStaff } from './api-options';
import { describeFirst } from './first-text';
import type { Io } from './io';
import { readTextFile } from './json-file';
import { printJson } from './print';
import { readCase } from './review';

interface StaffOptions extends ApiOptions {
  readonly json?: boolean;
}

/** What our own log says of a text, nobody enters. */
type FoundRung = Exclude<Rung, 'ingest_log'>;
const isFound = (rung: Rung): rung is FoundRung => rung !== 'ingest_log';

interface DateOptions extends StaffOptions {
  readonly item: number;
  readonly side: Side;
  readonly rung: FoundRung;
  readonly at: string;
  readonly source: string;
}

export const dateCommand = (io: Io): Command =>
  withStaff(new Command('date'))
    .description('Record when a text was there, as somebody else attests: it is weighed with what is known.')
    .argument('<case>', 'case number, such as CD-7K3MX-2QZ9A', caseNumber)
    .option('--item <no>', 'which item', count, 1)
    .addOption(
      new Option('--side <side>', 'which of its two texts')
        .choices(['article', 'original'])
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--rung <rung>', 'who attests it, the most trusted first')
        .choices(RUNGS.filter(isFound))
        .makeOptionMandatory(),
    )
    .requiredOption('--at <instant>', 'by when it was there (a domain: when it was registered), ISO 8601')
    .requiredOption('--source <url>', 'where that is to be seen')
    .action(async (caseId: string, { item, side, rung, at, source, ...options }: DateOptions) => {
      const api = await connect(io, 'staff', options);
      const { body } = await api('recordDate', {
        params: { caseId },
        body: { item, side, rung, at, source },
      });
      if (options.json) return printJson(io, body);
      const first = (await readCase(api, caseId)).itemViews.find(({ no }) => no === item)?.whoWasFirst;
      io.stdout.write(`recorded for item ${item} of ${caseId}\n`);
      if (first) io.stdout.write(`${describeFirst(first).join('\n')}\n`);
    });

export const originalTextCommand = (io: Io): Command =>
  withStaff(new Command('original-text'))
    .description("Add the text of a named original that was not at hand; the case's items are compared anew.")
    .argument('<case>', 'case number, such as CD-7K3MX-2QZ9A', caseNumber)
    .argument('<file>', 'the text, UTF-8')
    .option('--work <no>', 'which work of the complaint, as copydesk case numbers them', count, 1)
    .action(
      async (
        caseId: string,
        file: string,
        { work, ...options }: StaffOptions & { readonly work: number },
      ) => {
        const text = readTextFile(io, file);
        const api = await connect(io, 'staff', options);
        const { body } = await api('addOriginalText', { params: { caseId }, body: { work: work - 1, text } });
        if (options.json) return printJson(io, body);
        io.stdout.write(
          `taken; ${caseId} is compared with it now (copydesk case ${caseId} shows what comes out)\n`,
        );
      },
    );
