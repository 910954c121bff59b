import type { ArticleGets } from './arrivals';
import type { CorpusRequests } from './corpus-requests';
import type { FullPathRequests } from './full-path';
import { PRICES } from './prices';

/** What the model takes from measurements and counts. */
export interface CostInputs {
  readonly requests: CorpusRequests;
  readonly fullPath: FullPathRequests;
  /** Counted on a corpus of some ten thousand; taken for all sizes, though a larger corpus has more candidates. */
  readonly arrivals: Readonly<Record<Mode, Omit<ArticleGets, 'candidates'>>>;
  /** Processor time of one article on the measuring machine, milliseconds. */
  readonly preparedMs: number;
  readonly lookUpMs: Readonly<Record<Mode, number>>;
  /** Postings of an article; a filter holds some three bytes of each, beside the records. */
  readonly postingsPerArticle: number;
  readonly recordBytesPerArticle: number;
  /** At most, of the process that holds the whole index; and on disk, with texts. Bytes an article. */
  readonly residentBytesPerArticle: number;
  readonly storedBytesPerArticle: number;
}

export type Mode = 'resident' | 'filters';

/** Dollars per million articles checked. */
export interface Cost {
  readonly corpusArticles: number;
  readonly mode: Mode;
  /** Memory of one worker, and of the functions beside it that hold the filters where no worker can, GB. */
  readonly lambdaGb: number;
  readonly besideGb: number;
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
  /** Lambda's memory, GB: what the deployed worker has, or what the process took that holds the index, or the filters and this much. */
  workerGb: 1.769 / 1.024,
  spareGb: 0.5,
  /** The largest there is, GB. Filters that it can't hold stand in several, which a look-up alone occupies. */
  largestGb: 10,
  /** A filter takes 2.5 to 3 (see shared/corpus/shingle-filter.ts). */
  filterBytesPerPosting: 3,
  /** Mail, alarms and logs are not in it. The deliverer waits this long for a CMS, milliseconds, at 0.5 GB. */
  cmsMs: 200,
  delivererGb: 0.5,
  intakeMs: 30,
  intakeGb: 0.5,
} as const;

/** A million with the whole index in memory, for which its worker is made larger, and as it is deployed. */
export const CORPORA: readonly { readonly articles: number; readonly mode: Mode }[] = [
  { articles: 10_000, mode: 'resident' },
  { articles: 1_000_000, mode: 'resident' },
  { articles: 1_000_000, mode: 'filters' },
  { articles: 100_000_000, mode: 'filters' },
];

const MILLION = 1_000_000;

export function costOf(
  inputs: CostInputs,
  { articles, mode }: { readonly articles: number; readonly mode: Mode },
): Cost {
  const { requests, fullPath } = inputs;
  const { batch, warmBatch, secondWorker, compaction } = requests;
  const { workerGb, spareGb, largestGb } = ASSUMPTIONS;
  const filterBytes =
    inputs.postingsPerArticle * ASSUMPTIONS.filterBytesPerPosting + inputs.recordBytesPerArticle;
  const heldGb = (articles * (mode === 'resident' ? inputs.residentBytesPerArticle : filterBytes)) / 2 ** 30;
  const neededGb = mode === 'resident' ? heldGb : heldGb + spareGb;
  const inOne = neededGb <= largestGb;
  const lambdaGb = inOne ? Math.max(workerGb, neededGb) : workerGb;
  const besideGb = inOne ? 0 : heldGb;

  // A worker that saw one foreign pack needed so many GETs more than one that saw none.
  const getsPerPack = secondWorker.gets - warmBatch.gets;
  const newPacks = (ASSUMPTIONS.workers - 1) * getsPerPack;
  // Compaction was counted over 500 packs: a share of it for each pack that a batch writes.
  const perPack = (count: number) => count / 500;
  const s3Batch =
    (warmBatch.puts + warmBatch.lists + perPack(compaction.puts + compaction.lists)) * PRICES.s3Write +
    (warmBatch.gets + newPacks + perPack(compaction.gets)) * PRICES.s3Read;
  const { indexGets, textGets } = inputs.arrivals[mode];
  const waitMs = ASSUMPTIONS.waitMsPerBatch / batch;
  const besideMs = inputs.lookUpMs[mode] + waitMs;
  const gbSeconds = ((inputs.preparedMs + besideMs) * lambdaGb + besideMs * besideGb) / 1_000;

  const parts = {
    sqs: MILLION * (2 / ASSUMPTIONS.messagesPerSqsRequest) * PRICES.sqsRequest,
    s3: MILLION * (s3Batch / batch + indexGets * PRICES.s3Read),
    evidence: MILLION * textGets * PRICES.s3Read,
    lambda: MILLION * (PRICES.lambdaRequest / batch + gbSeconds * PRICES.lambdaGbSecond),
  };
  const matchingOnly = parts.sqs + parts.s3 + parts.evidence + parts.lambda;
  return {
    corpusArticles: articles,
    mode,
    lambdaGb,
    besideGb,
    matchingOnly,
    fullPath: matchingOnly + MILLION * besideMatching(fullPath),
    parts,
    storageMonth: ((articles * inputs.storedBytesPerArticle) / 2 ** 30) * PRICES.s3GbMonth,
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
