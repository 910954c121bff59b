import { Command } from 'commander';
import { z } from 'zod';
import { canonicalJson } from '../shared/case/timeline';
import { type AuditRecord, type Chain, type Finding, verifyRecord } from '../shared/desk/audit-record';
import { sha256 } from '../shared/desk/digest';
import { auditAnswer, chain } from '../shared/wire/audit-answers';
import { REVEAL_FIELDS } from '../shared/case/reveal-contact';
import { type ApiOptions, type CallApi, connect } from './api';
import { withStaff } from './api-options';
import { byWords } from './case-text';
import { type Io, pathOf, UsageError } from './io';
import { readJsonLines } from './jsonl';
import { openOutput } from './output-file';
import { firstOf, type PageQuery, pagesOf } from './pages';
import { printJson, table, columnsOf } from './print';
import { plural } from './printable';
import { startProgress } from './progress';

interface StaffOptions extends ApiOptions {
  readonly json?: boolean;
}

const FORMAT = 'copydesk-audit/1';

/** One line of an exported file: the record of a case, and contact data where they were asked for. */
const exported = z.looseObject({
  format: z.literal(FORMAT),
  /** Of the rest of the line, as canonical JSON. */
  sha256: z.string(),
  record: auditAnswer,
});

const digestOf = (content: object): string => sha256(canonicalJson({ ...content, sha256: undefined }));

/** What came of one case. */
interface Verdict {
  readonly caseId: string;
  readonly entries: number;
  readonly findings: readonly Pick<Finding, 'entry' | 'why'>[];
}

/** Chains as they were noted at some time, by case. */
type Noted = ReadonlyMap<string, readonly Chain[]>;

const verdictOn = (record: AuditRecord, noted: Noted): Verdict => ({
  caseId: record.caseId,
  entries: record.timeline.length,
  findings: verifyRecord(record, sha256, noted.get(record.caseId)),
});

async function readNoted(io: Io, file: string): Promise<Noted> {
  const noted = new Map<string, readonly Chain[]>();
  for await (const line of readJsonLines(pathOf(io, file), file, chain)) {
    if ('bad' in line) throw new UsageError(`${file}, line ${line.number}: ${line.bad}`);
    noted.set(line.value.caseId, [...(noted.get(line.value.caseId) ?? []), line.value]);
  }
  return noted;
}

/** As many as one desk answers without making others wait. */
const AT_ONCE = 4;

async function* chains(api: CallApi): AsyncGenerator<Chain> {
  for await (const page of pagesOf(async (query) => (await api('listChains', { query })).body))
    yield* page.chains;
}

async function allOf<T>(pages: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const each of pages) all.push(each);
  return all;
}

const recordOf = async (api: CallApi, caseId: string): Promise<AuditRecord> =>
  (await api('readAudit', { params: { caseId } })).body;

async function verifyCases(
  io: Io,
  api: CallApi,
  named: readonly string[],
  noted: Noted,
): Promise<readonly Verdict[]> {
  const ids = named.length > 0 ? named : (await allOf(chains(api))).map(({ caseId }) => caseId);
  const verdicts: Verdict[] = [];
  const progress = startProgress(
    io,
    'verifying',
    ids.length,
    () => `${verdicts.length} of ${ids.length} cases`,
  );
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const records = await Promise.all(ids.slice(from, from + AT_ONCE).map((id) => recordOf(api, id)));
    verdicts.push(...records.map((record) => verdictOn(record, noted)));
    progress.advance(records.length);
  }
  progress.stop();
  return named.length > 0 ? verdicts : [...verdicts, ...goneSince(noted, ids)];
}

/** A case is never deleted: one that was noted and is not among all is a finding. */
const goneSince = (noted: Noted, ids: readonly string[]): readonly Verdict[] =>
  [...noted.keys()]
    .filter((caseId) => !ids.includes(caseId))
    .map((caseId) => ({ caseId, entries: 0, findings: [{ why: 'the case was noted once and is gone' }] }));

const unusable = (number: number, why: string): Verdict => ({
  caseId: `line ${number}`,
  entries: 0,
  findings: [{ why }],
});

/** What stands there is hashed as it stands, before anything is read into it. */
function verdictOnLine(number: number, value: unknown, noted: Noted): Verdict {
  const line = exported.safeParse(value);
  if (!line.success) return unusable(number, `is no record: ${z.prettifyError(line.error)}`);
  const verdict = verdictOn(line.data.record, noted);
  if (digestOf(value as object) === line.data.sha256) return verdict;
  return {
    ...verdict,
    findings: [...verdict.findings, { why: 'the line was changed after it was written' }],
  };
}

async function verifyFile(io: Io, file: string, noted: Noted): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for await (const line of readJsonLines(pathOf(io, file), file, z.unknown()))
    verdicts.push(
      'bad' in line ? unusable(line.number, line.bad) : verdictOnLine(line.number, line.value, noted),
    );
  if (verdicts.length === 0) throw new UsageError(`${file}: holds no record`);
  return verdicts;
}

function tell(io: Io, verdicts: readonly Verdict[], json: boolean | undefined): void {
  const broken = verdicts.filter(({ findings }) => findings.length > 0);
  if (broken.length > 0) io.exitWith(1);
  if (json) return printJson(io, verdicts);
  const rows = broken.flatMap(({ caseId, findings }) =>
    findings.map(({ entry, why }) => [caseId, entry === undefined ? '' : String(entry), why]),
  );
  if (rows.length > 0)
    io.stdout.write(`${table(['case', 'entry', 'what is wrong'], rows, columnsOf(io))}\n\n`);
  const entries = verdicts.reduce((sum, verdict) => sum + verdict.entries, 0);
  io.stdout.write(
    `${plural(verdicts.length, 'case')}, ${entries} entries: ${broken.length === 0 ? 'all as they were written' : `${broken.length} broken`}\n`,
  );
}

