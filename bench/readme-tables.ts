import type { ArticleGets } from './arrivals';
import type { CopyExtent } from './corpus-requests';
import type { Cost } from './cost-model';
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

function figureTable({
  speed,
  freshness,
  scan,
  scale,
  requests,
  arrivals,
  cost,
  console,
}: Partial<Bench>): string {
  const rows = [
    ...(speed ? speedRows(speed) : []),
    ...(freshness ? [freshnessRow(freshness)] : []),
    ...(scan ? scanRows(scan) : []),
    ...(scale ? scaleRows(scale) : []),
    ...(requests ? requestRows(requests) : []),
    ...(arrivals ? [arrivalsRow(arrivals)] : []),
    ...(cost?.perMillionArticles ?? []).map(costRow),
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

const perMode = ({ indexGets, textGets }: ArticleGets): string =>
  `${round(indexGets, 2)} of the index and ${round(textGets, 2)} of texts`;

const arrivalsRow = ({ resident, filters, workers, counted, before }: Bench['arrivals']) => [
  `GETs of an article, ${workers} workers, ${round(counted)} real articles in their order`,
  `${round(resident.textGets, 2)} of texts`,
  `index resident, of ${round(resident.candidates, 1)} candidates, ${round(before)} articles being there before; filters alone: ${perMode(filters)}`,
];

const IN_MEMORY = { resident: 'index resident', filters: 'filters and range reads' } as const;

const costRow = ({ corpusArticles, matchingOnly, fullPath, mode, lambdaGb, besideGb }: Cost) => [
  `a million articles against ${round(corpusArticles)}`,
  `${dollars(matchingOnly)} matching`,
  `${dollars(fullPath)} from API to CMS; ${IN_MEMORY[mode]}, workers of ${round(lambdaGb, 1)} GB${besideGb > 0 ? `, ${round(besideGb)} GB of filters in functions beside them, which are not built` : ''}`,
];

const seconds = (ms: number): string => `${round(ms / 1_000, 2)} s`;

const freshnessRow = ({ atOnce, newWorker }: Bench['freshness']) => [
  'from accepted to found, batching window of 1 s included, played here',
  `at most ${seconds(Math.max(...atOnce))}`,
  `${atOnce.length} copies sent right after their originals; ${newWorker.length} at workers just started: at most ${seconds(Math.max(...newWorker))}`,
];

const scanRows = ({
  register,
  merge,
  load,
  check,
  storedBytesPerOriginal: stored,
  peakMemoryBytes,
}: Bench['scan']): readonly (readonly string[])[] => [
  [
    `\`copydesk scan\`: ${round(check.articles)} articles against ${round(register.articles)} originals`,
    `${round(check.articlesPerSecond)} articles a second`,
    `${round(register.articlesPerSecond)} originals a second before; ${megabytes(peakMemoryBytes)} of memory at most, ${round([register, merge, load, check].reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0))} s of CPU in all`,
  ],
  [
    'S3 requests of an article there',
    `${round(check.s3PerArticle.gets, 2)} GET, ${round(check.s3PerArticle.lists, 2)} LIST`,
    `${round(check.s3PerArticle.bytesGot)} bytes read; an original ${round(register.s3PerArticle.puts, 2)} PUT, ${round(stored.index)} bytes of index and ${round(stored.textsAndRecords)} of text kept`,
  ],
];

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
  [
    `look-up in ${round(scale.articles)}, filters alone in memory`,
    `${round(scale.filters.lookUpP50)} µs p50`,
    `${round(scale.filters.lookUpP99)} µs p99 of a whole call, files for S3; ${round(scale.filters.lookUpsPerSecond)} a second in batches; process ${megabytes(scale.filters.residentSetBytes)}, at most ${megabytes(scale.filters.peakResidentSetBytes)}; loaded in ${round(scale.filters.loadSeconds)} s`,
  ],
  [
    'its GETs: original / partial / whole copy',
    kinds(scale.filters.indexGets),
    `and for candidates' texts ${kinds(scale.filters.textGets)}`,
  ],
];

const kinds = ({ original, partial, whole }: Readonly<Record<CopyExtent, number>>): string =>
  [original, partial, whole].map((gets) => round(gets, 1)).join(' / ');

const requestRows = ({ corpus }: Bench['requests']): readonly (readonly string[])[] => [
  [
    `S3, a warm batch of ${corpus.batch}`,
    `${corpus.warmBatch.puts} PUT, ${corpus.warmBatch.lists} LIST, ${corpus.warmBatch.gets} GET`,
    `${corpus.evidence.gets} GET more for each candidate's text that is not at hand`,
  ],
  [
    'GETs of a look-up, filters alone in memory',
    kinds(corpus.filteredGets),
    `original / partial / whole copy among ${round(corpus.articles)}; for candidates' texts ${kinds(corpus.filteredEvidence)}`,
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
          'articles called copy or partial against ones that share no event with them: news of 1987 and of this century',
          `${q.retrieval.acrossCollections.called} of ${round(q.retrieval.acrossCollections.checked)}`,
        ],
        [
          'articles called so that share hardly a shingle with any other, of 1,000; each was read ([why](docs/engine.md#align-and-judge))',
          `${round(q.retrieval.verdictsPerThousandClean, 1)}: ${Object.entries(
            q.retrieval.readPerThousandClean,
          )
            .map(([label, value]) => `${label} ${round(value, 1)}`)
            .join(', ')}`,
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
