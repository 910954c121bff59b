import { DESK_CALLS } from './desk-requests';
import type { Bench, Measured, Results } from './results';
import { FINGERPRINT, PREPARATION } from './speed';

/** The tables of the README, from what was measured. */
export const tablesOf = ({ bench, evaluate }: Results): string =>
  [benchTables(bench), evaluateTable(evaluate)].filter((part) => part !== '').join('\n\n');

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

/** Every table stands only where its part was measured. */
function benchTables(bench: Results['bench']): string {
  if (bench === undefined) return '';
  const { speed, retrieval } = bench;
  const parts = Object.values(bench).filter((part): part is typeof part & Measured => 'measuredOn' in part);
  const { machine } = retrieval ?? speed ?? parts[0]!;
  const days = [...new Set(parts.map(({ measuredOn }) => measuredOn))].toSorted();
  const copies =
    retrieval &&
    `Copies of ${round(retrieval.sources)} articles among ${round(retrieval.originals)} real ones; ${round(retrieval.clean)} clean articles set the threshold.`;
  const reference = speed && `Reference kernel ${round(speed.alignment.reference)} µs.`;
  return [
    [`\`npm run bench -- --data DIR\`, ${days.join(' and ')}, on ${machine}.`, reference, copies]
      .filter(Boolean)
      .join(' '),
    qualityTable(bench),
    figureTable(bench),
    deskTable(bench),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const LARGEST_LAMBDA_GB = 10;
const SHOWN_KINDS = ['excerpt in another article', '10 % synonyms', 'all together'] as const;

function qualityTable({ retrieval, pairs }: Partial<Bench>): string {
  if (retrieval === undefined) return '';
  const aucs = (name: string): readonly string[] => {
    const of = pairs?.methods.find((pair) => pair.name === name);
    return [of?.cloughStevenson, of?.newsPairs].map((value) =>
      value === undefined ? '' : typeof value === 'number' ? share(value) : value,
    );
  };
  return table(
    [
      'recall@1 at 0.1 % false positives',
      'mean of 8 kinds',
      ...SHOWN_KINDS,
      'AUC, student pairs',
      'AUC, news pairs',
    ],
    [
      ...retrieval.methods.map(({ name, mean, recall }) => [
        name,
        share(mean),
        ...SHOWN_KINDS.map((kind) => share(recall[kind])),
        ...aucs(name),
      ]),
      ['sim_text (pairs only)', '', ...SHOWN_KINDS.map(() => ''), ...aucs('sim_text')],
    ],
  );
}

function figureTable({ speed, scale, requests, cost, console }: Partial<Bench>): string {
  const rows = [
    ...(speed ? speedRows(speed) : []),
    ...(scale ? scaleRows(scale) : []),
    ...(requests ? requestRows(requests) : []),
    ...(cost?.perMillionArticles ?? []).map(({ corpusArticles, matchingOnly, fullPath, mode, lambdaGb }) => [
      `a million articles against ${round(corpusArticles)}`,
      `${dollars(matchingOnly)} matching`,
      `${dollars(fullPath)} from API to CMS; ${mode}${lambdaGb > LARGEST_LAMBDA_GB ? `, ${round(lambdaGb)} GB over several functions, which is not built` : ''}`,
    ]),
    ...(console ? consoleRows(console) : []),
  ];
  return rows.length === 0 ? '' : table(['', 'measured', 'beside it'], rows);
}

/** Requests to the desk table with few cases open beside those with many. */
function deskTable({ desk }: Partial<Bench>): string {
  if (desk === undefined) return '';
  return table(
    ['requests to the desk table', ...desk.sizes.map(({ openCases }) => `${round(openCases)} open cases`)],
    DESK_CALLS.map((call) => [
      call,
      ...desk.sizes.map(({ calls }) => {
        const { requests, reads, writes } = calls[call];
        return `${requests} (${round(reads, 1)} read, ${round(writes)} write units)`;
      }),
    ]),
  );
}

const consoleRows = ({
  decisions,
  decisionToNext,
  floor,
  firstViewScript,
}: Bench['console']): readonly (readonly string[])[] => [
  [
    'console: from the key that decides to the next case painted',
    `${round(decisionToNext.p50)} ms p50`,
    `at most ${round(decisionToNext.max)} ms in ${decisions} decisions; ${round(floor.p50)} ms where a key only moves the focus`,
  ],
  [
    'console: script before the first view',
    `${round(firstViewScript / 1_000, 1)} KB gzipped`,
    'all of it, React, router and sign-in included',
  ],
];

const bare = (name: string): string => name.replace('peer: ', '').replace(/,.*/, '');

function speedRows({ kernels, alignment, peerLookUps }: Bench['speed']): readonly (readonly string[])[] {
  const fingerprint = kernels.find(({ name }) => name === FINGERPRINT)!;
  const others = kernels.filter(({ name }) => name !== FINGERPRINT && name !== PREPARATION);
  return [
    [
      'fingerprint, 5 KB news',
      `${round(fingerprint.megabytesPerSecond)} MB/s`,
      others.map(({ name, megabytesPerSecond: speed }) => `${bare(name)} ${round(speed, 1)}`).join('; '),
    ],
    ['alignment of a pair', `${round(alignment.p50)} µs p50`, `${round(alignment.p99)} µs p99`],
    ...peerLookUps.map(({ name, articles, p50, p99 }) => [
      `look-up in ${round(articles)}, ${bare(name)}`,
      `${round(p50)} µs p50`,
      `${round(p99)} µs p99`,
    ]),
  ];
}

const scaleRows = (scale: Bench['scale']): readonly (readonly string[])[] => [
  [
    `look-up in ${round(scale.articles)}, resident`,
    `${round(scale.lookUpP50)} µs p50`,
    `${round(scale.lookUpP99)} µs p99; ${round(scale.lookUpsPerSecond)} a second in batches`,
  ],
  [
    'its index in memory',
    megabytes(scale.indexBytes),
    `process ${megabytes(scale.residentSetBytes)}, at most ${megabytes(scale.peakResidentSetBytes)}; loaded in ${round(scale.loadSeconds)} s, built in ${round(scale.registerSeconds + scale.compactSeconds)} s`,
  ],
  [
    'its index in S3',
    `${round(scale.indexBytesPerArticle)} bytes an article`,
    `${round(scale.postingsPerArticle, 1)} postings of ${round(scale.wordsPerArticle)} words; texts apart`,
  ],
];

const requestRows = ({ corpus }: Bench['requests']): readonly (readonly string[])[] => [
  [
    `S3, a warm batch of ${corpus.batch}`,
    `${corpus.warmBatch.puts} PUT, ${corpus.warmBatch.lists} LIST, ${corpus.warmBatch.gets} GET`,
    `${corpus.evidence.gets} GET more for each candidate's text`,
  ],
  [
    'GETs of a look-up, filters alone in memory',
    Object.values(corpus.filteredGets)
      .map((gets) => round(gets, 1))
      .join(' / '),
    `original / partial / whole copy among ${round(corpus.articles)}, the candidate's text included`,
  ],
];

function evaluateTable(evaluated: Results['evaluate']): string {
  if (evaluated === undefined) return '';
  const { quality: q, measuredOn } = evaluated;
  const pan = Object.entries(q.pan).map(
    ([name, { plagdet }]) => `${name.replace(/^\d+-/, '').replaceAll('-', ' ')} ${share(plagdet)}`,
  );
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
          'clean articles called copy or partial, of 1,000 (other stories on one event among them)',
          round(q.retrieval.verdictsPerThousandClean, 2),
        ],
        [
          `notice checker against ${q.notices.labelled.notices} real notices read by a person, clause: precision / recall ([how](docs/notices.md))`,
          Object.entries(q.notices.labelled.elements)
            .map(([clause, { precision, recall }]) => `${clause} ${share(precision)} / ${share(recall)}`)
            .join(', '),
        ],
      ],
    ),
  ].join('\n\n');
}
