import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startS3Emulator } from '../local/s3/s3-emulator';
import { instant } from '../shared/clock/instant';
import { openCorpus, type CorpusEntry, type Query } from '../shared/corpus/corpus';
import { memoryFor } from '../shared/corpus/filtered-run';
import { maintain } from '../shared/corpus/maintain';
import type { ObjectStore } from '../shared/corpus/object-store';
import { readManifest } from '../shared/corpus/manifest';
import { ALGORITHM, everyShingle, winnow } from '../shared/fingerprint/shingles';
import { openS3ObjectStore } from '../shared/stores/s3-object-store';
import { partialCopy, syntheticArticle } from './synthetic-articles';

/** Requests to S3, as the emulator counts them. Nothing is timed. */
export interface S3Requests {
  readonly puts: number;
  readonly gets: number;
  readonly lists: number;
  readonly deletes: number;
}

export interface CorpusRequests {
  readonly batch: number;
  /** One batch of a warm worker, all of the index resident: register, then look up. */
  readonly warmBatch: S3Requests;
  /** The same batch, seen by a second warm worker, which has one new pack to load. */
  readonly secondWorker: S3Requests;
  /** The texts of one candidate, for alignment. */
  readonly evidence: S3Requests;
  /** Loading the whole corpus, from one compacted run, in a new worker. */
  readonly coldStart: S3Requests;
  /** Compaction and collection of 500 packs of one batch each. */
  readonly compaction: S3Requests;
  /** Articles of the corpus below. */
  readonly articles: number;
  /**
   * GETs of a look-up by a warm worker that holds only the filters of the run, mean over many articles of each kind;
   * beside the one GET of the manifest that each call makes, however many articles it looks up. Evidence apart: the
   * candidates' texts, which tell which other shingles need not be asked for.
   */
  readonly filteredGets: Readonly<Record<CopyExtent, number>>;
  readonly filteredEvidence: Readonly<Record<CopyExtent, number>>;
}

export type CopyExtent = 'original' | 'partial' | 'whole';

const BATCH = 100;
/** What starts a compaction. */
const PACKS = 500;
const ARTICLES_A_PACK = 20;
const FILTERED_QUERIES = 60;
const COPIED_WORDS = 100;

/** Its text is its number: reading it costs a request, and tells the words. */
const entryOf = (number: number): CorpusEntry => ({
  articleId: `synthetic-${number}`,
  version: 1,
  source: 'generator',
  firstSeenAt: instant(number),
  registeredOriginal: true,
  simhash: [0, 0],
  text: String(number),
  fingerprint: winnow(syntheticArticle(number)),
});

const queryOf = (words: ReturnType<typeof syntheticArticle>): Query => ({
  articleId: 'query',
  algorithm: ALGORITHM,
  hashes: Float64Array.from(new Set(everyShingle(words).hashes)),
});

export async function corpusRequests(): Promise<CorpusRequests> {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-requests-'));
  const emulator = await startS3Emulator({ dir });
  const client = new S3Client({
    region: 'us-east-1',
    endpoint: emulator.endpoint,
    forcePathStyle: true,
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });
  try {
    await client.send(new CreateBucketCommand({ Bucket: 'corpus' }));
    const s3 = openS3ObjectStore(client, 'corpus');
    let texts = 0;
    const store: ObjectStore = {
      ...s3,
      get(key, range) {
        if (key.startsWith('text/')) texts++;
        return s3.get(key, range);
      },
    };
    let ids = 0;
    const newId = () => String(ids++).padStart(26, '0');
    const counted = async (work: () => Promise<unknown>): Promise<S3Requests> => {
      const before = emulator.counts();
      await work();
      const after = emulator.counts();
      const of = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
      return {
        puts: of('PutObject'),
        gets: of('GetObject') + of('HeadObject'),
        lists: of('ListObjectsV2'),
        deletes: of('DeleteObject') + of('DeleteObjects'),
      };
    };
    const open = (maxResidentBytes?: number) =>
      openCorpus(store, {
        algorithms: [ALGORITHM],
        shinglesOf: (text) => everyShingle(syntheticArticle(Number(text))).hashes,
        ...(maxResidentBytes !== undefined && { maxResidentBytes }),
      });

    const writer = open();
    const numbers = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);
    for (let pack = 0; pack < PACKS; pack++)
      await writer.register(numbers(pack * ARTICLES_A_PACK, ARTICLES_A_PACK).map(entryOf), newId());
    const compaction = await counted(() =>
      maintain(store, { newId, now: instant(0), mayGoOn: () => true, minPacks: PACKS }),
    );

    const { runs } = (await readManifest(store)).manifest;
    const [run] = runs;

    const first = open();
    const coldStart = await counted(() => first.lookUp([]));
    const second = open();
    await second.lookUp([]);
    const batch = numbers(10_000, BATCH);
    const queries = batch.map((number) => queryOf(syntheticArticle(number)));
    const warmBatch = await counted(async () => {
      await first.register(batch.map(entryOf), newId());
      await first.lookUp(queries);
    });
    const secondWorker = await counted(() => second.lookUp(queries));
    const { answers } = await second.lookUp([queryOf(syntheticArticle(0))]);
    const ref = answers[0]!.candidates[0]!.ref;
    const evidence = await counted(() => second.read(ref));

    // Room for the filters, but not for the run.
    const { filtered, resident } = memoryFor(run!);
    const small = open(Math.floor((filtered + resident) / 2));
    const articles = PACKS * ARTICLES_A_PACK;
    await small.lookUp([]);
    const call = await counted(() => small.lookUp([]));
    const getsOf = async (query: (i: number) => Query) => {
      const textsBefore = texts;
      const { gets } = await counted(async () => {
        for (const i of numbers(0, FILTERED_QUERIES)) {
          const { streamed } = await small.lookUp([query(i)]);
          if (streamed > 0) throw new Error('the run was streamed, so these are not the requests of filters');
        }
      });
      const evidenceGets = (texts - textsBefore) / FILTERED_QUERIES;
      return { index: gets / FILTERED_QUERIES - call.gets - evidenceGets, evidence: evidenceGets };
    };
    const own = (i: number) => syntheticArticle(20_000 + i);
    const source = (i: number) => syntheticArticle((i * 7_919) % articles);
    const original = await getsOf((i) => queryOf(own(i)));
    const partial = await getsOf((i) => queryOf(partialCopy(own(i), source(i), COPIED_WORDS)));
    // Others, whose texts are in no cache yet.
    const whole = await getsOf((i) => queryOf(source(FILTERED_QUERIES + i)));
    const filteredGets = { original: original.index, partial: partial.index, whole: whole.index };
    const filteredEvidence = {
      original: original.evidence,
      partial: partial.evidence,
      whole: whole.evidence,
    };
    return {
      batch: BATCH,
      warmBatch,
      secondWorker,
      evidence,
      coldStart,
      compaction,
      articles,
      filteredGets,
      filteredEvidence,
    };
  } finally {
    client.destroy();
    await emulator.close();
    await rm(dir, { recursive: true });
  }
}
