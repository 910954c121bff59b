import { instant } from '../shared/clock/instant';
import { openCorpus, type Query } from '../shared/corpus/corpus';
import { maintain } from '../shared/corpus/maintain';
import { eligible } from '../shared/corpus/candidates';
import { openResidentCorpus } from '../shared/corpus/resident-corpus';
import { ALGORITHM, everyShingle, winnow } from '../shared/fingerprint/shingles';
import type { Words } from '../shared/article/words';
import { folderObjectStore } from './folder-object-store';
import { quantile, timeInterleaved } from './interleaved';
import { ARTICLE_WORDS, partialCopy, syntheticArticle } from './synthetic-articles';
import type { BuildFigures, CallFigures, ScaleFigures } from './scale';

/**
 * Run in a process of its own, so that memory is what this alone takes: `build` writes a corpus of synthetic articles
 * to a folder and compacts it; `query` loads it as a new worker does and times single look-ups in the index; `call`
 * times whole look-ups of batches. Prints one JSON object.
 */
const ARTICLES_A_PACK = 1_000;
const COPIED_WORDS = 100;
const MAX_CANDIDATES = 50;
const QUERIES = 1_500;
const ROUNDS = 15;
const BATCH = 100;

const idOf = (number: number): string => `synthetic-${number}`;

async function build(folder: string, articles: number): Promise<BuildFigures> {
  const store = folderObjectStore(folder);
  const corpus = openCorpus(store, { algorithms: [ALGORITHM], maxResidentBytes: 0 });
  let ids = 0;
  const newId = () => String(ids++).padStart(26, '0');
  const from = performance.now();
  let postings = 0;
  for (let first = 0; first < articles; first += ARTICLES_A_PACK) {
    const numbers = Array.from({ length: Math.min(ARTICLES_A_PACK, articles - first) }, (_, i) => first + i);
    const entries = numbers.map((number) => {
      const fingerprint = winnow(syntheticArticle(number));
      postings += fingerprint.hashes.length;
      return {
        articleId: idOf(number),
        version: 1,
        source: 'generator',
        firstSeenAt: instant(number),
        registeredOriginal: true,
        simhash: [0, 0] as const,
        // Texts would be 5 KB each on disk, and no look-up reads them.
        text: '',
        fingerprint,
      };
    });
    await corpus.register(entries, newId());
  }
  const registeredMs = performance.now() - from;
  await maintain(store, { newId, now: instant(0), mayGoOn: () => true, minPacks: 1 });
  const bytesUnder = async (prefix: string) => {
    let bytes = 0;
    for (const key of await store.list(prefix)) bytes += (await store.get(key))!.body.length;
    return bytes;
  };
  return {
    registerSeconds: registeredMs / 1_000,
    compactSeconds: (performance.now() - from - registeredMs) / 1_000,
    postingsPerArticle: postings / articles,
    indexBytesPerArticle: (await bytesUnder('run/')) / articles,
    recordBytesPerArticle: (await bytesUnder('text/')) / articles,
    buildPeakBytes: peakOfProcess(),
  };
}

const queryOf = (articleId: string, words: Words): Query => ({
  articleId,
  algorithm: ALGORITHM,
  hashes: Float64Array.from(new Set(everyShingle(words).hashes)),
});

interface Asked {
  readonly query: Query;
  /** The article it has words of. */
  readonly source?: number;
}

/** A third each: no copy, 100 words copied, a whole copy. */
const askedOf = (articles: number): readonly Asked[] =>
  Array.from({ length: QUERIES }, (_, i) => {
    const own = syntheticArticle(articles + i);
    const source = (i * 7_919) % articles;
    if (i % 3 === 0) return { query: queryOf(`query-${i}`, own) };
    const original = syntheticArticle(source);
    const words = i % 3 === 1 ? partialCopy(own, original, COPIED_WORDS) : original;
    return { query: queryOf(`query-${i}`, words), source };
  });

const peakOfProcess = (): number => process.resourceUsage().maxRSS * 1_024;

async function lookUpOneByOne(folder: string, articles: number): Promise<ScaleFigures> {
  const store = folderObjectStore(folder);
  const loadFrom = performance.now();
  const resident = openResidentCorpus(store, [ALGORITHM], 2 ** 31);
  const { incomplete, passed } = await resident.gather(() => 1);
  if (incomplete.length + passed.length > 0) throw new Error(`not resident: ${incomplete.join('; ')}`);
  const loadSeconds = (performance.now() - loadFrom) / 1_000;
  const peakResidentSetBytes = peakOfProcess();
  const residentSetBytes = process.memoryUsage().rss;
  const index = resident.index(ALGORITHM);
  const lookUp = ({ hashes, articleId }: Query) =>
    eligible(index.search(hashes), { articleId }, resident.tombstones, MAX_CANDIDATES + 1);

  // Every copy must be found, or the times mean nothing.
  const asked = askedOf(articles);
  let found = 0;
  let candidates = 0;
  for (const { query, source } of asked) {
    const hits = lookUp(query);
    candidates += hits.length;
    if (source !== undefined && hits[0]?.record.articleId === idOf(source)) found++;
  }
  const { microseconds, reference } = timeInterleaved(
    asked.map(
      ({ query }) =>
        () =>
          void lookUp(query),
    ),
    ROUNDS,
  );

  return {
    articles,
    wordsPerArticle: ARTICLE_WORDS,
    loadSeconds,
    indexBytes: index.memoryBytes,
    residentSetBytes,
    peakResidentSetBytes,
    lookUpP50: quantile(microseconds, 0.5),
    lookUpP99: quantile(microseconds, 0.99),
    reference,
    candidatesPerLookUp: candidates / QUERIES,
    copiesFoundFirst: found / asked.filter(({ source }) => source !== undefined).length,
  };
}

/** The call as the worker makes it: a batch, the LIST and the manifest included, on a store without latency. */
async function lookUpInBatches(folder: string, articles: number): Promise<CallFigures> {
  const corpus = openCorpus(folderObjectStore(folder), {
    algorithms: [ALGORITHM],
    maxResidentBytes: 2 ** 31,
  });
  const queries = askedOf(articles).map((asked) => asked.query);
  const { streamed, incomplete } = await corpus.lookUp([]);
  if (streamed + incomplete.length > 0) throw new Error(`not resident: ${incomplete.join('; ')}`);
  const from = performance.now();
  for (let first = 0; first < queries.length; first += BATCH)
    await corpus.lookUp(queries.slice(first, first + BATCH));
  return { lookUpsPerSecond: queries.length / ((performance.now() - from) / 1_000) };
}

const MODES = { build, query: lookUpOneByOne, call: lookUpInBatches } as const;

async function main([mode, folder = '', articles = '0']: readonly string[]): Promise<void> {
  const work = MODES[mode as keyof typeof MODES];
  process.stdout.write(JSON.stringify(await work(folder, Number(articles))));
}

void main(process.argv.slice(2));
