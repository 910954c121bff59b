import { Command } from 'commander';
import type { NoticeReceipt } from '../shared/desk/submit-notice';
import { noticeParticulars, noticeSubmission } from '../shared/wire/notice-submission';
import { type ApiOptions, connect } from './api';
import { withKey } from './api-options';
import { type Io, UsageError } from './io';
import { readJsonFile, readTextFile } from './json-file';
import { printJson } from './print';
import { plural } from './printable';

interface ComplainOptions extends ApiOptions {
  readonly text?: string;
  readonly file?: string;
  readonly bulk?: string;
  readonly idempotencyKey?: string;
  readonly json?: boolean;
}

type FiledNotice = NoticeReceipt & { readonly pageUrl: string };

export const complainCommand = (io: Io): Command =>
  withKey(new Command('complain'))
    .description(
      'File a complaint. What the law wants and the notice lacks is named; a case opens in any case.',
    )
    .option('--text <file>', 'a letter or mail in your own words, as it is')
    .option('--file <file>', 'a notice as JSON, field by field')
    .option(
      '--bulk <file>',
      "works and copies as Google's bulk uploads list them: lines with # describe a work and give its address, those after it are its copies; who complains and the statements from --file",
    )
    .option('--idempotency-key <key>', 'a repeated call with this key is the same complaint')
    .action(async (options: ComplainOptions) => {
      const body = submissionOf(io, options);
      const api = await connect(io, options.key ? 'key' : 'public', options);
      const answer = await api('submitNotice', {
        body,
        idempotencyKey: options.idempotencyKey,
      });
      if (options.json) return printJson(io, answer.body);
      const { caseId, state, pageUrl, dueAt, items, missing, replayed } = answer.body as FiledNotice;
      if (replayed) io.stdout.write('filed before under this key; nothing new was opened\n');
      const waits = state === 'AWAITING_COMPLAINANT';
      const promise = waits ? '; it waits for what is missing' : dueAt ? `, due ${dueAt}` : '';
      io.stdout.write(`received as case ${caseId}${promise}\n`);
      io.stdout.write(`follow it: ${pageUrl}\n${plural(items, 'address')} found in it\n`);
      for (const { code, add } of missing) io.stdout.write(`  missing ${code}: ${add}\n`);
    });

/** @throws UsageError where the options name no complaint, or two. */
function submissionOf(io: Io, { text, file, bulk }: ComplainOptions) {
  if (bulk !== undefined && text === undefined) {
    const about = file === undefined ? {} : readJsonFile(io, file, noticeParticulars);
    return { ...about, bulkText: readTextFile(io, bulk) };
  }
  if (bulk !== undefined || !text === !file)
    throw new UsageError('name one of --text FILE, --file FILE or --bulk FILE (with --file for the rest)');
  return text ? { text: readTextFile(io, text) } : readJsonFile(io, file!, noticeSubmission);
}
