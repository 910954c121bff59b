import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CopyExtent } from './corpus-requests';

/** Building a synthetic corpus through `register` and compaction. Bytes are stored ones. */
export interface BuildFigures {
  readonly registerSeconds: number;
  readonly compactSeconds: number;
  readonly postingsPerArticle: number;
  readonly indexBytesPerArticle: number;
  /** Records without texts. */
  readonly recordBytesPerArticle: number;
  /** The most that the building process took, compaction and stop list included. */
  readonly buildPeakBytes: number;
}

/** Looking up in it, resident. Times in microseconds unless named otherwise. */
export interface ScaleFigures {
  readonly articles: number;
  readonly wordsPerArticle: number;
  readonly loadSeconds: number;
  /** What the index says it takes; what the process took once it was loaded, and at most while it was. */
  readonly indexBytes: number;
  readonly residentSetBytes: number;
  readonly peakResidentSetBytes: number;
  readonly lookUpP50: number;
  readonly lookUpP99: number;
  readonly reference: number;
  readonly candidatesPerLookUp: number;
  /** Of the partial and whole copies. */
  readonly copiesFoundFirst: number;
}

export interface CallFigures {
  /** In batches of 100 through `Corpus.lookUp`, by the clock on the wall. */
  readonly lookUpsPerSecond: number;
}

/** By a worker that has room for filters alone; files stand for S3, so that no latency is in the times. */
export interface FilterFigures extends CallFigures {
  readonly loadSeconds: number;
  readonly residentSetBytes: number;
  readonly peakResidentSetBytes: number;
  /** Parts of the index that a look-up reads, and texts of candidates, none of them in a cache. */
  readonly indexGets: Readonly<Record<CopyExtent, number>>;
  readonly textGets: Readonly<Record<CopyExtent, number>>;
  readonly copiesFoundFirst: number;
  /** Microseconds of a whole call with one article: the LIST, the manifest, what it reads, and the copied texts' shingles. */
  readonly lookUpP50: number;
  readonly lookUpP99: number;
  readonly reference: number;
}

export type Scale = BuildFigures & ScaleFigures & CallFigures & { readonly filters: FilterFigures };

async function inOwnProcess<T>(
  mode: 'build' | 'query' | 'call' | 'filters',
  folder: string,
  articles: number,
): Promise<T> {
  const script = join(__dirname, 'scale-worker.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, mode, folder, String(articles)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the ${mode} of ${articles} articles ended with ${code}`);
  return JSON.parse(out) as T;
}

/** A corpus of synthetic articles on disk, built by one process and looked up in by another. */
export async function measureScale(articles: number): Promise<Scale> {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-scale-'));
  try {
    const built = await inOwnProcess<BuildFigures>('build', folder, articles);
    const queried = await inOwnProcess<ScaleFigures>('query', folder, articles);
    const called = await inOwnProcess<CallFigures>('call', folder, articles);
    const filters = await inOwnProcess<FilterFigures>('filters', folder, articles);
    return { ...built, ...queried, ...called, filters };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
