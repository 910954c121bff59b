import { statSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { Command } from 'commander';
import type { z } from 'zod';
import { type ArticleIndex, ARTICLES_A_BATCH, openArticleIndex } from './article-index';
import { countedObjectStore } from './counted-object-store';
import { type Io, pathOf, UsageError } from './io';
import { memoryObjectStore } from '../shared/corpus/memory-object-store';
import { isccTextCode } from '../shared/fingerprint/iscc-text-code';
import { articleOf, Body, Id, ioProblem, readLinesOnce } from './jsonl';
import { isSameFile, openOutput } from './output-file';
import { plural } from './printable';
import { startProgress } from './progress';
import { describeFigures, type ScanFigures, watchStages } from './scan-figures';
import { jsonLines, type Report, summary } from './scan-report';

interface ScanOptions {
  readonly originals: string;
  readonly articles: string;
  readonly json?: true;
  readonly out?: string;
  readonly figures?: string;
}

const MAX_MATCHES = 20;

const AFTER_OPTIONS = `
At the end stderr tells what it took: articles a second, and for each article the requests and bytes that the corpus
asked of its store, in memory here and in S3 once deployed.
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
    .option('--figures <file>', 'write there, as one JSON object, what it took: speed, S3 requests, bytes')
    .addHelpText('after', AFTER_OPTIONS)
    .action(async (options: ScanOptions) => io.exitWith(await scan(io, options)));

const ArticleLine = Body.safeExtend({ id: Id });
type ArticleLine = z.infer<typeof ArticleLine>;

async function scan(io: Io, options: ScanOptions): Promise<number> {
  const { originals, articles, out, figures } = options;
  // What can't be read or written is told before the work, not after it.
  for (const name of [originals, articles]) {
    sizeOf(pathOf(io, name), name);
    for (const [option, written] of Object.entries({ out, figures }))
      if (written !== undefined && isSameFile(pathOf(io, written), pathOf(io, name)))
        throw new UsageError(`--${option} ${written} is one of the files that are read: name another`);
  }
  if (out !== undefined && figures !== undefined && pathOf(io, out) === pathOf(io, figures))
    throw new UsageError('--out and --figures name one file: name another');
  return writing(io, out, (report) =>
    writing(io, figures, async (measured) => {
      const { exitCode, took } = await scanTo(report ?? io.stdout, io, options);
      measured?.write(`${JSON.stringify(took)}\n`);
      io.stderr.write(`\n${describeFigures(took)}`);
      return exitCode;
    }),
  );
}

/** The file stays as it was until the work is done; `work` gets no stream where no file is named. */
async function writing<T>(
  io: Io,
  name: string | undefined,
  work: (to: Writable | undefined) => Promise<T>,
): Promise<T> {
  if (name === undefined) return work(undefined);
  const file = await openOutput(pathOf(io, name), name);
  try {
    const result = await work(file.stream);
    await file.keep();
    return result;
  } catch (error) {
    file.discard();
    throw error;
  }
}

async function scanTo(
  out: Writable,
  io: Io,
  options: ScanOptions,
): Promise<{ readonly exitCode: number; readonly took: ScanFigures }> {
  let badLines = 0;
  const bad = (name: string, line: number, why: string) => {
    badLines++;
    io.stderr.write(`${name}:${line}: ${why}\n`);
  };
  const store = memoryObjectStore();
  const counted = countedObjectStore(store);
  const watch = watchStages(counted, store);
  const index = openArticleIndex(counted);
  for await (const line of readArticles(io, options.originals, 'reading originals', bad))
    await index.add(String(line.id), articleOf(line), line.url ?? undefined);
  const originals = await index.register();
  watch.ended('register', originals);
  await index.merge();
  watch.ended('merge', originals);
  await index.load();
  watch.ended('load', originals);

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
    if (batch.length === ARTICLES_A_BATCH) await flush();
  }
  await flush();
  watch.ended('check', articles);
  await report.end({ originals, articles, badLines });
  return { exitCode: badLines > 0 ? 1 : 0, took: await watch.figures() };
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
