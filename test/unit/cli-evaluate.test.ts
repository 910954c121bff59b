import { rocAuc } from '../../cli/evaluate';
import { COPYISTS, randomFrom } from '../../cli/evaluate-copies';
import { type Case, plagdet } from '../../cli/evaluate-plagdet';

const at = (article: [number, number], original: [number, number], pair = 'p'): Case => ({
  pair,
  article,
  original,
});

describe('plagdet', () => {
  const truth = [at([0, 100], [0, 100]), at([200, 300], [200, 300])];

  it('is 1 for the truth and 0 for nothing', () => {
    expect(plagdet(truth, truth, 'macro')).toEqual({ precision: 1, recall: 1, granularity: 1, plagdet: 1 });
    expect(plagdet(truth, [], 'macro').plagdet).toBe(0);
  });

  // Worked by hand from Potthast et al. (2010): the first case found by two halves, the second not at all.
  it('asks for one detection a case', () => {
    const halves = [at([0, 50], [0, 50]), at([50, 100], [50, 100])];
    const result = plagdet(truth, halves, 'macro');
    expect(result).toMatchObject({ precision: 1, recall: 0.5, granularity: 2 });
    expect(result.plagdet).toBeCloseTo(2 / 3 / Math.log2(3), 10);
  });

  it('counts characters of both documents, of one case all or in proportion', () => {
    const detections = [at([0, 100], [50, 150]), at([400, 500], [400, 500])];
    expect(plagdet(truth, detections, 'macro')).toMatchObject({
      precision: (0.75 + 0) / 2,
      recall: (0.75 + 0) / 2,
    });
    const uneven = [at([0, 300], [0, 300]), at([400, 500], [400, 500])];
    expect(plagdet(uneven, [at([0, 300], [0, 300])], 'micro').recall).toBe(0.75);
  });

  it('knows no detection that meets a case in one document only, or in another pair', () => {
    expect(plagdet(truth, [at([0, 100], [500, 600])], 'macro').recall).toBe(0);
    expect(plagdet(truth, [at([0, 100], [0, 100], 'q')], 'macro').recall).toBe(0);
  });
});

describe('rocAuc', () => {
  it('is the share of pairs in the right order, ties half', () => {
    expect(rocAuc([3, 2], [1, 2])).toBe(3.5 / 4);
  });
});

describe('the copyists', () => {
  const text =
    'The ferry sails at noon. Its crew has packed. Nobody laughed at all! The yard is closed, said its owner.';
  const context = (seed: number) => ({
    random: randomFrom(seed),
    vocabulary: ['boat', 'harbour'],
    host: 'A baker. A loaf.',
  });

  it('make the same copy of the same seed, and another of another', () => {
    for (const copyist of Object.values(COPYISTS))
      expect(copyist(text, context(7))).toBe(copyist(text, context(7)));
    expect(COPYISTS['all together'](text, context(7))).not.toBe(COPYISTS['all together'](text, context(8)));
  });

  it('hide an excerpt among the sentences of the other article', () => {
    const copy = COPYISTS['excerpt in another article'](text, context(1));
    expect(copy).toContain('Nobody laughed at all!');
    expect(copy).toContain('A baker.');
  });
});
