import { statSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { Command } from 'commander';
import type { z } from 'zod';
import { type ArticleIndex, openArticleIndex } from './article-index';
import { type Io, pathOf, UsageError } from './io';
import { isccTextCode } from '../shared/fingerprint/iscc-text-code';
import { articleOf, Body, Id, ioProblem, readLinesOnce } from './jsonl';
import { isSameFile, openOutput } from './output-file';
import { plural } from './printable';
import { startProgress } from './progress';
import { jsonLines, type Report, summary } from './scan-report';

interface ScanOptions {
  readonly originals: string;
  readonly articles: string;
  readonly json?: true;
  readonly out?: string;
}

const MAX_MATCHES = 20;
const ARTICLES_A_LOOK_UP = 64;

const EXIT_CODES = `
A line that cannot be used is left out and named on stderr (FILE:LINE: why); the others are checked.
Exit code 0: done, whether or not anything matched. 1: done, but lines were left out. 2: wrong call, or a file that
cannot be read or written.`;

/** `copydesk scan`: articles against originals. */
export const scanCommand = (io: Io): Command =>
  new Command('scan')
    .description(
      'Checks each article of one file against the originals of another. Both are JSON Lines of {"id", "text" or "html"}.',
    )
    .requiredOption('--originals <file>', 'what may have been copied')
    .requiredOption('--articles <file>', 'what is checked; never against each other, nor against an equal id')
    .option('--json', 'print one JSON object a line for each article, in their order')
    .option('--out <file>', 'write there instead of to stdout')
    .addHelpText('after', EXIT_CODES)
    .action(async (options: ScanOptions) => io.exitWith(await scan(io, options)));

const ArticleLine = Body.safeExtend({ id: Id });
type ArticleLine = z.infer<typeof ArticleLine>;

async function scan(io: Io, options: ScanOptions): Promise<number> {
  // What can't be read or written is told before the work, not after it.
  for (const name of [options.originals, options.articles]) {
    sizeOf(pathOf(io, name), name);
    if (options.out !== undefined && isSameFile(pathOf(io, options.out), pathOf(io, name)))
      throw new UsageError(`--out ${options.out} is one of the files that are read: name another`);
  }
  if (options.out === undefined) return scanTo(io.stdout, io, options);
  const file = await openOutput(pathOf(io, options.out), options.out);
  try {
    const exitCode = await scanTo(file.stream, io, options);
    await file.keep();
    return exitCode;
  } catch (error) {
    file.discard();
    throw error;
  }
}

async function scanTo(out: Writable, io: Io, options: ScanOptions): Promise<number> {
  let badLines = 0;
  const bad = (name: string, line: number, why: string) => {
    badLines++;
    io.stderr.write(`${name}:${line}: ${why}\n`);
  };
  const index = openArticleIndex();
  for await (const line of readArticles(io, options.originals, 'reading originals', bad))
    await index.add(String(line.id), articleOf(line), line.url ?? undefined);
  const originals = await index.finish();

  const report = options.json ? jsonLines(out) : summary(out, io.columns);
  let articles = 0;
  let batch: ArticleLine[] = [];
  const flush = async () => {
    await checkAll(index, batch, report, options.json ?? false);
    articles += batch.length;
    batch = [];
  };
  for await (const line of readArticles(io, options.articles, 'checking articles', bad)) {
    batch.push(line);
    if (batch.length === ARTICLES_A_LOOK_UP) await flush();
  }
  await flush();
  await report.end({ originals, articles, badLines });
  return badLines > 0 ? 1 : 0;
}

async function checkAll(
  index: ArticleIndex,
  lines: readonly ArticleLine[],
  report: Report,
  withIscc: boolean,
): Promise<void> {
  const told = await index.tell(lines.map((line) => ({ id: String(line.id), input: articleOf(line) })));
  for (const [i, { article, matches, stories, truncated, equalId }] of told.entries()) {
    const { id, text } = lines[i]!;
    const aligned = matches.filter(({ passages }) => passages.length > 0).slice(0, MAX_MATCHES);
    await report.add({
      id,
      verdict: aligned[0]?.verdict ?? 'original',
      matches: aligned,
      stories: stories.slice(0, MAX_MATCHES),
      facts: article.facts,
      // As slow as all the rest: only for whom it is printed.
      ...(withIscc && { iscc: isccTextCode(article.text).iscc }),
      ...(truncated && { truncated }),
      ...(equalId && { equalId }),
      ...(typeof text !== 'string' && { text: article.text }),
    });
  }
}

/** The usable articles of a file, one at a time; what is wrong with the other lines is told to `bad`. */
async function* readArticles(
  io: Io,
  name: string,
  label: string,
  bad: (name: string, line: number, why: string) => void,
): AsyncGenerator<ArticleLine> {
  const path = pathOf(io, name);
  let read = 0;
  const progress = startProgress(io, label, sizeOf(path, name), () => plural(read, 'article'));
  try {
    for await (const line of readLinesOnce(path, name, ArticleLine)) {
      if ('bad' in line) bad(name, line.number, line.bad);
      else {
        read++;
        yield line.value;
      }
      progress.advance(line.bytes);
    }
  } finally {
    progress.stop();
  }
}

function sizeOf(path: string, name: string): number {
  try {
    return statSync(path).size;
  } catch (error) {
    throw ioProblem(name, error);
  }
}
