import { ASSUMPTIONS, costOf, type CostInputs } from '../../../bench/cost-model';
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
    filteredGets: { original: 1, partial: 2, whole: 3 },
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
  candidatesPerArticle: 0,
  articleMs: 0,
  postingsPerArticle: 90,
  recordBytesPerArticle: 50,
  residentBytesPerArticle: 1_000,
  storedBytesPerArticle: 2 ** 30 / 1_000_000,
};

describe('the cost model', () => {
  it('adds up a batch of 100: its pack, its listing, the manifest and the packs of the other workers', () => {
    const { parts } = costOf(inputs, 10_000);
    const batches = 10_000;
    expect(parts.s3).toBeCloseTo(batches * (2 * PRICES.s3Write + ASSUMPTIONS.workers * PRICES.s3Read), 9);
    expect(parts.sqs).toBeCloseTo(0.08, 9);
  });

  it('pays a GET for each candidate whose text is read', () => {
    const { parts } = costOf({ ...inputs, candidatesPerArticle: 2.5 }, 10_000);
    expect(parts.evidence).toBeCloseTo(1, 9);
  });

  it('holds the index in memory as long as it fits, and reads of it afterwards', () => {
    const sizes = [10_000, 1_000_000, 100_000_000].map((size) => costOf(inputs, size));
    expect(sizes.map(({ mode }) => mode)).toEqual(['resident', 'resident', 'filters and range reads']);
    expect(sizes[2]!.parts.s3 - sizes[1]!.parts.s3).toBeCloseTo(1 * 0.4, 9);
  });

  it('pays for the body of every article on the full path, and for a gigabyte a month', () => {
    const cost = costOf(inputs, 1_000_000);
    expect(cost.fullPath - cost.matchingOnly).toBeGreaterThan(1_000_000 * PRICES.s3Write);
    expect(cost.storageMonth).toBeCloseTo(PRICES.s3GbMonth, 9);
  });
});
