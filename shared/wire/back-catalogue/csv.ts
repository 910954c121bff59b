import { CsvError, parse } from 'csv-parse/sync';
import { assertFew, type CatalogueEntry, given, MAX_ENTRIES, UnreadableCatalogue } from './entry';

/** Columns by the names that spreadsheets and content systems give them. */
const COLUMNS: ReadonlyMap<string, string> = new Map([
  ['url', 'url'],
  ['address', 'url'],
  ['link', 'url'],
  ['id', 'externalId'],
  ['externalid', 'externalId'],
  ['guid', 'externalId'],
  ['title', 'title'],
  ['headline', 'title'],
  ['published', 'publishedAt'],
  ['publishedat', 'publishedAt'],
  ['date', 'publishedAt'],
  ['text', 'text'],
  ['body', 'text'],
  ['html', 'html'],
]);

const columnOf = (heading: string): string =>
  COLUMNS.get(heading.toLowerCase().replaceAll(/[^a-z]/g, '')) ?? `ignored:${heading}`;

/** A row is kept with a value for each. */
const MAX_COLUMNS = 200;

function columnsOf(headings: readonly string[]): string[] {
  if (headings.length > MAX_COLUMNS)
    throw new UnreadableCatalogue(
      `the table has more than ${MAX_COLUMNS} columns: leave out those with other things`,
    );
  const columns = headings.map(columnOf);
  if (columns.some((column) => !column.startsWith('ignored:'))) return columns;
  const begins = headings
    .join(', ')
    .replaceAll(/[^\p{L}\p{N}\p{P}\p{Zs}]/gu, '')
    .slice(0, 80);
  throw new UnreadableCatalogue(
    `it is no feed and no ninjs, and as a table its first line names no url, title, text or html: it begins with “${begins}”`,
  );
}

const DELIMITERS = [',', ';', '\t'] as const;

/** What parts the columns: of these the one that stands most often in the heading line. In the rows the others are parts of words. */
function delimiterOf(heading: string): string {
  const times = (delimiter: string) => heading.split(delimiter).length;
  return DELIMITERS.reduce((most, each) => (times(each) > times(most) ? each : most));
}

/** How spreadsheets say it themselves, in a line before the heading. */
const SEPARATOR_LINE = /^sep=([,;\t])\r?\n/i;

/** A table with a heading line; comma, semicolon or tab between the columns. */
export function readCsv(text: string): readonly CatalogueEntry[] {
  const said = SEPARATOR_LINE.exec(text)?.[1];
  const delimiter = said ?? delimiterOf(text.slice(0, text.search(/[\r\n]|$/)));
  try {
    const rows = parse(text, {
      bom: true,
      columns: columnsOf,
      from_line: said === undefined ? 1 : 2,
      to: MAX_ENTRIES + 1,
      delimiter,
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
    }) as unknown as readonly {
      readonly record: Readonly<Record<string, string>>;
      readonly info: {
        readonly lines: number;
        readonly columns: readonly unknown[];
        readonly error?: CsvError;
      };
    }[];
    assertFew(rows);
    return rows.map(({ record: { url, externalId, title, publishedAt, text: plain, html }, info }) => ({
      row: info.lines,
      fields: given({ url, externalId, title, publishedAt: dated(publishedAt), text: plain, html }),
      ...wider(info.columns.length, info.error?.['record'] as readonly string[] | undefined),
    }));
  } catch (error) {
    if (error instanceof CsvError)
      throw new UnreadableCatalogue(`the table cannot be read: ${error.message}`, { cause: error });
    throw error;
  }
}

/** A value without quotation marks that holds what parts the columns spills into the next: each after it would be taken for another. */
function wider(columns: number, values: readonly string[] = []): Pick<CatalogueEntry, 'wrong'> {
  if (values.slice(columns).every((value) => value.trim() === '')) return {};
  return {
    wrong: `it has ${values.length} columns, the heading ${columns}: put its texts in quotation marks`,
  };
}

/** A day alone is its beginning, in UTC. Written with dots, as German spreadsheets rewrite every date, its day stands first. */
function dated(text: string | undefined): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text?.trim() ?? '') ?? [];
  if (day) return `${year}-${month}-${day}T00:00:00Z`;
  const [, ofMonth, inYear, of] = /^(\d\d?)\.(\d\d?)\.(\d{4})$/.exec(text?.trim() ?? '') ?? [];
  return of ? `${of}-${inYear?.padStart(2, '0')}-${ofMonth?.padStart(2, '0')}T00:00:00Z` : text;
}
