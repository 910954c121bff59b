import { existsSync, readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Results as Quality } from '../cli/evaluate';
import type { ScanFigures } from '../cli/scan-figures';
import type { Arrivals } from './arrivals';
import type { ConsoleSpeed } from './console-speed';
import type { CorpusRequests } from './corpus-requests';
import type { ASSUMPTIONS, Cost, CostInputs } from './cost-model';
import type { DeskRequests } from './desk-requests';
import type { Freshness } from './freshness';
import type { FullPathRequests } from './full-path';
import type { PairQuality } from './pairs';
import type { Retrieved } from './retrieval';
import type { Scale } from './scale';
import type { AlignSpeed, KernelSpeed, LookUpSpeed } from './speed';

/** Where and when a part was measured: figures of two parts may come from two runs. */
export interface Measured {
  readonly measuredOn: string;
  readonly machine: string;
}

/** What `npm run bench` measures; each part can be measured anew by itself. */
export interface Bench {
  readonly speed: Measured & {
    readonly kernels: readonly KernelSpeed[];
    readonly alignment: AlignSpeed;
    readonly peerLookUps: readonly LookUpSpeed[];
  };
  readonly requests: Measured & { readonly corpus: CorpusRequests; readonly fullPath: FullPathRequests };
  readonly desk: Measured & { readonly sizes: readonly DeskRequests[] };
  readonly console: Measured & ConsoleSpeed;
  readonly freshness: Measured & Freshness;
  readonly scan: Measured & ScanFigures;
  readonly scale: Measured & Scale;
  readonly arrivals: Measured & Arrivals;
  readonly pairs: Measured & { readonly methods: readonly PairQuality[] };
  readonly retrieval: Measured & {
    readonly originals: number;
    readonly clean: number;
    readonly sources: number;
    /** Originals read and aligned for an article, clean ones and copies together. */
    readonly candidatesPerArticle: number;
    readonly methods: readonly Retrieved[];
  };
  /** Computed from the other parts. */
  readonly cost: {
    readonly inputs: Pick<CostInputs, 'preparedMs' | 'lookUpMs'>;
    readonly assumptions: typeof ASSUMPTIONS;
    readonly perMillionArticles: readonly Cost[];
  };
}

/** The content of docs/results.json. */
export interface Results {
  readonly evaluate?: Measured & { readonly quality: Quality };
  readonly bench?: Partial<Bench>;
}

export const RESULTS = join(__dirname, '..', 'docs', 'results.json');

/** The machine's class, not its name. */
export const measuredHere = (now: Date): Measured => ({
  measuredOn: now.toISOString().slice(0, 10),
  machine: `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}`,
});

export const readResults = (): Results =>
  existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Results) : {};
