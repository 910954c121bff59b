import { quantile, timeInterleaved } from '../../../bench/interleaved';

describe('interleaved timing', () => {
  it('runs each piece once a round, in order, and keeps the least time of each', () => {
    const order: string[] = [];
    const { microseconds, reference } = timeInterleaved(
      [() => void order.push('a'), () => void order.push('b')],
      3,
    );
    expect(order).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
    expect(reference).toBeGreaterThan(0);
    for (const time of microseconds) expect(Number.isFinite(time)).toBe(true);
  });
});

describe('a quantile', () => {
  it.each([
    [0.5, 50],
    [0.99, 99],
    [1, 100],
    [0, 1],
  ])('%d of 1 to 100 is %d', (share, expected) => {
    expect(
      quantile(
        Array.from({ length: 100 }, (_, i) => 100 - i),
        share,
      ),
    ).toBe(expected);
  });

  it('is no number where there is none', () => {
    expect(quantile([], 0.5)).toBeNaN();
  });
});
