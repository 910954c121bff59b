import { mixedScriptLines } from '../../../cli/mixed-script-text';

const words = (count: number) =>
  Array.from({ length: count }, (_, start) => ({ start, end: start + 1, codePoints: ['U+0430'] }));
const lines = (count: number) => mixedScriptLines(words(count), ({ start }) => `at ${start}`);

describe('words that mix scripts, as the terminal shows them', () => {
  it('are told one by one', () => {
    expect(lines(2)).toEqual(['  One word mixes scripts: at 0', '  One word mixes scripts: at 1']);
    expect(lines(6)).toHaveLength(6);
    expect(lines(0)).toEqual([]);
  });

  it('do not push the passages of a disguised copy off the screen by seventy lines', () => {
    expect(lines(78)).toHaveLength(7);
    expect(lines(78)[6]).toBe('  72 words more do; --json names each');
    expect(lines(7)[6]).toBe('  1 word more does; --json names each');
  });
});
