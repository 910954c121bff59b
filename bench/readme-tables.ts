import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Results, writeFormatted } from './results';

const README = join(__dirname, '..', 'README.md');
const START = '<!-- results:start -->';
const END = '<!-- results:end -->';

/** Puts what was measured between the README's two markers. */
export async function writeReadme(results: Results): Promise<void> {
  const text = readFileSync(README, 'utf8');
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`README.md lacks ${START} or ${END}`);
  const tables = [benchTables(results.bench), evaluateTable(results.evaluate)].filter((part) => part !== '');
  await writeFormatted(
    README,
    `${text.slice(0, start + START.length)}\n\n${tables.join('\n\n')}\n\n${text.slice(end)}`,
  );
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** As matching figures are written: .985, 1. */
const share = (value: number): string =>
  value === 1
    ? '1'
    : value
        .toFixed(3)
        .replace(/^0/, '')
        .replace(/^\.000$/, '0');
const round = (value: number, digits = 0): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const dollars = (value: number): string => `$${value.toFixed(2)}`;
const megabytes = (bytes: number): string => `${round(bytes / 2 ** 20)} MB`;

function benchTables(bench: Results['bench']): string {
  if (bench === undefined) return '';
  const { retrieval, pairs, kernels, alignment, scale, requests, cost, peerLookUps } = bench;
  const kinds = ['excerpt in another article', '10 % synonyms', 'all together'] as const;
  const auc = (name: string, set: 'cloughStevenson' | 'newsPairs') => {
    const value = pairs.find((pair) => name.startsWith(pair.name))?.[set];
    return value === undefined ? '' : typeof value === 'number' ? share(value) : value;
  };
  const quality = table(
    [
      'recall@1 at 0.1 % false positives',
      'mean of 8 kinds',
      ...kinds,
      'AUC, student pairs',
      'AUC, news pairs',
    ],
    [
      ...retrieval.methods.map(({ name, mean, recall }) => [
        name,
        share(mean),
        ...kinds.map((kind) => share(recall[kind])),
        auc(name, 'cloughStevenson'),
        auc(name, 'newsPairs'),
      ]),
      [
        'sim_text (pairs only)',
        '',
        '',
        '',
        '',
        auc('sim_text', 'cloughStevenson'),
        auc('sim_text', 'newsPairs'),
      ],
    ],
  );
  const kernel = (start: string) => kernels.find(({ name }) => name.startsWith(start))!;
  const fingerprint = kernel('fingerprint');
  const peers = peerLookUps.map(
    ({ name, p50, articles }) => `${name.replace('peer: ', '')} ${round(p50)} µs at ${round(articles)}`,
  );
  const slower = ['peer: simhash', 'peer: npm minhash', 'ISCC']
    .map(kernel)
    .map(({ name, megabytesPerSecond }) => `${name.replace('peer: ', '')} ${round(megabytesPerSecond, 1)}`);
  const gets = Object.values(requests.withoutMemory).map((counted) => counted.gets);
  const figures = table(
    ['', 'measured', 'beside it'],
    [
      ['fingerprint, 5 KB news', `${round(fingerprint.megabytesPerSecond)} MB/s`, slower.join('; ')],
      [
        `look-up in ${round(scale.articles)} articles, resident`,
        `${round(scale.lookUpP50)} µs p50, ${round(scale.lookUpP99)} µs p99`,
        peers.join('; '),
      ],
      [
        'its index in memory, once loaded',
        megabytes(scale.indexBytes),
        `process ${megabytes(scale.residentSetBytes)}, at most ${megabytes(scale.peakResidentSetBytes)} while loading (${round(scale.loadSeconds)} s)`,
      ],
      [
        'look-ups in batches of 100',
        `${round(scale.lookUpsPerSecond)} a second`,
        `built in ${round(scale.registerSeconds + scale.compactSeconds)} s`,
      ],
      [
        'index in S3',
        `${round(scale.indexBytesPerArticle)} bytes an article`,
        `${round(scale.postingsPerArticle, 1)} postings of ${round(scale.wordsPerArticle)} words; texts apart`,
      ],
      [
        'S3 requests of a warm batch of 100',
        `${requests.warmBatch.puts} PUT, ${requests.warmBatch.lists} LIST, ${requests.warmBatch.gets} GET`,
        `and ${requests.evidence.gets} GET for each of ${round(cost.inputs.candidatesPerArticle, 1)} candidates an article`,
      ],
      ['GETs of a look-up, nothing resident', gets.join(' / '), 'original / partial / whole copy'],
      ['alignment of a pair', `${round(alignment.p50)} µs p50`, `${round(alignment.p99)} µs p99`],
      ...cost.perMillionArticles.map(({ corpusArticles, matchingOnly, fullPath, mode }) => [
        `a million articles against ${round(corpusArticles)}`,
        `${dollars(matchingOnly)} matching`,
        `${dollars(fullPath)} from API to CMS; ${mode}`,
      ]),
    ],
  );
  return [
    `\`npm run bench -- --data DIR\`, ${bench.measuredOn}, ${bench.machine}; reference kernel ${round(fingerprint.reference)} µs. Copies of ${round(retrieval.sources)} articles among ${round(retrieval.originals)} real ones, ${round(retrieval.clean)} clean articles set the threshold.`,
    quality,
    figures,
  ].join('\n\n');
}

function evaluateTable(evaluated: Results['evaluate']): string {
  if (evaluated === undefined) return '';
  const { quality: q, measuredOn } = evaluated;
  const pan = Object.entries(q.pan).map(([name, { plagdet }]) => `${name} ${share(plagdet)}`);
  return [
    `\`npm run evaluate -- --data DIR\`, ${measuredOn}: the engine alone.`,
    table(
      ['', ''],
      [
        ['PAN13 training corpus, plagdet', pan.join(', ')],
        [
          'clean PAN13 pairs with a detection',
          `${q.panCleanPairsWithDetections} of ${round(q.panCleanPairs)}`,
        ],
        [
          'ROC-AUC, Clough-Stevenson / natural news pairs',
          `${share(q.cloughStevensonAuc)} / ${share(q.newsPairsAuc)}`,
        ],
        [
          `recall@1 of ${round(Object.keys(q.retrieval.recall).length)} kinds of copies among ${round(q.retrieval.originals)} articles`,
          `mean ${share(q.retrieval.mean)}`,
        ],
        [
          'unrelated articles called copy or partial, of 1,000',
          round(q.retrieval.verdictsPerThousandClean, 2),
        ],
      ],
    ),
  ].join('\n\n');
}
