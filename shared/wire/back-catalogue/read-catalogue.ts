import { readCsv } from './csv';
import { type CatalogueEntry, UnreadableCatalogue } from './entry';
import { readFeed } from './feed';
import { textOfFile } from '../text-file';
import { readNinjs } from './ninjs';

export type CatalogueFormat = 'csv' | 'feed' | 'ninjs';

const READERS = { csv: readCsv, feed: readFeed, ninjs: readNinjs } as const satisfies Record<
  CatalogueFormat,
  (text: string) => readonly CatalogueEntry[]
>;

/** What a file is, told by how it begins: its name may be anything. */
const formatOf = (text: string): CatalogueFormat => {
  const first = text.trimStart().charAt(0);
  if (first === '<') return 'feed';
  return first === '{' || first === '[' ? 'ninjs' : 'csv';
};

export type ReadCatalogue =
  | {
      readonly outcome: 'read';
      readonly format: CatalogueFormat;
      readonly entries: readonly CatalogueEntry[];
    }
  | { readonly outcome: 'unreadable'; readonly why: string };

/** As every zip begins, and so every workbook. */
const isZip = ([first, second]: Uint8Array): boolean => first === 0x50 && second === 0x4b;

/** Reads a back catalogue: CSV, RSS, Atom or ninjs. @param bytes as textOfFile takes them. */
export function readCatalogue(bytes: Uint8Array): ReadCatalogue {
  const unreadable = (why: string): ReadCatalogue => ({ outcome: 'unreadable', why });
  if (isZip(bytes))
    return unreadable('it is a workbook or another zip: save its table as “CSV UTF-8” and send that');
  const text = textOfFile(bytes);
  if (text === undefined)
    return unreadable(
      'it is not in UTF-8: save it in that encoding (a spreadsheet calls it “CSV UTF-8”), so that no letter is read as another',
    );
  if (text.trim() === '') return unreadable('it is empty');
  const format = formatOf(text);
  try {
    const entries = READERS[format](text);
    if (entries.length === 0) return unreadable('there is nothing in it below its heading');
    return { outcome: 'read', format, entries };
  } catch (error) {
    if (error instanceof UnreadableCatalogue) return unreadable(error.message);
    throw error;
  }
}
