import * as fc from '../../fast-check';
import type { ComparisonSummary, Item } from '../../../shared/case/case';
import { groupItems } from '../../../shared/case/group-items';
import { evidence, RECEIVED } from './desk-of-one';

const item = (no: number, more: Partial<Item> = {}): Item => ({
  no,
  url: `https://mirror.example/${no}`,
  receivedAt: RECEIVED,
  state: 'PENDING',
  elements: ['ii', 'iii'],
  deficiencies: [],
  comparison: { outcome: 'pending' },
  ...more,
});

const compared = (articleCoverage: number, more: Partial<ComparisonSummary> = {}): Item['comparison'] => {
  const whole = evidence('x');
  return { ...whole, summary: { ...whole.summary, articleCoverage, ...more } };
};

const numbersOf = (items: readonly Item[]) => groupItems(items).map((group) => group.items);

describe('items with identical facts', () => {
  it('are a group, whoever put them up; another fact is another group', () => {
    expect(
      numbersOf([
        item(1, { comparison: compared(0.97), respondent: 'feed-1' }),
        item(2, { comparison: compared(0.99, { ownWords: 12 }), respondent: 'feed-2' }),
        item(3, { comparison: compared(0.97), work: 1 }),
        item(4, { comparison: compared(0.5) }),
        item(5, { comparison: compared(0.97, { verdict: 'quotation' }) }),
        item(6, { comparison: compared(0.97, { licence: 'licensed' }) }),
        item(7, { comparison: compared(0.97), state: 'KEPT' }),
        item(8, { comparison: compared(0.97), elements: ['ii'], deficiencies: ['LOC'] }),
        item(9, { comparison: { outcome: 'not_compared', why: 'no_original_text' } }),
        item(10, { comparison: compared(0.97), hold: { kind: 'NOTICE', from: RECEIVED } }),
        item(11, { comparison: compared(0.951) }),
        item(12),
      ]),
    ).toEqual([[1, 2, 11], [3], [4], [5], [6], [7], [8], [9], [10], [12]]);
  });

  it('says what they have in common', () => {
    expect(groupItems([item(1, { comparison: compared(0.3, { licence: 'unlicensed' }) })])[0]?.facts).toEqual(
      {
        state: 'PENDING',
        work: 0,
        finding: 'copy',
        copied: [15, 40],
        licence: 'unlicensed',
        elements: ['ii', 'iii'],
        deficiencies: [],
        held: false,
      },
    );
  });

  it('every item is in one group, and two are in the same iff nothing that is judged tells them apart', () => {
    const band = (share: number): number =>
      share < 0.15 ? 0 : share < 0.4 ? 1 : share < 0.75 ? 2 : share < 0.95 ? 3 : 4;
    const facts = fc.record({
      share: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
      verdict: fc.constantFrom('copy', 'partial'),
      work: fc.constantFrom(0, 1),
      state: fc.constantFrom('PENDING' as const, 'KEPT' as const),
    });
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 40 }), (all) => {
        const items = all.map(({ share, verdict, work, state }, index) =>
          item(index + 1, { work, state, comparison: compared(share, { verdict }) }),
        );
        const groups = numbersOf(items);
        expect(groups.flat().sort((a, b) => a - b)).toEqual(items.map(({ no }) => no));
        const oracle = (index: number): string => {
          const { share, verdict, work, state } = all[index]!;
          return [band(share), verdict, work, state].join();
        };
        for (const group of groups) expect(new Set(group.map((no) => oracle(no - 1))).size).toBe(1);
        expect(new Set(all.map((_, index) => oracle(index))).size).toBe(groups.length);
      }),
    );
  });
});
