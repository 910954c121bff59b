import { Command, Option } from 'commander';
import { Problem } from '../shared/problem';
import { openTransparencyDatabase, type Submitted } from '../shared/stores/transparency-database';
import { type Stated, stateReasons, type Unstated } from '../shared/transparency/state-reasons';
import { type ApiOptions, type CallApi, connect } from './api';
import { caseNumber, withStaff } from './api-options';
import { type Io, Refusal, UsageError } from './io';
import { columnsOf, printJson, table } from './print';
import { readCase } from './review';

interface TransparencyOptions extends ApiOptions {
  readonly json?: boolean;
  readonly send?: boolean;
  readonly database?: string;
}

const TOKEN = 'COPYDESK_TRANSPARENCY_TOKEN';

export const transparencyCommand = (io: Io): Command =>
  withStaff(new Command('transparency'))
    .description(
      `The statements of reasons that a case owes the DSA Transparency Database (Art. 24(5) of Regulation (EU) 2022/2065), and why an item has none. What is sent is public and can not be taken back: try the database's sandbox first. Its token is read from ${TOKEN}.`,
    )
    .argument('<case>', 'case number, such as CD-7K3MX-2QZ9A', caseNumber)
    .option('--send', 'send them; what is stored already is not stored again')
    .addOption(
      new Option('--database <url>', 'address of the sandbox or the database').env(
        'COPYDESK_TRANSPARENCY_DATABASE',
      ),
    )
    .action(async (caseId: string, { send, database, json, ...options }: TransparencyOptions) => {
      const target = send ? targetOf(io, database) : undefined;
      const stated = await statementsOf(await connect(io, 'staff', options), caseId);
      const statements = stated.flatMap((each) => (each.outcome === 'stated' ? [each.statement] : []));
      const sent = await target?.submit(statements).catch(refused);
      const rows = stated.map((each) => ({ ...each, ...becameOf(each, sent) }));
      if (json) printJson(io, rows);
      else io.stdout.write(`${describeStatements(rows, columnsOf(io))}\n`);
      if (sent?.some(({ outcome }) => outcome === 'refused')) io.exitWith(1);
    });

function targetOf(io: Io, address: string | undefined) {
  const token = io.env[TOKEN];
  if (address === undefined)
    throw new UsageError('name the sandbox or the database that they go to: --database URL');
  if (!token) throw new UsageError(`a token of the database is needed in ${TOKEN}`);
  try {
    return openTransparencyDatabase({ address, token });
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): never {
  throw error instanceof Problem ? new Refusal(error.message) : error;
}

async function statementsOf(api: CallApi, caseId: string): Promise<readonly Stated[]> {
  const view = await readCase(api, caseId);
  const sites = [...new Set(view.itemViews.map(({ siteId }) => siteId ?? view.siteId))];
  const settings = await Promise.all(
    sites.map(async (siteId) => (await api('readSite', { params: { siteId } })).body),
  );
  return stateReasons(view, (site) => settings.find(({ siteId }) => siteId === site)?.statementOfReasons);
}

type Row = Stated & { readonly sent?: Submitted };

function becameOf(each: Stated, sent: readonly Submitted[] | undefined): Pick<Row, 'sent'> {
  const became =
    each.outcome === 'stated' ? sent?.find(({ puid }) => puid === each.statement.puid) : undefined;
  return became ? { sent: became } : {};
}

const WHY_NONE = {
  not_restricted: 'none: it was not restricted',
  own_content: 'none: a site that takes in its articles itself does not host them for others',
  ordered: 'none: an authority ordered it',
  can_be_taken_back: 'not yet: the decision can be taken back',
  not_carried_out: 'not yet: the CMS has not said that it was done',
  no_ground: "not yet: the site's settings name no ground for it (statementOfReasons)",
  hosted_since_unknown: 'not yet: nobody knows since when the page stood there (copydesk date)',
  out_of_bounds: 'none: the database takes no such date',
} as const satisfies Record<Unstated, string>;

export const describeStatements = (rows: readonly Row[], columns = Infinity): string =>
  table(
    ['item', 'statement', 'measure', 'ground', 'since', 'automated'],
    rows.map((row) => [String(row.item), ...cellsOf(row)]),
    columns,
  );

function cellsOf(row: Row): readonly string[] {
  if (row.outcome === 'unstated') return [WHY_NONE[row.why], '', '', '', ''];
  const { statement, sent } = row;
  return [
    `${statement.puid}${sent ? `: ${becameWords(sent)}` : ''}`,
    statement.decision_visibility.map((name) => shortName(name, 'DECISION_VISIBILITY_')).join(', '),
    shortName(statement.decision_ground, 'DECISION_GROUND_'),
    statement.application_date,
    shortName(statement.automated_decision, 'AUTOMATED_DECISION_'),
  ];
}

const shortName = (name: string, prefix: string): string =>
  name.replace(prefix, '').replaceAll('_', ' ').toLowerCase();

function becameWords(sent: Submitted): string {
  switch (sent.outcome) {
    case 'stored':
      return `stored as ${sent.uuid}`;
    case 'known':
      return 'stored already';
    case 'refused':
      return `refused: ${Object.entries(sent.errors)
        .map(([field, why]) => `${field}: ${why.join(' ')}`)
        .join('; ')}`;
  }
}
