import { Command } from 'commander';
import { z } from 'zod';
import { noticeSubmission } from '../shared/wire/notice-submission';
import { type ApiOptions, connect } from './api';
import { withKey } from './api-options';
import { type Io, UsageError } from './io';
import { readJsonFile, readTextFile } from './json-file';
import { printJson } from './print';

interface ComplainOptions extends ApiOptions {
  readonly text?: string;
  readonly file?: string;
  readonly idempotencyKey?: string;
  readonly json?: boolean;
}

const receipt = z.looseObject({
  caseId: z.string(),
  statusUrl: z.string(),
  dueAt: z.string().optional(),
  state: z.string().optional(),
  missing: z.array(z.looseObject({ code: z.string(), add: z.string() })).optional(),
});

export const complainCommand = (io: Io): Command =>
  withKey(new Command('complain'))
    .description(
      'File a complaint. What the law wants and the notice lacks is named; a case opens in any case.',
    )
    .option('--text <file>', 'a letter or mail in your own words, as it is')
    .option('--file <file>', 'a notice as JSON, field by field (docs/api.md)')
    .option('--idempotency-key <key>', 'a repeated call with this key is the same complaint')
    .action(async (options: ComplainOptions) => {
      if (!options.text === !options.file) throw new UsageError('name one of --text FILE or --file FILE');
      const body = options.text
        ? { text: readTextFile(io, options.text) }
        : readJsonFile(io, options.file!, noticeSubmission);
      const api = await connect(io, 'public', options);
      const answer = await api('submitNotice', {
        body,
        headers: options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {},
      });
      if (options.json) return printJson(io, answer.body);
      const { caseId, statusUrl, dueAt, missing } = receipt.parse(answer.body);
      io.stdout.write(
        `received as case ${caseId}${dueAt ? `, due ${dueAt}` : ''}\nfollow it: ${statusUrl}\n`,
      );
      for (const { code, add } of missing ?? []) io.stdout.write(`  missing ${code}: ${add}\n`);
    });
