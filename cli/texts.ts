import { Command } from 'commander';
import { prepareText } from '../shared/article/prepare-text';
import { type ApiOptions, connect } from './api';
import { caseNumber, count, withStaff } from './api-options';
import { type Io, Refusal } from './io';
import { printJson } from './print';
import { plural } from './printable';
import { readCase } from './review';
import { renderPassages } from './side-by-side';

interface TextsOptions extends ApiOptions {
  readonly item: number;
  readonly full?: boolean;
  readonly json?: boolean;
}

/** Sentences shown of a passage. */
const MAX_ROWS = 12;

export const textsCommand = (io: Io): Command =>
  withStaff(new Command('texts'))
    .description("An item's two texts as they were compared, passage by passage. --json prints both whole.")
    .argument('<case>', 'case number, such as CD-7K3MX-2QZ9A', caseNumber)
    .option('--item <no>', 'which item', count, 1)
    .option('--full', 'show every sentence of every passage')
    .action(async (caseId: string, { item: no, full, ...options }: TextsOptions) => {
      const api = await connect(io, 'staff', options);
      const { body: texts } = await api('readTexts', { params: { caseId, item: String(no) } });
      if (options.json) return printJson(io, texts);
      const item = (await readCase(api, caseId)).itemViews.find((one) => one.no === no);
      if (!item?.evidence) throw new Refusal(`item ${no} of ${caseId} has no evidence yet: try again`);
      const { passages } = item.evidence;
      const [article, original] = [prepareText(texts.article), prepareText(texts.original)];
      const view = { columns: io.columns, isTty: io.isTty, maxRows: full ? Infinity : MAX_ROWS };
      io.stdout.write(`${caseId}, item ${no}: ${plural(passages.length, 'passage')}\n\n`);
      io.stdout.write(renderPassages(passages, article, original, view));
    });
