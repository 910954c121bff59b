import { createWriteStream, statSync, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import Table from 'cli-table3';
import { Command } from 'commander';
import type { z } from 'zod';
import { prepare, type PreparedArticle } from '../shared/article/prepare';
import { instant } from '../shared/clock/instant';
import { openCorpus, type Corpus, type CorpusEntry, type Query } from '../shared/corpus/corpus';
import { memoryObjectStore } from '../shared/corpus/memory-object-store';
import type { Fingerprint } from '../shared/fingerprint/fingerprint';
import { ALGORITHM, everyShingle, winnow } from '../shared/fingerprint/shingles';
import { align } from '../shared/match/align';
import type { Facts, Match, Verdict } from '../shared/match/match';
import { buildStopList } from '../shared/match/stop-list';
import { type Io, pathOf } from './io';
import { articleOf, Body, Id, ioProblem, readJsonLines } from './jsonl';
import { percent, plural, printable } from './printable';
import { startProgress } from './progress';

interface ScanOptions {
  readonly originals: string;
  readonly articles: string;
  readonly json?: true;
  readonly out?: string;
}

/** Candidates aligned for each article, and matches told of each. */
const MAX_ALIGNED = 50;
const MAX_MATCHES = 20;
const ORIGINALS_A_PACK = 1_000;
const ARTICLES_A_LOOK_UP = 64;

/** `copydesk scan`: articles against originals. Exit code 0 done, 1 bad lines, 2 usage or I/O. */
export const scanCommand = (io: Io): Command =>
  new Command('scan')
    .description(
      'Checks each article of one file against the originals of another; both JSON Lines of {"id", "text" or "html"}.',
    )
    .requiredOption('--originals <file>', 'what may have been copied')
    .requiredOption('--articles <file>', 'what is checked; never against each other')
    .option('--json', 'print one JSON object a line for each article, in their order')
    .option('--out <file>', 'write there instead of to stdout')
    .action(async (options: ScanOptions) => io.exitWith(await scan(io, options)));

const ArticleLine = Body.safeExtend({ id: Id });
type ArticleLine = z.infer<typeof ArticleLine>;

/** What is said of one article. */
interface Finding {
  readonly id: string | number;
  readonly verdict: Verdict;
  readonly matches: readonly Match[];
  readonly facts: Facts;
  /** More originals shared shingles with the article than were aligned. */
  readonly truncated?: true;
  readonly text?: string;
}

async function scan(io: Io, options: ScanOptions): Promise<number> {
  const run = new Run(io);
  const stopList = new Set<number>();
  const corpus = openCorpus(memoryObjectStore(), {
    algorithms: [ALGORITHM],
    maxCandidates: MAX_ALIGNED,
    stopList,
    maxResidentBytes: Infinity,
  });
  const originals = await run.register(corpus, options.originals);
  for (const hash of buildStopList(originals)) stopList.add(hash);
  const out = options.out === undefined ? io.stdout : await openOutput(io, options.out);
  const report = options.json ? jsonLines(out) : tableOf(io, out);
  const articles = await run.check(corpus, stopList, options.articles, report.add);
  await report.end({ originals: originals.length, articles, badLines: run.badLines });
  if (out !== io.stdout) {
    out.end();
    await finished(out);
  }
  return run.badLines > 0 ? 1 : 0;
}

async function openOutput(io: Io, name: string): Promise<WriteStream> {
  const out = createWriteStream(pathOf(io, name));
  try {
    await once(out, 'open');
  } catch (error) {
    throw ioProblem(name, error);
  }
  return out;
}

/** One scan: reads both files, tells of bad lines and of progress. */
class Run {
  badLines = 0;
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
  }

  /** The file's usable articles, one at a time; what is wrong with a line is told on stderr. */
  async *#read(name: string, label: string): AsyncGenerator<ArticleLine> {
    const path = pathOf(this.#io, name);
    let read = 0;
    const progress = startProgress(this.#io, label, sizeOf(path, name), () => plural(read, 'article'));
    const lines = new Map<string, number>();
    try {
      for await (const line of readJsonLines(path, name, ArticleLine)) {
        const before = 'value' in line ? lines.get(String(line.value.id)) : undefined;
        if ('bad' in line) this.#bad(name, line.number, line.bad);
        else if (before !== undefined)
          this.#bad(
            name,
            line.number,
            `id "${printable(String(line.value.id))}" stands on line ${before} already`,
          );
        else {
          lines.set(String(line.value.id), line.number);
          read++;
          yield line.value;
        }
        progress.advance(line.bytes);
      }
    } finally {
      progress.stop();
    }
  }

  #bad(name: string, line: number, why: string): void {
    this.badLines++;
    this.#io.stderr.write(`${name}:${line}: ${why}\n`);
  }

  /** Puts the originals into the corpus. @returns their fingerprints. */
  async register(corpus: Corpus, name: string): Promise<readonly Fingerprint[]> {
    const fingerprints: Fingerprint[] = [];
    let batch: CorpusEntry[] = [];
    let packs = 0;
    const commit = async () => {
      await corpus.register(batch, String(packs++).padStart(26, '0'));
      batch = [];
    };
    for await (const line of this.#read(name, 'reading originals')) {
      const { text, words } = prepare(articleOf(line));
      const fingerprint = winnow(words);
      fingerprints.push(fingerprint);
      batch.push({
        articleId: String(line.id),
        version: 1,
        source: name,
        firstSeenAt: instant(0),
        registeredOriginal: true,
        // Near-duplicates as wholes are not asked for here, and SimHash takes longer than all the rest.
        simhash: [0, 0],
        text,
        fingerprint,
      });
      if (batch.length === ORIGINALS_A_PACK) await commit();
    }
    await commit();
    return fingerprints;
  }

  /** Looks up and aligns every article, in the file's order. @returns how many there were. */
  async check(
    corpus: Corpus,
    stopList: ReadonlySet<number>,
    name: string,
    tell: (finding: Finding) => Promise<void>,
  ): Promise<number> {
    let checked = 0;
    let batch: ArticleLine[] = [];
    const flush = async () => {
      const articles = batch.map((line) => prepare(articleOf(line)));
      const { answers, incomplete } = await corpus.lookUp(
        articles.map((article, i) => queryOf(batch[i]!, article)),
      );
      if (incomplete.length > 0) throw new Error(incomplete.join('; '));
      for (const [i, answer] of answers.entries()) {
        const line = batch[i]!;
        const article = articles[i]!;
        const matches: Match[] = [];
        for (const { ref } of answer.candidates) {
          const original = prepare({ text: (await corpus.read(ref)).text });
          const alignment = align(article, original, (hash) => stopList.has(hash));
          if (alignment.passages.length > 0) matches.push({ originalId: ref.articleId, ...alignment });
        }
        matches.sort((x, y) => y.score - x.score);
        await tell({
          id: line.id,
          verdict: matches[0]?.verdict ?? 'original',
          matches: matches.slice(0, MAX_MATCHES),
          facts: article.facts,
          ...(answer.truncated && { truncated: true }),
          ...(typeof line.text !== 'string' && { text: article.text }),
        });
        checked++;
      }
      batch = [];
    };
    for await (const line of this.#read(name, 'checking articles')) {
      batch.push(line);
      if (batch.length === ARTICLES_A_LOOK_UP) await flush();
    }
    await flush();
    return checked;
  }
}