interface VerifyOptions extends StaffOptions {
  readonly file?: string;
  readonly against?: string;
}

const verifyCommand = (io: Io): Command =>
  withStaff(new Command('verify'))
    .description(
      'Check that nothing was changed, taken out or put in: the hash chain of each timeline, decisions against it, the notice as received. Exit code 1 where something was.',
    )
    .argument('[cases...]', 'case numbers (default: every case there is)')
    .option('--file <path>', 'what audit export wrote, without any API')
    .option('--against <path>', 'what audit chains wrote once: shows also what was written anew as a whole')
    .action(async (cases: readonly string[], options: VerifyOptions) => {
      const { file, against, json } = options;
      if (file !== undefined && cases.length > 0) throw new UsageError('name cases or a file, not both');
      const noted: Noted = against === undefined ? new Map() : await readNoted(io, against);
      const verdicts =
        file === undefined
          ? await verifyCases(io, await connect(io, 'staff', { as: 'otto', ...options }), cases, noted)
          : await verifyFile(io, file, noted);
      tell(io, verdicts, json);
    });

/** Writes what `write` gives to a file that stays as it was until all of it is there. */
async function writingTo(io: Io, out: string, write: (put: (line: object) => void) => Promise<void>) {
  const output = await openOutput(pathOf(io, out), out);
  try {
    await write((line) => void output.stream.write(`${JSON.stringify(line)}\n`));
    await output.keep();
  } catch (error) {
    output.discard();
    throw error;
  }
}

const chainsCommand = (io: Io): Command =>
  withStaff(new Command('chains'))
    .description(
      'Note how far the hash chain of every case goes, one line of JSON each. Keep the file where nobody who can write the table can write, every day; audit verify --against reads it.',
    )
    .requiredOption('--out <path>', 'file to write')
    .action(async ({ out, ...options }: StaffOptions & { readonly out: string }) => {
      const api = await connect(io, 'staff', { as: 'otto', ...options });
      let noted = 0;
      await writingTo(io, out, async (put) => {
        for await (const each of chains(api)) {
          put(each);
          noted += 1;
        }
      });
      io.stdout.write(`${noted} chains written to ${out}\n`);
    });

const exportCommand = (io: Io): Command =>
  withStaff(new Command('export'))
    .description(
      'Write the record of cases to a file, one line of JSON each: timeline, decisions, statements, hashes of evidence, deliveries. audit verify --file checks it anywhere.',
    )
    .argument('<cases...>', 'case numbers')
    .requiredOption('--out <path>', 'file to write')
    .option(
      '--contacts-for <purpose>',
      'with contact data, for the legal team; that and why stands in the timeline',
    )
    .action(
      async (
        cases: readonly string[],
        {
          out,
          contactsFor,
          ...options
        }: StaffOptions & { readonly out: string; readonly contactsFor?: string },
      ) => {
        const as = contactsFor === undefined ? 'otto' : 'liam';
        const api = await connect(io, 'staff', { as, ...options });
        await writingTo(io, out, async (put) => {
          for (const caseId of cases) {
            // First, so that its entry stands in the record.
            const revealed =
              contactsFor === undefined ? undefined : await contactsOf(api, caseId, contactsFor);
            const record = await recordOf(api, caseId);
            const content = { format: FORMAT, record, ...(revealed && { revealed }) };
            put({ ...content, sha256: digestOf(content) });
          }
        });
        io.stdout.write(`${cases.length} ${cases.length === 1 ? 'record' : 'records'} written to ${out}\n`);
      },
    );

const contactsOf = async (api: CallApi, caseId: string, purpose: string) =>
  (await api('revealContact', { params: { caseId }, body: { fields: [...REVEAL_FIELDS], purpose } })).body
    .revealed;

const DAY_MS = 24 * 3_600_000;

const revealsCommand = (io: Io): Command =>
  withStaff(new Command('reveals'))
    .description('Who was shown whose contact data, and what for; oldest first.')
    .option('--from <instant>', 'since when (default: 31 days ago)')
    .option('--to <instant>', 'until when (default: now)')
    .action(
      async ({ from, to, ...options }: StaffOptions & { readonly from?: string; readonly to?: string }) => {
        const api = await connect(io, 'staff', { as: 'otto', ...options });
        const { at: now } = (await api('readDeskStatus', {})).body;
        const window = { to: to ?? now, from: from ?? new Date(Date.parse(now) - 31 * DAY_MS).toISOString() };
        const ask = async (page: PageQuery) =>
          (await api('listReveals', { query: { ...window, ...page } })).body;
        const { lines: reveals } = await firstOf(Infinity, ask, (page) => page.reveals);
        if (options.json) return printJson(io, reveals);
        if (reveals.length === 0) return void io.stdout.write('nobody was shown any contact data\n');
        const rows = reveals.map(({ at, caseId, by, fields, purpose }) => [
          at,
          caseId,
          byWords(by),
          fields.join(', '),
          purpose,
        ]);
        io.stdout.write(`${table(['at', 'case', 'by', 'what', 'what for'], rows, columnsOf(io))}\n`);
      },
    );

export const auditCommand = (io: Io): Command =>
  new Command('audit')
    .description('What was done to cases and who looked: verify it, export it, read who saw contact data.')
    .addCommand(verifyCommand(io))
    .addCommand(chainsCommand(io))
    .addCommand(exportCommand(io))
    .addCommand(revealsCommand(io));
