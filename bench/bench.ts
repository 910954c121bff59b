import { Command, InvalidArgumentError } from 'commander';
import { type DatedDocument, readBackground, readCloughStevenson, readNewsPairs } from '../cli/evaluate-data';
import { type Io, pathOf, processIo, UsageError } from '../cli/io';
import { consoleSpeed } from './console-speed';
import { corpusRequests } from './corpus-requests';
import { arrivals } from './arrivals';
import { ASSUMPTIONS, CORPORA, costOf, type CostInputs } from './cost-model';
import { type DeskRequests, deskRequests } from './desk-requests';
import { engineRetriever } from './engine-retriever';
import { freshness } from './freshness';
import { fullPathRequests } from './full-path';
import { pairQuality } from './pairs';
import { bm25 } from './peers/bm25';
import { minhash } from './peers/minhash';
import { simhashJs } from './peers/simhash-js';
import { type Bench, type Measured, measuredHere, readResults } from './results';
import { writeResults } from './write-results';
import { type Retrieved, retrieve, testBed } from './retrieval';
import { measureScale } from './scale';
import { scanFigures } from './scan';
import { alignSpeed, kernelSpeeds, peerLookUps, PREPARATION, SIMHASH, typical } from './speed';

/** `npm run bench`: speed, requests, cost and quality beside the peers; writes docs/results.json and the README's tables. */
const SEED = 20_261_122;
const BATCH = 100;
const BYTES_OF_TEXT = 5 * 1_024;

interface Options {
  readonly data?: string;
  readonly articles: number;
  readonly sources: number;
  readonly heldOut: number;
  readonly only: readonly Part[];
}

type Tell = (what: string) => void;
type Part = Exclude<keyof Bench, 'cost'>;

interface Setting {
  readonly options: Options;
  readonly data: string;
  readonly background: readonly DatedDocument[];
  readonly tell: Tell;
}

const PARTS: { readonly [P in Part]: (setting: Setting) => Promise<Omit<Bench[P], keyof Measured>> } = {
  speed: async ({ background }) => ({
    kernels: kernelSpeeds(typical(background)),
    alignment: alignSpeed(background),
    peerLookUps: peerLookUps(background),
  }),
  requests: async ({ background }) => ({
    corpus: await corpusRequests(),
    fullPath: await fullPathRequests(background.slice(0, BATCH).map(({ text }) => text)),
  }),
  desk: async ({ tell }) => {
    const sizes: DeskRequests[] = [];
    for (const openCases of [100, 10_000]) {
      tell(`${openCases} open cases`);
      sizes.push(await deskRequests(openCases));
    }
    return { sizes };
  },
  console: consoleSpeed,
  freshness,
  arrivals: ({ background }) => arrivals(background),
  scan: ({ background }) => scanFigures(background),
  scale: ({ options }) => measureScale(options.articles),
  pairs: async ({ data }) => ({
    methods: pairQuality({
      cloughStevenson: await readCloughStevenson(data),
      newsPairs: await readNewsPairs(data),
    }),
  }),
  retrieval,
};

async function retrieval({ background, options: { sources, heldOut }, tell }: Setting) {
  const { originals, clean, ...bed } = testBed(background, { seed: SEED, sources, heldOut });
  tell(`${originals.length} originals, ${clean.length} clean articles`);
  const engine = engineRetriever();
  const methods: Retrieved[] = [];
  for (const open of [() => engine, bm25, minhash, simhashJs]) {
    const retrieved = await retrieve({ originals, clean, ...bed }, open());
    tell(`${retrieved.name}: mean recall ${retrieved.mean.toFixed(3)}`);
    methods.push(retrieved);
  }
  const candidatesPerArticle = engine.alignedPerArticle();
  return { originals: originals.length, clean: clean.length, sources, candidatesPerArticle, methods };
}

/** Undefined as long as a part is missing that it takes. */
function costFrom({ speed, requests, scale, arrivals: came }: Partial<Bench>): Bench['cost'] | undefined {
  if (!speed || !requests || !scale || !came) return undefined;
  const preparation = speed.kernels.find(({ name }) => name === PREPARATION)!.articleP50;
  const simhash = speed.kernels.find(({ name }) => name === SIMHASH)!.articleP50;
  // Each candidate is prepared, then aligned.
  const candidates = came.resident.candidates * (preparation + speed.alignment.p50);
  const inputs: CostInputs = {
    requests: requests.corpus,
    fullPath: requests.fullPath,
    arrivals: came,
    preparedMs: (preparation + simhash + candidates) / 1_000,
    lookUpMs: { resident: scale.lookUpP50 / 1_000, filters: scale.filters.lookUpP50 / 1_000 },
    postingsPerArticle: scale.postingsPerArticle,
    recordBytesPerArticle: scale.recordBytesPerArticle,
    residentBytesPerArticle: scale.peakResidentSetBytes / scale.articles,
    storedBytesPerArticle: scale.indexBytesPerArticle + scale.recordBytesPerArticle + BYTES_OF_TEXT,
  };
  const { preparedMs, lookUpMs } = inputs;
  return {
    inputs: { preparedMs, lookUpMs },
    assumptions: ASSUMPTIONS,
    perMillionArticles: CORPORA.map((corpus) => costOf(inputs, corpus)),
  };
}

/** Parts that make their own texts; all others read those of the data sets. */
const OWN_TEXTS: ReadonlySet<Part> = new Set(['desk', 'console', 'freshness', 'scale']);

/** Each part is written once it is measured: one that fails later loses nothing. */
async function bench(options: Options, io: Io, tell: Tell): Promise<void> {
  const needy = options.only.filter((part) => !OWN_TEXTS.has(part));
  if (needy.length > 0 && options.data === undefined)
    throw new UsageError(`${needy.join(', ')}: name the folder of the data sets with --data`);
  const data = pathOf(io, options.data ?? '');
  const background = needy.length > 0 ? await readBackground(data) : [];
  const setting: Setting = { options, data, background, tell };
  for (const part of options.only) {
    tell(`${part} ...`);
    const measured = { ...measuredHere(new Date()), ...(await PARTS[part](setting)) };
    const known: Partial<Bench> = { ...readResults().bench, [part]: measured };
    const cost = costFrom(known);
    await writeResults({ bench: { ...known, ...(cost && { cost }) } });
  }
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('must be a whole number above 0');
  return value;
}

function parts(text: string): readonly Part[] {
  const known = Object.keys(PARTS) as Part[];
  return text.split(',').map((name) => {
    const part = known.find((one) => one === name);
    if (part === undefined) throw new InvalidArgumentError(`parts are ${known.join(', ')}`);
    return part;
  });
}

async function main(): Promise<void> {
  const io = processIo();
  const command = new Command('bench')
    .description('Measures the engine beside its peers.')
    .option('--data <folder>', `the folder of the data sets; ${[...OWN_TEXTS].join(', ')} need none`)
    .option('--articles <n>', 'size of the synthetic corpus', count, 100_000)
    .option('--sources <n>', 'real articles that are copied, in eight ways each', count, 250)
    .option('--held-out <n>', 'real articles that are not indexed and must not be found', count, 6_000)
    .option(
      '--only <parts>',
      `some of ${Object.keys(PARTS).join(',')}`,
      parts,
      parts(Object.keys(PARTS).join()),
    )
    .action((options: Options) => bench(options, io, (what) => void io.stderr.write(`bench: ${what}\n`)));
  await command.parseAsync(process.argv);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `bench: ${error instanceof UsageError ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 2;
});
