/** One entry of a publisher's file, as far as it could be told; whether it can be taken is judged afterwards. */
export interface CatalogueEntry {
  /** Its line, or its place among the items, counted from 1. */
  readonly row: number;
  /** Fields of an article submission as they stand in the file. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The source takes it back, rather than registering it. */
  readonly withdrawn?: true;
  /** What is wrong with it before any field is looked at. */
  readonly wrong?: string;
}

/** The whole file cannot be read: what to do about it, in words for people. */
export class UnreadableCatalogue extends Error {}

/** Entries of one file: what more would be is another file. */
export const MAX_ENTRIES = 1_000;

/** Asked before any entry is looked at: of the millions that a file has room for, each would cost memory. */
export function assertFew(entries: readonly unknown[]): void {
  if (entries.length > MAX_ENTRIES)
    throw new UnreadableCatalogue(`it holds more than ${MAX_ENTRIES} entries: send them in several files`);
}

/** Without those that are not there. */
export const given = (
  fields: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const text = value?.trim();
      return text ? [[name, text] as const] : [];
    }),
  );
