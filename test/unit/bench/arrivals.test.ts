import { arrivals, sideBySide } from '../../../bench/arrivals';
import { randomFrom } from '../../../cli/evaluate-copies';

const random = randomFrom(3);
const words = (count: number): string =>
  Array.from({ length: count }, () => `w${Math.floor(random() * 2 ** 31).toString(36)}`).join(' ');

describe('articles as they came', () => {
  it('stand side by side, each collection in its own order, without those of no date', () => {
    const of = (source: string, ...days: readonly number[]) =>
      days.map((at) => ({ id: `${source}${at}`, text: '', source, at }));
    const ids = sideBySide([...of('a', 3, 1, NaN, 2, 4), ...of('b', 2_000, 1_000)]).map(({ id }) => id);
    expect(ids).toEqual(['a1', 'b1000', 'a2', 'a3', 'b2000', 'a4']);
  });

  it('ask for a text once that was there before, and for none that just came', async () => {
    const texts = Array.from({ length: 400 }, () => words(60));
    // Of the last hundred, which are counted: ten copies of old articles, twice each, and of one beside them.
    for (let i = 0; i < 10; i++) texts[300 + i] = texts[310 + i] = `${texts[7 * i]!} ${words(10)}`;
    texts[321] = texts[320]!;
    const documents = texts.map((text, at) => ({ id: `${at}`, text, source: 'a', at }));
    const { before, counted, resident, filters } = await arrivals(documents);
    expect([before, counted]).toEqual([300, 100]);
    // Each of a pair finds the other, too.
    expect(resident).toEqual({ candidates: 0.42, indexGets: 0, textGets: 0.1 });
    // So small an index has two parts.
    expect(filters).toEqual({ candidates: 0.42, indexGets: 0.02, textGets: 0.1 });
  });
});
