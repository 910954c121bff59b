import type { DatedDocument } from '../cli/evaluate-data';
import { prepare } from '../shared/article/prepare';
import type { PreparedArticle } from '../shared/article/prepare-text';
import { instant } from '../shared/clock/instant';
import { type Corpus, DEFAULT_TEXT_BYTES, openCorpus } from '../shared/corpus/corpus';
import { memoryFor } from '../shared/corpus/filtered-run';
import { maintain } from '../shared/corpus/maintain';
import { readManifest } from '../shared/corpus/manifest';
import { memoryObjectStore } from '../shared/corpus/memory-object-store';
import type { ObjectStore } from '../shared/corpus/object-store';
import { ALGORITHM, everyShingle, winnow } from '../shared/fingerprint/shingles';

/** What an article's look-up and its candidates' texts ask for, beside what its batch does. */
export interface ArticleGets {
  readonly candidates: number;
  /** Parts of the index that are not in memory; and texts that the worker has not at hand. */
  readonly indexGets: number;
  readonly textGets: number;
}

/** Real articles in the order in which they came out, through several warm workers in turn. */
export interface Arrivals {
  readonly workers: number;
  readonly batch: number;
  /** In the corpus and merged, with a stop list, when the count begins; and counted. */
  readonly before: number;
  readonly counted: number;
  /** Means of the counted articles, where what was merged is in memory as a whole, and where its filters alone are. */
  readonly resident: ArticleGets;
  readonly filters: ArticleGets;
}

const BATCH = 100;
const WORKERS = 5;
const SHARE_BEFORE = 0.75;
/** A worker's cache has room for so many texts of 5 KB; these are shorter, and more of them would be all there are. */
const TEXTS_KEPT = DEFAULT_TEXT_BYTES / 5_120;

/** The collections side by side, each in its own order: as feeds that began and ended together. */
export function sideBySide(documents: readonly DatedDocument[]): readonly DatedDocument[] {
  const dated = documents.filter(({ at }) => !Number.isNaN(at));
  return [...Map.groupBy(dated, ({ source }) => source).values()]
    .flatMap((of) =>
      of.toSorted((x, y) => x.at - y.at).map((document, i) => ({ document, place: (i + 0.5) / of.length })),
    )
    .toSorted((x, y) => x.place - y.place)
    .map(({ document }) => document);
}

export async function arrivals(documents: readonly DatedDocument[]): Promise<Arrivals> {
  const all = sideBySide(documents).map(({ id, text }): Named => ({ id, article: prepare({ text }) }));
  const before = BATCH * Math.floor((SHARE_BEFORE * all.length) / BATCH);
  const counts = {
    workers: WORKERS,
    batch: BATCH,
    before,
    counted: all.length - before,
  };
  const resident = await passThrough(all, before, 'resident');
  return { ...counts, resident, filters: await passThrough(all, before, 'filters') };
}

async function passThrough(
  all: readonly Named[],
  before: number,
  mode: 'resident' | 'filters',
): Promise<ArticleGets> {
  const store = memoryObjectStore();
  let ids = 0;
  const newId = () => String(ids++).padStart(26, '0');
  const writer = openCorpus(store, { algorithms: [ALGORITHM] });
  for (let first = 0; first < before; first += BATCH)
    await writer.register(all.slice(first, first + BATCH).map(entryOf), newId());
  await maintain(store, { newId, now: instant(0), mayGoOn: () => true, minPacks: 1 });

  const gets = { index: 0, texts: 0 };
  const counting: ObjectStore = {
    ...store,
    get(key, range) {
      // Whole objects are new packs, which are counted for a batch.
      if (range !== undefined) gets[key.startsWith('run/') ? 'index' : 'texts']++;
      return store.get(key, range);
    },
  };
  const bytes = all.reduce((sum, { article }) => sum + Buffer.byteLength(article.text), 0);
  const wholeRuns = (await readManifest(store)).manifest.runs.reduce(
    (sum, run) => sum + memoryFor(run).resident,
    0,
  );
  const workers = Array.from({ length: WORKERS }, () =>
    openCorpus(counting, {
      algorithms: [ALGORITHM],
      maxTextBytes: Math.round((TEXTS_KEPT * bytes) / all.length),
      // A little too small for the runs.
      ...(mode === 'filters' && { maxResidentBytes: wholeRuns }),
      shinglesOf: (text) => everyShingle(prepare({ text }).words).hashes,
    }),
  );
  // Each loads what is there; its texts come only as they are asked for.
  for (const worker of workers) expectWhole(await worker.lookUp([]));
  gets.index = gets.texts = 0;

  let candidates = 0;
  for (let first = before; first < all.length; first += BATCH) {
    const worker = workers[(first / BATCH) % WORKERS]!;
    candidates += await arrive(worker, all.slice(first, first + BATCH), newId());
  }
  const each = (sum: number) => sum / (all.length - before);
  return { candidates: each(candidates), indexGets: each(gets.index), textGets: each(gets.texts) };
}

/** As a worker takes a batch. @returns how many candidates' texts were read. */
async function arrive(corpus: Corpus, batch: readonly Named[], packId: string): Promise<number> {
  await corpus.register(batch.map(entryOf), packId);
  const lookUp = await corpus.lookUp(batch.map(queryOf));
  expectWhole(lookUp);
  const refs = lookUp.answers.flatMap(({ candidates }) => candidates.map(({ ref }) => ref));
  for (const ref of refs) await corpus.read(ref);
  return refs.length;
}

function expectWhole({ incomplete, streamed }: Awaited<ReturnType<Corpus['lookUp']>>): void {
  if (incomplete.length + streamed > 0) throw new Error(`${streamed} streamed; ${incomplete.join('; ')}`);
}

interface Named {
  readonly id: string;
  readonly article: PreparedArticle;
}

/** Each from a sender of its own: no article is left out as its sender's own. */
const entryOf = ({ id, article }: Named) => ({
  articleId: id,
  version: 1,
  source: id,
  firstSeenAt: instant(0),
  registeredOriginal: false,
  simhash: [0, 0] as const,
  text: article.text,
  fingerprint: winnow(article.words),
});

const queryOf = ({ id, article }: Named) => ({
  articleId: id,
  algorithm: ALGORITHM,
  hashes: Float64Array.from(new Set(everyShingle(article.words).hashes)),
});
