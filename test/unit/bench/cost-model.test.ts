import { ASSUMPTIONS, CORPORA, costOf, type CostInputs } from '../../../bench/cost-model';
import { PRICES } from '../../../bench/prices';

const none = { puts: 0, gets: 0, lists: 0, deletes: 0 };
const inputs: CostInputs = {
  requests: {
    batch: 100,
    warmBatch: { ...none, puts: 1, lists: 1, gets: 1 },
    secondWorker: { ...none, lists: 1, gets: 2 },
    evidence: { ...none, gets: 1 },
    coldStart: none,
    compaction: none,
    articles: 1_000,
    filteredGets: { original: 0, partial: 0, whole: 0 },
    filteredEvidence: { original: 0, partial: 0, whole: 0 },
  },
  fullPath: {
    articles: 100,
    dynamoWrites: 0,
    dynamoReads: 0,
    s3Puts: 1,
    s3Gets: 0,
    submissionsMessages: 0,
    deliveryMessages: 0,
  },
  arrivals: { resident: { indexGets: 0, textGets: 0 }, filters: { indexGets: 1, textGets: 0 } },
  preparedMs: 0,
  lookUpMs: { resident: 0, filters: 0 },
  postingsPerArticle: 90,
  recordBytesPerArticle: 50,
  residentBytesPerArticle: 2_000,
  storedBytesPerArticle: 2 ** 30 / 1_000_000,
};

const young = { articles: 10_000, mode: 'resident' } as const;

describe('the cost model', () => {
  it('adds up a batch of 100: its pack, its listing, the manifest and the packs of the other workers', () => {
    const { parts } = costOf(inputs, young);
    const batches = 10_000;
    expect(parts.s3).toBeCloseTo(batches * (2 * PRICES.s3Write + ASSUMPTIONS.workers * PRICES.s3Read), 9);
    expect(parts.sqs).toBeCloseTo(0.08, 9);
  });

  it('pays a GET for each text that is not at hand, and for each part of the index', () => {
    const resident = { indexGets: 0, textGets: 2.5 };
    const { parts } = costOf({ ...inputs, arrivals: { ...inputs.arrivals, resident } }, young);
    expect(parts.evidence).toBeCloseTo(1, 9);
    const [whole, filters] = [young, { ...young, mode: 'filters' as const }].map((one) =>
      costOf(inputs, one),
    );
    expect(filters!.parts.s3 - whole!.parts.s3).toBeCloseTo(1 * 0.4, 9);
  });

  it('makes the worker as large as what it holds, and puts beside it what none can hold', () => {
    const sizes = CORPORA.map((corpus) => costOf(inputs, corpus));
    const gb = (articles: number, bytes: number) => (articles * bytes) / 2 ** 30;
    expect(sizes.map(({ lambdaGb, besideGb }) => [lambdaGb, besideGb])).toEqual([
      [ASSUMPTIONS.workerGb, 0],
      [gb(1_000_000, 2_000), 0],
      [ASSUMPTIONS.workerGb, 0],
      [ASSUMPTIONS.workerGb, gb(100_000_000, 90 * ASSUMPTIONS.filterBytesPerPosting + 50)],
    ]);
  });

  it('lets what stands beside the workers be occupied by look-ups alone', () => {
    const lambda = (of: CostInputs) =>
      costOf(of, { articles: 100_000_000, mode: 'filters' }).parts.lambda -
      costOf(inputs, CORPORA[3]!).parts.lambda;
    const gbMs = PRICES.lambdaGbSecond * 1_000;
    const { besideGb } = costOf(inputs, CORPORA[3]!);
    expect(lambda({ ...inputs, preparedMs: 2 })).toBeCloseTo(2 * ASSUMPTIONS.workerGb * gbMs, 9);
    expect(lambda({ ...inputs, lookUpMs: { resident: 0, filters: 2 } })).toBeCloseTo(
      2 * (ASSUMPTIONS.workerGb + besideGb) * gbMs,
      9,
    );
  });

  it('pays for the body of every article on the full path, and for a gigabyte a month', () => {
    const cost = costOf(inputs, { articles: 1_000_000, mode: 'resident' });
    expect(cost.fullPath - cost.matchingOnly).toBeGreaterThan(1_000_000 * PRICES.s3Write);
    expect(cost.storageMonth).toBeCloseTo(PRICES.s3GbMonth, 9);
  });
});
