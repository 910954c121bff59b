import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from '../shared/article/prepare';
import type { PreparedArticle } from '../shared/article/prepare-text';
import { align } from '../shared/match/align';
import type { Facts, Span } from '../shared/match/match';
import {
  type LabelledPair,
  readBackground,
  readCloughStevenson,
  readNewsPairs,
  readPan,
} from './evaluate-data';
import { evaluateNotices, type Notices, reportNotices } from './evaluate-notices';
import { type Case, plagdet, type Plagdet } from './evaluate-plagdet';
import { evaluateRetrieval, type Retrieval } from './evaluate-retrieval';
import { type Io, UsageError } from './io';

/** Measures the engine's quality on data sets that are not part of the project. Figures only, no text, come out. */
export interface Results {
  readonly seed: Facts & { readonly quotedWordsApart: number; readonly ownWords: number };
  readonly cloughStevensonAuc: number;
  readonly newsPairsAuc: number;
  readonly pan: Readonly<Record<string, Plagdet & { readonly micro: Plagdet }>>;
  readonly panCleanPairs: number;
  readonly panCleanPairsWithDetections: number;
  readonly retrieval: Retrieval;
  readonly notices: Notices;
}

const RETRIEVAL = { seed: 20_241_122, sources: 1_000, heldOut: 6_000 };

/** Area under the ROC curve: how often a positive scores above a negative, ties counting half. */
export function rocAuc(positives: readonly number[], negatives: readonly number[]): number {
  let wins = 0;
  for (const p of positives) for (const n of negatives) wins += p > n ? 1 : p === n ? 0.5 : 0;
  return wins / (positives.length * negatives.length);
}

function aucOf(pairs: readonly LabelledPair[], copied: ReadonlySet<string>): number {
  const scored = pairs.map(({ label, article, original }) => ({
    positive: copied.has(label),
    score: align(prepare({ text: article }), prepare({ text: original })).score,
  }));
  const scores = (positive: boolean) =>
    scored.filter((pair) => pair.positive === positive).map(({ score }) => score);
  return rocAuc(scores(true), scores(false));
}

/** UTF-16 offsets to code points, which PAN counts in. */
function codePoints(text: string): (span: Span) => Span {
  if (!/[\ud800-\udbff]/.test(text)) return (span) => span;
  const before = new Uint32Array(text.length + 1);
  for (let i = 0; i < text.length; i++) {
    const low = text.charCodeAt(i);
    const second = low >= 0xdc00 && low < 0xe000 && i > 0 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800;
    before[i + 1] = before[i]! + (second ? 0 : 1);
  }
  return ([start, end]) => [before[start]!, before[end]!];
}

async function evaluatePan(
  data: string,
): Promise<Pick<Results, 'pan' | 'panCleanPairs' | 'panCleanPairsWithDetections'>> {
  const { texts, pairs } = await readPan(data);
  const prepared = new Map<string, PreparedArticle & { readonly toCodePoints: (span: Span) => Span }>();
  const read = (id: string) => {
    let article = prepared.get(id);
    if (article === undefined) {
      const text = texts.get(id) ?? '';
      article = { ...prepare({ text }), toCodePoints: codePoints(text) };
      prepared.set(id, article);
    }
    return article;
  };
  const byCategory = new Map<string, { cases: Case[]; detections: Case[] }>();
  let cleanPairs = 0;
  let withDetections = 0;
  for (const { susp, src, category, alignments } of pairs) {
    const pair = `${susp} ${src}`;
    const [article, original] = [read(susp), read(src)];
    const { passages } = align(article, original);
    for (const name of [category, 'all']) {
      const group = byCategory.get(name) ?? { cases: [], detections: [] };
      byCategory.set(name, group);
      for (const [a, aLength, o, oLength] of alignments)
        group.cases.push({ pair, article: [a, a + aLength], original: [o, o + oLength] });
      for (const passage of passages)
        group.detections.push({
          pair,
          article: article.toCodePoints(passage.article),
          original: original.toCodePoints(passage.original),
        });
    }
    if (category !== '01-no-plagiarism') continue;
    cleanPairs++;
    if (passages.length > 0) withDetections++;
  }
  const pan = Object.fromEntries(
    [...byCategory]
      .filter(([, { cases }]) => cases.length > 0)
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([name, { cases, detections }]) => [
        name,
        { ...plagdet(cases, detections, 'macro'), micro: plagdet(cases, detections, 'micro') },
      ]),
  );
  return { pan, panCleanPairs: cleanPairs, panCleanPairsWithDetections: withDetections };
}

