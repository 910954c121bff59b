import { Command } from 'commander';
import { WARNING_WORDS } from '../shared/case/words';
import type { AnswerOf } from '../shared/wire/contracts';
import { noticeParticulars, noticeSubmission } from '../shared/wire/notice-submission';
import { type ApiOptions, connect } from './api';
import { withKey, withStaff } from './api-options';
import { type Io, UsageError } from './io';
import { readJsonFile, readTextFile } from './json-file';
import { printJson } from './print';
import { plural } from './printable';

interface Complaint {
  readonly text?: string;
  readonly file?: string;
  readonly bulk?: string;
}

interface ComplainOptions extends ApiOptions, Complaint {
  readonly idempotencyKey?: string;
  readonly json?: boolean;
}

const withComplaint = (command: Command): Command =>
  command
    .option('--text <file>', 'a letter or mail in its own words, as it is')
    .option('--file <file>', 'a notice as JSON, field by field')
    .option(
      '--bulk <file>',
      "works and copies as Google's bulk uploads list them: lines with # describe a work and give its address, those after it are its copies; who complains and the statements from --file",
    );

export const complainCommand = (io: Io): Command =>
  withComplaint(withKey(new Command('complain')))
    .description(
      'File a complaint. What the law wants and the notice lacks is named; a case opens in any case.',
    )
    .option('--idempotency-key <key>', 'a repeated call with this key is the same complaint')
    .action(async (options: ComplainOptions) => {
      const body = submissionOf(io, options);
      const api = await connect(io, options.key ? 'key' : 'public', options);
      const { body: filed } = await api('submitNotice', { body, idempotencyKey: options.idempotencyKey });
      if (options.json) return printJson(io, filed);
      if (filed.replayed) io.stdout.write('filed before under this key; nothing new was opened\n');
      io.stdout.write(describeReceipt(filed, `follow it: ${filed.pageUrl}`));
    });

interface EnterOptions extends ApiOptions, Complaint {
  readonly receivedAt?: string;
  readonly json?: boolean;
}

export const enterCommand = (io: Io): Command =>
  withComplaint(withStaff(new Command('enter')))
    .description(
      'Enter a complaint that came by post, by hand or by telephone. Whoever enters it does not decide it.',
    )
    .option('--received-at <instant>', 'when it came in at the door, ISO 8601 (default: now)')
    .action(async ({ receivedAt, ...options }: EnterOptions) => {
      const notice = submissionOf(io, options);
      const api = await connect(io, 'staff', options);
      const { body: filed } = await api('fileForComplainant', {
        body: { notice, ...(receivedAt !== undefined && { receivedAt }) },
      });
      if (options.json) printJson(io, filed);
      else io.stdout.write(describeReceipt(filed, 'somebody else has to decide it'));
    });

/** @param next what its reader does now. */
function describeReceipt(
  { caseId, state, dueAt, items, missing, warnings }: AnswerOf<'fileForComplainant'>,
  next: string,
): string {
  const waits = state === 'AWAITING_COMPLAINANT';
  const promise = waits ? '; it waits for what is missing' : dueAt ? `, due ${dueAt}` : '';
  return [
    `received as case ${caseId}${promise}`,
    next,
    `${plural(items, 'address')} found in it`,
    ...missing.map(({ code, add }) => `  missing ${code}: ${add}`),
    ...warnings.map((warning) => `  note: ${WARNING_WORDS[warning]}`),
    '',
  ].join('\n');
}

/** @throws UsageError where the options name no complaint, or two. */
function submissionOf(io: Io, { text, file, bulk }: Complaint) {
  if (bulk !== undefined && text === undefined) {
    const about = file === undefined ? {} : readJsonFile(io, file, noticeParticulars);
    const bulkText = readTextFile(io, bulk);
    if (!/^\s*#/m.test(bulkText))
      throw new UsageError(`${bulk}: names no work; a line with # describes one (a letter goes with --text)`);
    return { ...about, bulkText };
  }
  if (bulk !== undefined || !text === !file)
    throw new UsageError('name one of --text FILE, --file FILE or --bulk FILE (with --file for the rest)');
  return text ? { text: readTextFile(io, text) } : readJsonFile(io, file!, noticeSubmission);
}
