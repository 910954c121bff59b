import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { type ArticleInput, prepare } from '../shared/article/prepare';
import { pageDates } from '../shared/desk/dated-evidence';
import { isccTextCode } from '../shared/fingerprint/iscc-text-code';
import { align } from '../shared/match/align';
import type { Match } from '../shared/match/match';
import { type DatedEvidence, RUNGS, whoWasFirst } from '../shared/match/who-was-first';
import { datedEvidence } from '../shared/wire/article-answers';
import { type Io, pathOf, UsageError } from './io';
import { readJsonFile } from './json-file';
import { articleOf, Body, Id, ioProblem, readLinesOnce } from './jsonl';
import { renderComparison } from './side-by-side';

interface CompareOptions {
  readonly json?: true;
  readonly pairs?: string;
  readonly full?: true;
  readonly dates?: string;
}

/** Sentences shown of a passage unless all are asked for: a screenful. */
const MAX_ROWS = 6;

/** `copydesk compare`: the evidence for two files, or for many pairs in one. Exit code 0 done, 1 bad lines, 2 usage or I/O. */
export const compareCommand = (io: Io): Command =>
  new Command('compare')
    .description('The evidence for two texts: what of the original stands in the article, side by side.')
    .argument('[article]', 'the article to be checked: a text file, or HTML by its ending .html')
    .argument('[original]', 'the original it may be copied from')
    .option('--json', 'print one JSON object (with --pairs: one a line)')
    .option('--pairs <file>', 'JSON Lines of {"id", "article", "original"}; needs --json')
    .option('--full', 'show long passages whole')
    .option(
      '--dates <file>',
      'what is known of when each was there: JSON list of {"side", "rung", "at", "source"}; rungs: ' +
        RUNGS.join(', '),
    )
    .action(async (article: string | undefined, original: string | undefined, options: CompareOptions) => {
      if (options.pairs !== undefined) {
        if (article !== undefined) throw new UsageError('give either two files or --pairs, not both');
        if (options.json === undefined) throw new UsageError('--pairs prints JSON only: add --json');
        io.exitWith(await comparePairs(io, options.pairs));
      } else if (article === undefined || original === undefined)
        throw new UsageError('give two files: the article, then the original');
      else io.exitWith(compareFiles(io, article, original, options));
    });

function compareFiles(io: Io, articlePath: string, originalPath: string, options: CompareOptions): number {
  const article = prepare(readArticle(io, articlePath));
  const original = prepare(readArticle(io, originalPath));
  const match: Match = { originalId: originalPath, ...align(article, original) };
  const iscc = { article: isccTextCode(article.text).iscc, original: isccTextCode(original.text).iscc };
  const dated: readonly DatedEvidence[] = [
    ...(options.dates === undefined ? [] : readJsonFile(io, options.dates, z.array(datedEvidence))),
    ...pageDates('article', article, articlePath),
    ...pageDates('original', original, originalPath),
  ];
  const first = whoWasFirst(dated);
  if (options.json)
    io.stdout.write(
      `${JSON.stringify({ ...match, facts: article.facts, iscc, dated, whoWasFirst: first })}\n`,
    );
  else
    io.stdout.write(
      renderComparison({ name: articlePath, article }, { name: originalPath, article: original }, match, {
        columns: io.columns,
        isTty: io.isTty,
        maxRows: options.full ? Infinity : MAX_ROWS,
        known: { iscc, first },
      }),
    );
  return 0;
}

/** A file as an article; a BOM stays, since offsets count it. */
function readArticle(io: Io, path: string): ArticleInput {
  let bytes: Buffer;
  try {
    bytes = readFileSync(pathOf(io, path));
  } catch (error) {
    throw ioProblem(path, error);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new UsageError(`${path}: is not UTF-8; save it as UTF-8 first`, { cause: error });
  }
  return /\.x?html?$/i.test(path) ? { html: text } : { text };
}

const Side = z.union([z.string().transform((text): z.infer<typeof Body> => ({ text })), Body], {
  error: 'must be a text, or an object with "text" or "html"',
});
const Pair = z.object({ id: Id, article: Side, original: Side }, { error: 'must be an object' });

async function comparePairs(io: Io, name: string): Promise<number> {
  let bad = 0;
  for await (const line of readLinesOnce(pathOf(io, name), name, Pair)) {
    if ('bad' in line) {
      bad++;
      io.stderr.write(`${name}:${line.number}: ${line.bad}\n`);
      continue;
    }
    const { id, article, original } = line.value;
    const alignment = align(prepare(articleOf(article)), prepare(articleOf(original)));
    io.stdout.write(`${JSON.stringify({ id, originalId: String(id), ...alignment })}\n`);
  }
  return bad > 0 ? 1 : 0;
}
