import * as fc from '../../fast-check';
import { ticksTo } from '../../../console/overview/column-chart';

describe('the numbers beside a chart', () => {
  it('are round and few, from nothing to at least the highest column', () => {
    expect(ticksTo(3)).toEqual([0, 1, 2, 3]);
    expect(ticksTo(1)).toEqual([0, 1]);
    expect(ticksTo(1_440)).toEqual([0, 500, 1_000, 1_500]);
    expect(ticksTo(0.5)).toEqual([0, 0.2, 0.4, expect.closeTo(0.6)]);
    const highest = fc.oneof(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.double({ min: 0.01, max: 500, noNaN: true }),
    );
    fc.assert(
      fc.property(highest, (most) => {
        const ticks = ticksTo(most);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)! * (1 + 1e-9)).toBeGreaterThanOrEqual(most);
        expect(ticks.length).toBeGreaterThan(1);
        expect(ticks.length).toBeLessThanOrEqual(5);
        expect(!Number.isInteger(most) || ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });
});
