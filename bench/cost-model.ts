import type { CorpusRequests } from './corpus-requests';
import type { FullPathRequests } from './full-path';
import { PRICES } from './prices';

/** What the model takes from measurements and counts. */
export interface CostInputs {
  readonly requests: CorpusRequests;
  readonly fullPath: FullPathRequests;
  /** Originals read and aligned for one article, on real news; taken for all sizes, though a larger corpus has more. */
  readonly candidatesPerArticle: number;
  /** Processor time of one article on the measuring machine, milliseconds: preparation, SimHash, look-up, alignment. */
  readonly articleMs: number;
  /** Postings of an article; a filter holds some three bytes of each, beside the records. */
  readonly postingsPerArticle: number;
  readonly recordBytesPerArticle: number;
  /** Index in memory and texts on disk, bytes an article. */
  readonly residentBytesPerArticle: number;
  readonly storedBytesPerArticle: number;
}

/** Dollars per million articles checked. */
export interface Cost {
  readonly corpusArticles: number;
  readonly mode: 'resident' | 'filters and range reads';
  /** Memory that one look-up occupies; more than 10 GB means several functions, each with a part of the runs. */
  readonly lambdaGb: number;
  readonly matchingOnly: number;
  readonly fullPath: number;
  /** Of `matchingOnly`. */
  readonly parts: Readonly<Record<'sqs' | 's3' | 'evidence' | 'lambda', number>>;
  /** A month's storage of the corpus, dollars. */
  readonly storageMonth: number;
}

/** What cannot be counted here; stands beside the figures in docs/results.json. */
export const ASSUMPTIONS = {
  /** SQS hands over at most ten messages a request, and deletes as many. */
  messagesPerSqsRequest: 10,
  /** Workers that write at the same time: a batch loads the packs that each of the others wrote since the last one. */
  workers: 5,
  /** A worker waits for S3 this long a batch, milliseconds: PUT, LIST, manifest, new packs side by side, evidence. */
  waitMsPerBatch: 150,
  /** Lambda's memory: what the deployed worker has, or the index and half a gigabyte, GB. */
  workerGb: 1.769 / 1.024,
  spareGb: 0.5,
  /** An index larger than this is not held by any worker, GB. */
  maxResidentGb: 2,
  /** A filter takes 2.5 to 3 (see shared/corpus/shingle-filter.ts). */
  filterBytesPerPosting: 3,
  /** Mail, alarms and logs are not in it. The deliverer waits this long for a CMS, milliseconds, at 0.5 GB. */
  cmsMs: 200,
  delivererGb: 0.5,
  intakeMs: 30,
  intakeGb: 0.5,
} as const;

export const CORPUS_SIZES = [10_000, 1_000_000, 100_000_000] as const;

const MILLION = 1_000_000;

export function costOf(inputs: CostInputs, corpusArticles: number): Cost {
  const { requests, fullPath } = inputs;
  const { batch, warmBatch, secondWorker, compaction } = requests;
  const residentGb = (corpusArticles * inputs.residentBytesPerArticle) / 2 ** 30;
  const resident = residentGb <= ASSUMPTIONS.maxResidentGb;
  const filterBytes =
    inputs.postingsPerArticle * ASSUMPTIONS.filterBytesPerPosting + inputs.recordBytesPerArticle;
  const heldGb = resident ? residentGb : (corpusArticles * filterBytes) / 2 ** 30;
  const lambdaGb = Math.max(ASSUMPTIONS.workerGb, heldGb + ASSUMPTIONS.spareGb);

  // A worker that saw one foreign pack needed so many GETs more than one that saw none.
  const getsPerPack = secondWorker.gets - warmBatch.gets;
  const newPacks = (ASSUMPTIONS.workers - 1) * getsPerPack;
  // Compaction was counted over 500 packs: a share of it for each pack that a batch writes.
  const perPack = (count: number) => count / 500;
  const s3Batch =
    (warmBatch.puts + warmBatch.lists + perPack(compaction.puts + compaction.lists)) * PRICES.s3Write +
    (warmBatch.gets + newPacks + perPack(compaction.gets)) * PRICES.s3Read;
  // Where filters are asked, each candidate takes the GETs that a whole copy took more than an original.
  const { original, whole } = requests.filteredGets;
  const lookUpGets = resident ? 0 : original;
  const candidateGets = resident ? requests.evidence.gets : whole - original;
  const evidenceGets = inputs.candidatesPerArticle * candidateGets;
  const seconds = inputs.articleMs / 1_000 + ASSUMPTIONS.waitMsPerBatch / 1_000 / batch;

  const parts = {
    sqs: MILLION * (2 / ASSUMPTIONS.messagesPerSqsRequest) * PRICES.sqsRequest,
    s3: MILLION * (s3Batch / batch + lookUpGets * PRICES.s3Read),
    evidence: MILLION * evidenceGets * PRICES.s3Read,
    lambda: MILLION * (PRICES.lambdaRequest / batch + seconds * lambdaGb * PRICES.lambdaGbSecond),
  };
  const matchingOnly = parts.sqs + parts.s3 + parts.evidence + parts.lambda;
  return {
    corpusArticles,
    mode: resident ? 'resident' : 'filters and range reads',
    lambdaGb,
    matchingOnly,
    fullPath: matchingOnly + MILLION * besideMatching(fullPath),
    parts,
    storageMonth: ((corpusArticles * inputs.storedBytesPerArticle) / 2 ** 30) * PRICES.s3GbMonth,
  };
}

/** One article's way through the API, the records bucket, the desk table and the delivery to the CMS, dollars. */
function besideMatching(path: FullPathRequests): number {
  const { messagesPerSqsRequest: many, cmsMs, delivererGb, intakeMs, intakeGb } = ASSUMPTIONS;
  const lambda = (ms: number, gb: number, perInvocation: number) =>
    (ms / 1_000) * gb * PRICES.lambdaGbSecond + PRICES.lambdaRequest / perInvocation;
  return (
    PRICES.httpApiRequest +
    lambda(intakeMs, intakeGb, 1) +
    path.dynamoWrites * PRICES.dynamoWrite +
    path.dynamoReads * PRICES.dynamoRead +
    path.s3Puts * PRICES.s3Write +
    path.s3Gets * PRICES.s3Read +
    (path.submissionsMessages + path.deliveryMessages * (1 + 2 / many)) * PRICES.sqsRequest +
    path.deliveryMessages * lambda(cmsMs, delivererGb, many)
  );
}
