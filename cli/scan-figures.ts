import type { ObjectStore } from '../shared/corpus/object-store';
import { RUNS, TEXTS } from '../shared/corpus/object-names';
import { type CountedObjectStore, perArticle, type StoreUse } from './counted-object-store';
import { table } from './print';
import { megabytes } from './printable';

/** What one stage of a scan took. */
export interface StageFigures {
  readonly articles: number;
  /** By the clock on the wall. */
  readonly seconds: number;
  /** Of the process, whatever else the machine did meanwhile. */
  readonly cpuSeconds: number;
  readonly articlesPerSecond: number;
  readonly s3: StoreUse;
  readonly s3PerArticle: StoreUse;
}

/** In the order in which they come. */
const STAGES = {
  /** Read, fingerprinted, and committed in packs. */
  register: 'originals registered',
  /** Packs made into runs, then deleted; and the stop list built. */
  merge: 'merged into runs',
  /** What a new worker reads once, before its first look-up. */
  load: 'index loaded',
  /** Read, looked up, compared with what they share words with, and told. */
  check: 'articles checked',
} as const;

export type Stage = keyof typeof STAGES;

/** What a scan took: requests are those that the corpus made of its store, where S3 stands once deployed. */
export type ScanFigures = { readonly [S in Stage]: StageFigures } & {
  /** Once merged. */
  readonly storedBytesPerOriginal: { readonly index: number; readonly textsAndRecords: number };
  readonly peakMemoryBytes: number;
};

export interface StageWatch {
  /** What came since the last stage ended was this one. */
  ended(stage: Stage, articles: number): void;
  figures(): Promise<ScanFigures>;
}

/** @param store under the counted one: to look at what is stored is no request of the scan's. */
export function watchStages(counted: CountedObjectStore, store: ObjectStore): StageWatch {
  const stages: Partial<Record<Stage, StageFigures>> = {};
  let startedAt = performance.now();
  let cpuBefore = process.cpuUsage();
  const stageOf = (stage: Stage): StageFigures => {
    const found = stages[stage];
    if (found === undefined) throw new Error(`the stage '${stage}' has not ended`);
    return found;
  };
  return {
    ended(stage, articles) {
      const now = performance.now();
      const seconds = (now - startedAt) / 1_000;
      startedAt = now;
      const { user, system } = process.cpuUsage(cpuBefore);
      cpuBefore = process.cpuUsage();
      const s3 = counted.taken();
      const articlesPerSecond = articles / seconds;
      stages[stage] = {
        articles,
        seconds,
        cpuSeconds: (user + system) / 1_000_000,
        articlesPerSecond,
        s3,
        s3PerArticle: perArticle(s3, articles),
      };
    },
    async figures() {
      const register = stageOf('register');
      const originals = Math.max(1, register.articles);
      return {
        register,
        merge: stageOf('merge'),
        load: stageOf('load'),
        check: stageOf('check'),
        storedBytesPerOriginal: {
          index: (await bytesUnder(store, RUNS)) / originals,
          textsAndRecords: (await bytesUnder(store, TEXTS)) / originals,
        },
        peakMemoryBytes: process.resourceUsage().maxRSS * 1_024,
      };
    },
  };
}

async function bytesUnder(store: ObjectStore, prefix: string): Promise<number> {
  let bytes = 0;
  for (const key of await store.list(prefix)) bytes += (await store.get(key))?.body.length ?? 0;
  return bytes;
}

const digits = (value: number): string =>
  value.toLocaleString('en', value < 100 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 });

/** For a person: a line for each stage, requests and bytes each for one article. */
export function describeFigures(figures: ScanFigures): string {
  const { storedBytesPerOriginal: stored, peakMemoryBytes } = figures;
  const rows = (Object.entries(STAGES) as [Stage, string][]).map(([stage, name]) => {
    const { articles, seconds, cpuSeconds, articlesPerSecond, s3PerArticle } = figures[stage];
    const { puts, gets, lists, bytesPut, bytesGot } = s3PerArticle;
    const each = [puts, gets, lists, bytesPut, bytesGot].map(digits);
    return [
      name,
      articles.toLocaleString('en'),
      ...[seconds, cpuSeconds, articlesPerSecond].map(digits),
      ...each,
    ];
  });
  return [
    table(
      [
        'an article:',
        'articles',
        'seconds',
        'CPU s',
        'a second',
        'PUT',
        'GET',
        'LIST',
        'bytes written',
        'bytes read',
      ],
      rows,
    ),
    `Stored of an original: ${digits(stored.index)} bytes of index, ${digits(stored.textsAndRecords)} of text and record. Memory: at most ${megabytes(peakMemoryBytes)}.`,
    'PUT, GET and LIST: what the corpus asked of its store, which is in memory here and S3 once deployed.',
    '',
  ].join('\n');
}
