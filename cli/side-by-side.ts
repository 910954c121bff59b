import Table from 'cli-table3';
import type { PreparedArticle } from '../shared/article/prepare-text';
import { signalsOf } from '../shared/article/signals';
import type { Match, Passage } from '../shared/match/match';
import { alignedRows } from '../shared/match/aligned-rows';
import { PASSAGE_WORDS, VERDICT_MEANS } from '../shared/match/words';
import type { WhoWasFirst } from '../shared/match/who-was-first';
import { describeFirst } from './first-text';
import { mixedScriptLines } from './mixed-script-text';
import { percent, plural, printable } from './printable';

export interface Side {
  readonly name: string;
  readonly article: PreparedArticle;
}

export interface View {
  readonly columns: number;
  readonly isTty: boolean;
  /** Most sentences shown of a passage; Infinity for all. */
  readonly maxRows: number;
  readonly known?: Known;
}

/** What is known of the two texts besides their words. */
export interface Known {
  readonly iscc: { readonly article: string; readonly original: string };
  readonly first: WhoWasFirst;
}

/** The evidence for two texts as a person reads it: the numbers, the facts, the passages side by side. */
export function renderComparison(article: Side, original: Side, match: Match, view: View): string {
  const lines = [
    `${bold(match.verdict, view)}: ${VERDICT_MEANS[match.verdict]}`,
    ...wordless([article, original]),
    '',
    ...numbers(match, article, original),
    ...(view.known ? knownLines(view.known) : []),
    '',
    ...factLines(article.article),
    '',
  ];
  const passages = renderPassages(match.passages, article.article, original.article, view);
  return `${lines.join('\n')}\n${passages}${closing(match)}`;
}

/** The passages alone, each sentence beside its place in the original. */
export const renderPassages = (
  passages: readonly Passage[],
  article: PreparedArticle,
  original: PreparedArticle,
  view: Omit<View, 'known'>,
): string => passages.map((passage, i) => renderPassage(passage, i, article, original, view)).join('\n');

const knownLines = ({ iscc, first }: Known): string[] => [
  `  ${iscc.article} (article), ${iscc.original} (original)`,
  ...describeFirst(first).map((line) => `  ${line}`),
];

const bold = (text: string, { isTty }: Pick<View, 'isTty'>): string =>
  isTty ? `\u001b[1m${text}\u001b[22m` : text;

function wordless(sides: readonly Side[]): string[] {
  const names = sides.filter(({ article }) => article.facts.words === 0).map(({ name }) => printable(name));
  if (names.length === 0) return [];
  return [`Nothing to compare: ${names.join(' and ')} ${names.length === 1 ? 'holds' : 'hold'} no words.`];
}

function numbers(match: Match, article: Side, original: Side): string[] {
  return [
    `  Passages cover ${percent(match.articleCoverage)} of the article (${plural(article.article.facts.words, 'word')})` +
      ` and ${percent(match.originalCoverage)} of the original (${plural(original.article.facts.words, 'word')}).`,
    `  ${equalWords(match)} Score ${match.score.toFixed(1)}.`,
  ];
}

function equalWords(match: Match): string {
  const { ownWords, quotedWords, boilerplateWords, longestRunWords, passages } = match;
  const longest = `longest run ${plural(longestRunWords, 'word')}`;
  if (passages.length > 0)
    return `Equal words: ${ownWords} own, ${quotedWords} inside quotation marks, ${boilerplateWords} boilerplate; ${longest}.`;
  return longestRunWords > 0
    ? `Some words in a row are equal (${longest}), too few for a passage.`
    : 'No three words in a row are equal.';
}

const MAX_SIGNALS = 6;

/** What the article shows by itself, one line a fact. */
function factLines({ facts, text }: PreparedArticle): string[] {
  const lines: string[] = [];
  if (facts.credits.length > 0)
    lines.push(
      `  ${plural(facts.credits.length, 'photo credit')}: ${facts.credits.map((c) => printable(c.text)).join('; ')}`,
    );
  lines.push(
    ...mixedScriptLines(
      facts.mixedScript,
      ({ start, end, codePoints }) =>
        `${printable(text.slice(start, end))}, ${codePoints.join(', ')} at offset ${start}`,
    ),
  );
  if (facts.quotedWords > 0) lines.push(`  ${plural(facts.quotedWords, 'word')} inside quotation marks`);
  if (facts.boilerplateFrom !== null)
    lines.push(`  The page's frame begins at offset ${facts.boilerplateFrom}`);
  const sources = [...new Set(signalsOf(text).map((signal) => printable(signal.text)))];
  if (sources.length > 0)
    lines.push(
      `  Speaks of its source: ${sources.slice(0, MAX_SIGNALS).join('; ')}${sources.length > MAX_SIGNALS ? '; ...' : ''}`,
    );
  return lines.length === 0 ? [] : ['Facts about the article:', ...lines];
}

function renderPassage(
  passage: Passage,
  index: number,
  article: PreparedArticle,
  original: PreparedArticle,
  view: Omit<View, 'known'>,
): string {
  const width = Math.min(Math.max(view.columns, 60), 160);
  const column = Math.floor((width - 3) / 2);
  const table = new Table({
    head: [`article ${passage.article.join('-')}`, `original ${passage.original.join('-')}`],
    colWidths: [column, column],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  const rows = alignedRows(passage, article, original);
  const shown = rows.length <= view.maxRows + 1 ? rows.length : view.maxRows;
  for (const row of rows.slice(0, shown))
    table.push([
      printable(article.text.slice(...row.article)),
      row.original === null ? '' : printable(original.text.slice(...row.original)),
    ]);
  const more = rows.length - shown;
  return [
    bold(`Passage ${index + 1}: ${PASSAGE_WORDS[passage.kind]}`, view),
    table.toString(),
    ...(more > 0 ? [`... and ${plural(more, 'sentence')} more; --full shows all.`] : []),
    '',
  ].join('\n');
}

const closing = ({ passages }: Match): string =>
  passages.length === 0
    ? 'No passage to show.\n'
    : '\nCopydesk states facts and decides nothing. --json prints the same for machines.\n';
