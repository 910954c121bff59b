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

/** A table with a heading line; comma, semicolon or tab between the columns. */
export function readCsv(text: string): readonly CatalogueEntry[] {
  try {
    const rows = parse(text, {
      bom: true,
      columns: columnsOf,
      to: MAX_ENTRIES + 1,
      delimiter: [',', ';', '\t'],
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
    }) as unknown as readonly {
      readonly record: Readonly<Record<string, string>>;
      readonly info: { readonly lines: number };
    }[];
    assertFew(rows);
    return rows.map(({ record: { url, externalId, title, publishedAt, text: plain, html }, info }) => ({
      row: info.lines,
      fields: given({ url, externalId, title, publishedAt: dated(publishedAt), text: plain, html }),
    }));
  } catch (error) {
    if (error instanceof CsvError)
      throw new UnreadableCatalogue(`the table cannot be read: ${error.message}`, { cause: error });
    throw error;
  }
}

/** A day alone is its beginning, in UTC. */
const dated = (text: string | undefined): string | undefined =>
  text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text.trim()) ? `${text.trim()}T00:00:00Z` : text;
