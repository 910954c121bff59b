import { instant } from '../shared/clock/instant';
import { DEFAULT_RESIDENT_BYTES, openCorpus, type Query } from '../shared/corpus/corpus';
import { memoryFor } from '../shared/corpus/filtered-run';
import { readManifest } from '../shared/corpus/manifest';
import type { ObjectStore } from '../shared/corpus/object-store';
import { maintain } from '../shared/corpus/maintain';
import { eligible } from '../shared/corpus/candidates';
import { openResidentCorpus } from '../shared/corpus/resident-corpus';
import { ALGORITHM, everyShingle, winnow } from '../shared/fingerprint/shingles';
import type { Words } from '../shared/article/words';
import { folderObjectStore } from './folder-object-store';
import type { CopyExtent } from './corpus-requests';
import { quantile, timeAwaited, timeInterleaved } from './interleaved';
import { ARTICLE_WORDS, partialCopy, syntheticArticle } from './synthetic-articles';
import type { BuildFigures, CallFigures, FilterFigures, ScaleFigures } from './scale';

/**
 * Run in a process of its own, so that memory is what this alone takes: `build` writes a corpus of synthetic articles
 * to a folder and compacts it; `query` loads it as a new worker does and times single look-ups in the index; `call`
 * times whole look-ups of batches; `filters` does both as a worker that has room for filters alone. Prints one JSON
 * object.
 */
const ARTICLES_A_PACK = 1_000;
const COPIED_WORDS = 100;
const MAX_CANDIDATES = 50;
const QUERIES = 1_500;
/** Look-ups wait for memory, which other processes slow down for longer than a slice: many rounds find a quiet moment. */
const ROUNDS = 60;
const FILTER_ROUNDS = 5;
const BATCH = 100;

const idOf = (number: number): string => `synthetic-${number}`;

async function build(folder: string, articles: number): Promise<BuildFigures> {
  const store = folderObjectStore(folder);
  const corpus = openCorpus(store, { algorithms: [ALGORITHM], maxResidentBytes: 0 });
  let ids = 0;
  const newId = () => String(ids++).padStart(26, '0');
  const from = performance.now();
  let postings = 0;
  let textBytes = 0;
  for (let first = 0; first < articles; first += ARTICLES_A_PACK) {
    const numbers = Array.from({ length: Math.min(ARTICLES_A_PACK, articles - first) }, (_, i) => first + i);
    const entries = numbers.map((number) => {
      const fingerprint = winnow(syntheticArticle(number));
      postings += fingerprint.hashes.length;
      textBytes += String(number).length;
      return {
        articleId: idOf(number),
        version: 1,
        source: 'generator',
        firstSeenAt: instant(number),
        registeredOriginal: true,
        simhash: [0, 0] as const,
        // Texts would be 5 KB each on disk; its number tells all of it.
        text: String(number),
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
    recordBytesPerArticle: ((await bytesUnder('text/')) - textBytes) / articles,
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
  readonly extent: CopyExtent;
  /** The article it has words of. */
  readonly source?: number;
}

/** A third each: no copy, 100 words copied, a whole copy. */
const askedOf = (articles: number): readonly Asked[] =>
  Array.from({ length: QUERIES }, (_, i) => {
    const own = syntheticArticle(articles + i);
    const source = (i * 7_919) % articles;
    const id = `query-${i}`;
    if (i % 3 === 0) return { query: queryOf(id, own), extent: 'original' };
    const original = syntheticArticle(source);
    if (i % 3 === 2) return { query: queryOf(id, original), extent: 'whole', source };
    return { query: queryOf(id, partialCopy(own, original, COPIED_WORDS)), extent: 'partial', source };
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

/** With the bounds as deployed, by which a million articles find room for their filters alone; fewer with less. */
async function lookUpByFilters(folder: string, articles: number): Promise<FilterFigures> {
  const store = folderObjectStore(folder);
  const gets = { index: 0, texts: 0 };
  const counting: ObjectStore = {
    ...store,
    get(key, range) {
      gets[key.startsWith('text/') ? 'texts' : 'index']++;
      return store.get(key, range);
    },
  };
  const { filtered, resident } = memoryFor((await readManifest(store)).manifest.runs[0]!);
  // No text is found in the cache, and so none of two rounds is another's.
  const corpus = openCorpus(counting, {
    algorithms: [ALGORITHM],
    shinglesOf: (text) => everyShingle(syntheticArticle(Number(text))).hashes,
    maxResidentBytes: Math.min(DEFAULT_RESIDENT_BYTES, Math.floor((filtered + resident) / 2)),
    maxTextBytes: 0,
  });
  const loadFrom = performance.now();
  const { streamed, incomplete } = await corpus.lookUp([]);
  if (streamed + incomplete.length > 0) throw new Error(`no filters: ${incomplete.join('; ')}`);
  const loadSeconds = (performance.now() - loadFrom) / 1_000;
  const residentSetBytes = process.memoryUsage().rss;
  const peakResidentSetBytes = peakOfProcess();

  const asked = askedOf(articles);
  const none = { index: 0, texts: 0 };
  const total = { original: { ...none }, partial: { ...none }, whole: { ...none } };
  let found = 0;
  for (const { query, extent, source } of asked) {
    const before = { ...gets };
    const { answers } = await corpus.lookUp([query]);
    // Less the manifest, which is read for each call, however many articles it looks up.
    total[extent].index += gets.index - before.index - 1;
    total[extent].texts += gets.texts - before.texts;
    const best = answers[0]!.candidates[0]?.ref.articleId;
    if (source !== undefined && best === idOf(source)) found++;
  }
  const perExtent = (of: 'index' | 'texts') => ({
    original: (3 * total.original[of]) / QUERIES,
    partial: (3 * total.partial[of]) / QUERIES,
    whole: (3 * total.whole[of]) / QUERIES,
  });

  const { microseconds, reference } = await timeAwaited(
    asked.map(
      ({ query }) =>
        () =>
          corpus.lookUp([query]),
    ),
    FILTER_ROUNDS,
  );
  const from = performance.now();
  const queries = asked.map(({ query }) => query);
  for (let first = 0; first < queries.length; first += BATCH)
    await corpus.lookUp(queries.slice(first, first + BATCH));
  return {
    loadSeconds,
    residentSetBytes,
    peakResidentSetBytes,
    indexGets: perExtent('index'),
    textGets: perExtent('texts'),
    copiesFoundFirst: found / asked.filter(({ source }) => source !== undefined).length,
    lookUpP50: quantile(microseconds, 0.5),
    lookUpP99: quantile(microseconds, 0.99),
    reference,
    lookUpsPerSecond: queries.length / ((performance.now() - from) / 1_000),
  };
}

const MODES = {
  build,
  query: lookUpOneByOne,
  call: lookUpInBatches,
  filters: lookUpByFilters,
} as const;

async function main([mode, folder = '', articles = '0']: readonly string[]): Promise<void> {
  const work = MODES[mode as keyof typeof MODES];
  process.stdout.write(JSON.stringify(await work(folder, Number(articles))));
}

void main(process.argv.slice(2));
