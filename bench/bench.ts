import { Command, InvalidArgumentError } from 'commander';
import { type Document, readBackground, readCloughStevenson, readNewsPairs } from '../cli/evaluate-data';
import { pathOf, processIo, UsageError } from '../cli/io';
import { corpusRequests } from './corpus-requests';
import { ASSUMPTIONS, CORPUS_SIZES, costOf, type CostInputs } from './cost-model';
import { engineRetriever } from './engine-retriever';
import { fullPathRequests } from './full-path';
import { pairQuality } from './pairs';
import { bm25 } from './peers/bm25';
import { minhash } from './peers/minhash';
import { simhashJs } from './peers/simhash-js';
import { writeReadme } from './readme-tables';
import { type Bench, measuredHere, writeResults } from './results';
import { type Retrieved, retrieve, testBed } from './retrieval';
import { measureScale } from './scale';
import { alignSpeed, kernelSpeeds, peerLookUps, typical } from './speed';

/** `npm run bench`: speed, requests, cost and quality beside the peers; writes docs/results.json and the README's tables. */
const SEED = 20_261_122;
const HELD_OUT = 6_000;
const BATCH = 100;
const KILOBYTES_OF_TEXT = 5 * 1_024;

interface Options {
  readonly data: string;
  readonly articles: number;
  readonly sources: number;
}

type Tell = (what: string) => void;

async function retrieval(background: readonly Document[], sources: number, tell: Tell) {
  const bed = testBed(background, { seed: SEED, sources, heldOut: HELD_OUT });
  tell(`${bed.originals.length} originals, ${bed.clean.length} clean articles`);
  const engine = engineRetriever();
  const methods: Retrieved[] = [];
  for (const open of [() => engine, bm25, minhash, simhashJs]) {
    const retriever = open();
    const retrieved = await retrieve(bed, retriever);
    tell(`${retrieved.name}: mean recall ${retrieved.mean.toFixed(3)}`);
    methods.push(retrieved);
  }
  const { originals, clean } = bed;
  return {
    candidatesPerArticle: engine.alignedPerArticle(),
    result: { originals: originals.length, clean: clean.length, sources, methods },
  };
}

async function measure({ articles, sources }: Options, data: string, tell: Tell): Promise<Bench> {
  const background = await readBackground(data);
  const texts = typical(background);
  tell('kernels ...');
  const kernels = kernelSpeeds(texts);
  const alignment = alignSpeed(background);
  const peers = peerLookUps(background);
  tell('requests ...');
  const requests = await corpusRequests();
  const fullPath = await fullPathRequests(background.slice(0, BATCH).map(({ text }) => text));
  tell(`a corpus of ${articles} synthetic articles ...`);
  const scale = await measureScale(articles);
  tell('pairs ...');
  const pairs = pairQuality({
    cloughStevenson: await readCloughStevenson(data),
    newsPairs: await readNewsPairs(data),
  });
  tell('retrieval ...');
  const found = await retrieval(background, sources, tell);

  const { candidatesPerArticle } = found;
  const [whole, simhashing] = [kernels[1]!, kernels[2]!];
  const articleMs =
    (whole.articleP50 +
      simhashing.articleP50 +
      scale.lookUpP50 +
      // Each candidate is prepared, then aligned.
      candidatesPerArticle * (whole.articleP50 + alignment.p50)) /
    1_000;
  const inputs: CostInputs = {
    requests,
    fullPath,
    candidatesPerArticle,
    articleMs,
    residentBytesPerArticle: scale.indexBytes / scale.articles,
    storedBytesPerArticle: scale.indexBytesPerArticle + scale.recordBytesPerArticle + KILOBYTES_OF_TEXT,
  };
  return {
    ...measuredHere(new Date()),
    kernels,
    alignment,
    peerLookUps: peers,
    scale,
    requests,
    fullPath,
    pairs,
    retrieval: found.result,
    cost: {
      inputs: { candidatesPerArticle, articleMs },
      assumptions: ASSUMPTIONS,
      perMillionArticles: CORPUS_SIZES.map((size) => costOf(inputs, size)),
    },
  };
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('must be a whole number above 0');
  return value;
}

async function main(): Promise<void> {
  const io = processIo();
  const command = new Command('bench')
    .description('Measures the engine beside its peers.')
    .requiredOption('--data <folder>', 'the folder of the data sets')
    .option('--articles <n>', 'size of the synthetic corpus', count, 100_000)
    .option('--sources <n>', 'real articles that are copied, in eight ways each', count, 250)
    .action(async (options: Options) => {
      const tell: Tell = (what) => void io.stderr.write(`bench: ${what}\n`);
      const bench = await measure(options, pathOf(io, options.data), tell);
      await writeReadme(await writeResults({ bench }));
      tell('docs/results.json and README.md are written');
    });
  await command.parseAsync(process.argv);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `bench: ${error instanceof UsageError ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 2;
});
