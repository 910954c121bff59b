import { parse } from 'csv-parse/sync';
import { readBulkText } from '../shared/notice/bulk-text';
import { guessedTextOfFile } from '../shared/wire/text-file';
import { type ComplaintForm, EMPTY_WORK, MAX_WORKS_ON_PAGE, type WorkFields } from './complaint-form';

/** Addresses of one work, as a list gives them. */
export interface ListedWork {
  readonly title: string;
  readonly originalUrl: string;
  readonly description: string;
  readonly addresses: readonly string[];
}

/** A list of addresses fits many times over; what is larger is no list. */
export const MAX_FILE_BYTES = 1_048_576;

export type AddressFile =
  | { readonly outcome: 'read'; readonly works: readonly ListedWork[] }
  | { readonly outcome: 'refused'; readonly why: ListRefusal };

export type ListRefusal = 'too_large' | 'not_text' | 'no_addresses' | 'too_many_works';

const COLUMNS = {
  url: /^(?:url|address|page|infringing[ _-]?url|target(?:[ _-]?url)?|copy(?:[ _-]?url)?)$/i,
  originalUrl: /^(?:original|source|work|copyrighted)(?:[ _-]?(?:url|address))?$/i,
  title: /^(?:title|work[ _-]?title|headline)$/i,
} as const;

/**
 * One address a line; the bulk text of senders of many notices (shared/notice/bulk-text.ts); or a table (CSV) whose first
 * row names its columns `url`, `original` and `title`.
 */
export function readAddressFile(bytes: Uint8Array): AddressFile {
  if (bytes.length > MAX_FILE_BYTES) return { outcome: 'refused', why: 'too_large' };
  const text = guessedTextOfFile(bytes);
  if (text === undefined) return { outcome: 'refused', why: 'not_text' };
  const works = isBulkText(text) ? bulkWorks(text) : (table(text) ?? [unnamed(listed(text))]);
  if (works.every(({ addresses }) => addresses.length === 0))
    return { outcome: 'refused', why: 'no_addresses' };
  return { outcome: 'read', works };
}

const listed = (text: string): readonly string[] =>
  text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

const unnamed = (addresses: readonly string[]): ListedWork => ({
  title: '',
  originalUrl: '',
  description: '',
  addresses,
});

/** Spaces of its own line alone: over many empty ones it would begin anew at each. */
const isBulkText = (text: string): boolean => /^[^\S\n]*#/m.test(text);

function bulkWorks(text: string): readonly ListedWork[] {
  const { works, targets } = readBulkText(text);
  const of = (index: number | undefined) =>
    targets.filter(({ work }) => work === index).map(({ url }) => url);
  return [
    unnamed(of(undefined)),
    ...works.map(({ originalUrl = '', description = '' }, index) => ({
      title: '',
      originalUrl,
      description,
      addresses: of(index),
    })),
  ].filter(({ addresses }) => addresses.length > 0);
}

/** undefined: the first line names no column of addresses. */
function table(text: string): readonly ListedWork[] | undefined {
  const [head = ''] = text.split(/\r\n?|\n/, 1);
  const delimiter = [',', ';', '\t'].find((each) => head.includes(each)) ?? ',';
  const names = head.split(delimiter).map((each) => each.trim().replace(/^"(.*)"$/, '$1'));
  const column = (pattern: RegExp) => names.findIndex((each) => pattern.test(each));
  const at = {
    url: column(COLUMNS.url),
    originalUrl: column(COLUMNS.originalUrl),
    title: column(COLUMNS.title),
  };
  if (at.url === -1) return undefined;
  const rows = parse(text, {
    delimiter,
    from_line: 2,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  }) as readonly (readonly string[])[];
  const works = Map.groupBy(rows, (row) => JSON.stringify([row[at.title] ?? '', row[at.originalUrl] ?? '']));
  return [...works.values()].map((of) => ({
    title: of[0]?.[at.title] ?? '',
    originalUrl: of[0]?.[at.originalUrl] ?? '',
    description: '',
    addresses: of.map((row) => row[at.url] ?? '').filter((address) => address !== ''),
  }));
}

/**
 * The form with a list's addresses below those typed: at the work they name, else at a new one, else at the first.
 * undefined: it would have more works than a page can.
 */
export function withAddresses(
  form: ComplaintForm,
  listedWorks: readonly ListedWork[],
): ComplaintForm | undefined {
  // A list has one part that names no work. Each work is looked up among those before it, which a hundred thousand must not be.
  if (listedWorks.length > MAX_WORKS_ON_PAGE + 1) return undefined;
  const works = [...form.works];
  for (const { addresses, ...named } of listedWorks) {
    const index = placeOf(works, named);
    const work = works[index] ?? EMPTY_WORK;
    const typed = work.addresses.trimEnd();
    works[index] = {
      ...work,
      title: work.title || named.title,
      originalUrl: work.originalUrl || named.originalUrl,
      description: work.description || named.description,
      addresses: [...(typed === '' ? [] : [typed]), ...addresses].join('\n'),
    };
  }
  return works.length > MAX_WORKS_ON_PAGE ? undefined : { ...form, works };
}

type Named = Pick<WorkFields, 'title' | 'originalUrl' | 'description'>;
const NAMES = ['originalUrl', 'title', 'description'] as const satisfies readonly (keyof Named)[];

function placeOf(works: readonly Named[], named: Named): number {
  const names = NAMES.filter((name) => named[name] !== '');
  if (names.length === 0) return 0;
  const same = works.findIndex((work) => names.some((name) => work[name].trim() === named[name]));
  if (same !== -1) return same;
  const nameless = works.findIndex((work) => NAMES.every((name) => work[name].trim() === ''));
  return nameless === -1 ? works.length : nameless;
}

/** Bulk text pasted among the addresses, taken apart into the works that it names. */
export function takenApart(form: ComplaintForm): ComplaintForm | undefined {
  const pasted = form.works.filter(({ addresses }) => isBulkText(addresses));
  if (pasted.length === 0) return form;
  const rest = form.works.map((work) => (pasted.includes(work) ? { ...work, addresses: '' } : work));
  return withAddresses(
    { ...form, works: rest },
    pasted.flatMap(({ addresses }) => bulkWorks(addresses)),
  );
}
