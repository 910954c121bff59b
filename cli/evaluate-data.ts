import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UsageError } from './io';
import { readJsonLines } from './jsonl';

/** The data sets of `evaluate`: other people's texts, never part of this project. Offsets as the sets give them. */
export interface Document {
  readonly id: string;
  readonly text: string;
}

const DocumentLine = z.object({ id: z.string(), text: z.string() });
const NewsLine = DocumentLine.extend({ source: z.string(), date: z.string() });
const NoticeLine = DocumentLine.extend({ kind: z.string(), date: z.iso.date() });
const CloughPair = z.object({
  a: z.string(),
  b: z.string(),
  label: z.enum(['cut', 'light', 'heavy', 'non']),
});
const NewsPair = z.object({
  label: z.enum(['whole', 'partial', 'incidental', 'none']),
  a: z.object({ text: z.string() }),
  b: z.object({ text: z.string() }),
});
const PanPair = z.object({
  susp: z.string(),
  src: z.string(),
  category: z.string(),
  /** [offset and length in the suspicious document, offset and length in the source], in code points. */
  alignments: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])),
});
export type PanPair = z.infer<typeof PanPair>;

async function readAll<T>(folder: string, name: string, schema: z.ZodType<T>): Promise<T[]> {
  const path = join(folder, name);
  if (!existsSync(path))
    throw new UsageError(`${path}: there is no such file; --data names the folder of the data sets`);
  const all: T[] = [];
  for await (const line of readJsonLines(path, name, schema)) {
    if ('bad' in line) throw new UsageError(`${path}:${line.number}: ${line.bad}`);
    all.push(line.value);
  }
  return all;
}

const readDocuments = async (folder: string, name: string): Promise<ReadonlyMap<string, string>> =>
  new Map((await readAll(folder, name, DocumentLine)).map(({ id, text }) => [id, text]));

export interface LabelledPair {
  readonly label: string;
  readonly article: string;
  readonly original: string;
}

export async function readCloughStevenson(data: string): Promise<LabelledPair[]> {
  const folder = join(data, 'clough-stevenson');
  const texts = await readDocuments(folder, 'docs.jsonl');
  const pairs = await readAll(folder, 'pairs.jsonl', CloughPair);
  return pairs.map(({ a, b, label }) => ({
    label,
    article: texts.get(a) ?? '',
    original: texts.get(b) ?? '',
  }));
}

export async function readNewsPairs(data: string): Promise<LabelledPair[]> {
  const pairs = await readAll(join(data, 'natural-news-pairs'), 'pairs.jsonl', NewsPair);
  return pairs.map(({ label, a, b }) => ({ label, article: a.text, original: b.text }));
}

export async function readPan(
  data: string,
): Promise<{ readonly texts: ReadonlyMap<string, string>; readonly pairs: readonly PanPair[] }> {
  const folder = join(data, 'pan13-text-alignment');
  return {
    texts: await readDocuments(folder, 'train-docs.jsonl'),
    pairs: await readAll(folder, 'train-pairs.jsonl', PanPair),
  };
}

/** Real takedown notices, as their senders wrote them. */
export async function readNotices(data: string): Promise<(Document & { readonly date: string })[]> {
  const letters = await readAll(join(data, 'github-dmca'), 'notices.jsonl', NoticeLine);
  return letters.filter(({ kind }) => kind === 'notice');
}

export interface DatedDocument extends Document {
  /** The collection: two share no event, the one being of 1987, the other of this century. */
  readonly source: string;
  /** When it came out, milliseconds since 1970; NaN where the set does not say. */
  readonly at: number;
}

/** Real news to look copies up in. */
export async function readBackground(data: string): Promise<DatedDocument[]> {
  const [gothamist, reuters] = await Promise.all(
    ['gothamist', 'reuters-21578'].map((name) => readAll(join(data, name), 'docs.jsonl', NewsLine)),
  );
  return [...gothamist!, ...reuters!].map(({ date, ...document }) => ({ ...document, at: Date.parse(date) }));
}
