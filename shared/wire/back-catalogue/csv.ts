import { CsvError, parse } from 'csv-parse/sync';
import { type CatalogueEntry, given, UnreadableCatalogue } from './entry';

/** Columns by the names that spreadsheets and content systems give them. */
const COLUMNS: Readonly<Record<string, string>> = {
  url: 'url',
  address: 'url',
  link: 'url',
  id: 'externalId',
  externalid: 'externalId',
  guid: 'externalId',
  title: 'title',
  headline: 'title',
  published: 'publishedAt',
  publishedat: 'publishedAt',
  date: 'publishedAt',
  text: 'text',
  body: 'text',
  html: 'html',
};

const columnOf = (heading: string): string =>
  COLUMNS[heading.toLowerCase().replaceAll(/[^a-z]/g, '')] ?? `ignored:${heading}`;

/** A table with a heading line; comma, semicolon or tab between the columns. */
export function readCsv(text: string): readonly CatalogueEntry[] {
  try {
    const rows = parse(text, {
      bom: true,
      columns: (headings: string[]) => headings.map(columnOf),
      delimiter: [',', ';', '\t'],
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
    }) as unknown as readonly {
      readonly record: Readonly<Record<string, string>>;
      readonly info: { readonly lines: number };
    }[];
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
