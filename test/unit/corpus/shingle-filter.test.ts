import { buildFilter, filterBytes } from '../../../shared/corpus/shingle-filter';
import { seededRandom } from '../../property/corpus/interleaving';

const random = seededRandom(3);
const draw = (count: number, from: number, width: number): Float64Array =>
  Float64Array.from({ length: count }, () => from + Math.floor(random() * width)).sort();

describe('the filter of a segment', () => {
  it.each([
    [0, 0, 0],
    [1, 0, 0],
    [70_000, 0, 0],
    [5_000, 3, 5],
    [3_000, 16, 65_535],
  ])('of %d hashes in a shard holds every one and hardly any other', (count, bits, number) => {
    const width = 2 ** (42 - bits);
    const hashes = draw(count, number * width, width);
    const filter = buildFilter(hashes, { bits, number });
    expect(hashes.every(filter.mayHold)).toBe(true);
    const known = new Set(hashes);
    const others = draw(100_000, number * width, width).filter((hash) => !known.has(hash));
    // Four to eight hashes share 16 bits: once in 8,000 to 16,000; in a narrow shard the bits say all.
    expect(others.filter(filter.mayHold).length).toBeLessThan(30);
    expect(filter.memoryBytes).toBeLessThanOrEqual(filterBytes(count, bits));
  });

  it('takes at most three bytes a hash', () => {
    const whole = { bits: 0, number: 0 };
    for (const count of [2 ** 16, 2 ** 17 - 1])
      expect(buildFilter(draw(count, 0, 2 ** 42), whole).memoryBytes / count).toBeLessThan(3.01);
  });

  it('of equal hashes keeps one', () => {
    const filter = buildFilter(Float64Array.of(7, 7, 7, 2 ** 42 - 1), { bits: 0, number: 0 });
    expect([7, 2 ** 42 - 1, 2 ** 41].map(filter.mayHold)).toEqual([true, true, false]);
  });
});
