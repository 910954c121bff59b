import { createReadStream } from 'node:fs';
import { z } from 'zod';
import type { ArticleInput } from '../shared/article/prepare';
import { UsageError } from './io';
import { printable } from './printable';

/** One line of a file, counted from 1; `value` is what stands there, or `bad` why nothing usable does. */
export type Line<T> =
  | { readonly number: number; readonly bytes: number; readonly value: T }
  | { readonly number: number; readonly bytes: number; readonly bad: string };

const LINE_FEED = 0x0a;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A file's lines as JSON, one at a time. A BOM before the first line and CR before a line end are no content;
 * blank lines are passed over. (Node's readline would also split at U+2028, which JSON allows inside strings.)
 * @throws UsageError if the file cannot be read.
 */
export async function* readJsonLines<T>(
  path: string,
  name: string,
  schema: z.ZodType<T>,
): AsyncGenerator<Line<T>> {
  let number = 0;
  for await (const bytes of splitLines(path, name)) {
    number++;
    const line = parseLine(bytes, number === 1, schema);
    if (line !== undefined) yield { number, bytes: bytes.length + 1, ...line };
  }
}

async function* splitLines(path: string, name: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
      const chunk = piece as Buffer;
      let from = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
        rest.push(chunk.subarray(from, end));
        yield rest.length === 1 ? rest[0]! : Buffer.concat(rest);
        rest = [];
        from = end + 1;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
    }
  } catch (error) {
    throw new UsageError(`${name}: ${reason(error)}`, { cause: error });
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be opened',
  ENOSPC: 'the disk is full',
};

const reason = (error: unknown): string =>
  REASONS[(error as NodeJS.ErrnoException).code ?? ''] ??
  (error instanceof Error ? error.message : String(error));

export const ioProblem = (name: string, error: unknown): UsageError =>
  new UsageError(`${name}: ${reason(error)}`, { cause: error });

function parseLine<T>(
  bytes: Buffer,
  first: boolean,
  schema: z.ZodType<T>,
): { readonly value: T } | { readonly bad: string } | undefined {
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    return { bad: 'is not UTF-8' };
  }
  if (first && text.startsWith('\ufeff')) text = text.slice(1);
  if (text.trim() === '') return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { bad: 'is not JSON' };
  }
  const parsed = schema.safeParse(json);
  return parsed.success ? { value: parsed.data } : { bad: whatIsWrong(parsed.error) };
}

const whatIsWrong = (error: z.ZodError): string =>
  error.issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length === 0 ? message : `"${path.join('.')}" ${message}`))
    .join('; ');

const ID_ERROR = { error: 'must be a text that is not empty, or a number' };

/** An id as given: text, or a number. Two ids are equal if they read the same. */
export const Id = z.union([z.string().min(1, ID_ERROR), z.number()], ID_ERROR);

/** A file's lines as JSON, of which each has an id of its own; one whose id stood before is bad. */
export async function* readLinesOnce<T extends { readonly id: z.infer<typeof Id> }>(
  path: string,
  name: string,
  schema: z.ZodType<T>,
): AsyncGenerator<Line<T>> {
  const firstLines = new Map<string, number>();
  for await (const line of readJsonLines(path, name, schema)) {
    const id = 'value' in line ? String(line.value.id) : undefined;
    const first = id === undefined ? undefined : firstLines.get(id);
    if (id === undefined) yield line;
    else if (first === undefined) {
      firstLines.set(id, line.number);
      yield line;
    } else {
      const { number, bytes } = line;
      yield { number, bytes, bad: `id "${printable(id)}" stands on line ${first} already` };
    }
  }
}

export const Body = z
  .object(
    {
      text: z.string({ error: 'must be a text' }).nullish(),
      html: z.string({ error: 'must be a text' }).nullish(),
      url: z.string().nullish().catch(undefined),
    },
    { error: 'must be an object' },
  )
  .refine(({ text, html }) => typeof text === 'string' || typeof html === 'string', 'needs "text" or "html"')
  .refine(
    ({ text, html }) => typeof text !== 'string' || typeof html !== 'string',
    'give "text" or "html", not both',
  );

/** The article in a body. */
export const articleOf = ({ text, html, url }: z.infer<typeof Body>): ArticleInput =>
  typeof text === 'string' ? { text } : { html: html ?? '', ...(typeof url === 'string' && { url }) };