const queryOf = ({ id }: ArticleLine, { words }: PreparedArticle): Query => ({
  articleId: String(id),
  algorithm: ALGORITHM,
  hashes: Float64Array.from(new Set(everyShingle(words).hashes)),
});

function sizeOf(path: string, name: string): number {
  try {
    return statSync(path).size;
  } catch (error) {
    throw ioProblem(name, error);
  }
}

interface Totals {
  readonly originals: number;
  readonly articles: number;
  readonly badLines: number;
}

interface Report {
  readonly add: (finding: Finding) => Promise<void>;
  readonly end: (totals: Totals) => Promise<void>;
}

/** Waits where the reader is slower than we are. */
async function write(out: Writable, text: string): Promise<void> {
  if (!out.write(text)) await once(out, 'drain');
}

const jsonLines = (out: Writable): Report => ({
  add: (finding) => write(out, `${JSON.stringify(finding)}\n`),
  end: async () => undefined,
});

const MAX_ROWS = 40;

/** The matches that say most, and how many of each verdict, for a person. */
function tableOf(io: Io, out: Writable): Report {
  const counts: Record<Verdict, number> = { copy: 0, partial: 0, quotation: 0, boilerplate: 0, original: 0 };
  const top: { readonly id: string; readonly match: Match }[] = [];
  return {
    add: async ({ id, verdict, matches }) => {
      counts[verdict]++;
      const match = matches[0];
      if (match === undefined || match.verdict === 'boilerplate') return;
      top.push({ id: String(id), match });
      top.sort((x, y) => y.match.score - x.match.score);
      top.length = Math.min(top.length, MAX_ROWS);
    },
    end: async ({ originals, articles, badLines }) => {
      const width = Math.min(Math.max(io.columns, 70), 140);
      const id = Math.floor((width - 52) / 2);
      const table = new Table({
        head: ['article', 'original', 'verdict', 'own', 'quoted', 'of article', 'of original'],
        colWidths: [id, id, 11, 7, 8, 12, 13],
        colAligns: ['left', 'left', 'left', 'right', 'right', 'right', 'right'],
        style: { head: [], border: [], compact: true },
      });
      for (const { id: article, match } of top)
        table.push([
          printable(article),
          printable(match.originalId),
          match.verdict,
          String(match.ownWords),
          String(match.quotedWords),
          percent(match.articleCoverage),
          percent(match.originalCoverage),
        ]);
      const found = articles - counts.original - counts.boilerplate;
      const lines = [
        ...(top.length > 0 ? [table.toString(), ''] : []),
        ...(found > top.length
          ? [`The ${top.length} highest scores of ${found} are shown; --json prints all, with passages.`, '']
          : []),
        `${plural(articles, 'article')} checked against ${plural(originals, 'original')}:`,
        ...(Object.entries(counts) as [Verdict, number][]).map(
          ([verdict, count]) => `  ${verdict.padEnd(12)}${count.toLocaleString('en').padStart(7)}`,
        ),
        ...(badLines > 0 ? [`  ${plural(badLines, 'bad line')} left out; stderr says why.`] : []),
        '',
        "'own' counts the article's words outside quotation marks that stand in the original. Facts, not findings of infringement.",
        '',
      ];
      await write(out, lines.join('\n'));
    },
  };
}