/** The article this project started from: an aggregator's page, compared with its own body. */
function evaluateSeed(data: string): Results['seed'] {
  const folder = join(data, 'seed');
  const name = readdirSync(folder).find((file) => file.endsWith('.txt'));
  if (name === undefined) throw new UsageError(`${folder}: holds no .txt file`);
  const text = readFileSync(join(folder, name), 'utf8');
  const page = prepare({ text });
  const match = align(page, prepare({ text: text.slice(0, page.facts.boilerplateFrom ?? text.length) }));
  return { ...page.facts, quotedWordsApart: match.quotedWords, ownWords: match.ownWords };
}

const f = (value: number): string => value.toFixed(4);

/** The figures as a person reads them. */
export function report(results: Results): string {
  const { seed, pan, retrieval } = results;
  return [
    `seed: ${seed.words} words, ${seed.quotedWords} quoted, ${seed.credits.length} credits, ` +
      `${seed.mixedScript.map(({ start, codePoints: points }) => `${points.join(' ')} at ${start}`).join(', ')}, frame from ${seed.boilerplateFrom}`,
    `Clough-Stevenson ROC-AUC  ${f(results.cloughStevensonAuc)}`,
    `natural pairs ROC-AUC     ${f(results.newsPairsAuc)}`,
    'PAN13 (macro)              plagdet precision recall granularity | micro plagdet',
    ...Object.entries(pan).map(
      ([name, p]) =>
        `  ${name.padEnd(26)}${f(p.plagdet)}   ${f(p.precision)}  ${f(p.recall)}  ${f(p.granularity)} | ${f(p.micro.plagdet)}`,
    ),
    `  clean pairs with detections: ${results.panCleanPairsWithDetections} of ${results.panCleanPairs}`,
    `retrieval among ${retrieval.originals} articles, recall@1 at 0.1 % false positives (score > ${retrieval.threshold.toFixed(1)}, ${retrieval.clean} clean)`,
    ...Object.entries(retrieval.recall).map(([kind, value]) => `  ${kind.padEnd(30)}${f(value)}`),
    `  ${'mean'.padEnd(30)}${f(retrieval.mean)}`,
    `  clean articles called copy or partial, per 1,000: ${retrieval.verdictsPerThousandClean.toFixed(2)} (${Object.entries(
      retrieval.readPerThousandClean,
    )
      .map(([label, value]) => `${label} ${value.toFixed(2)}`)
      .join(', ')}); candidates per article ${retrieval.candidatesPerClean.toFixed(2)}`,
    `  held-out articles called so against another collection: ${retrieval.acrossCollections.called} of ${retrieval.acrossCollections.checked}`,
    ...reportNotices(results.notices),
    '',
  ].join('\n');
}

/** @param data the folder of the data sets. Takes a minute or two; tells stderr how far it is. */
export async function evaluate(io: Io, data: string): Promise<Results> {
  const tell = (what: string) => void io.stderr.write(`evaluate: ${what}\n`);
  const seed = evaluateSeed(data);
  const cloughStevensonAuc = aucOf(await readCloughStevenson(data), new Set(['cut', 'light', 'heavy']));
  const newsPairsAuc = aucOf(await readNewsPairs(data), new Set(['whole', 'partial']));
  tell('pairs done; PAN13 ...');
  const pan = await evaluatePan(data);
  tell('PAN13 done; retrieval ...');
  const retrieval = await evaluateRetrieval(await readBackground(data), RETRIEVAL, tell);
  const notices = await evaluateNotices(data);
  return { seed, cloughStevensonAuc, newsPairsAuc, ...pan, retrieval, notices };
}
