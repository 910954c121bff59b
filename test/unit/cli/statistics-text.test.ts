import { describeStatistics } from '../../../cli/statistics';
import { parseDay } from '../../../shared/clock/day';
import { HOUR, MINUTE, parseInstant } from '../../../shared/clock/instant';
import { openFigures } from '../../../shared/desk/statistics';
import { figuresOf } from '../../../shared/statistics/figures';
import { NOTHING } from '../../../shared/statistics/case-days';
import type { DayPart } from '../../../shared/statistics/day-part';

const noon = parseInstant('2026-03-02T12:00:00Z')!;
const day = parseDay('2026-03-02')!;

const said = (parts: readonly DayPart[]): string => {
  const figures = figuresOf(parts, noon);
  return describeStatistics({
    at: noon,
    from: day,
    to: day,
    days: [{ day, ...figures, andMore: false }],
    total: figures,
    open: { ...openFigures([{ receivedAt: noon, pastDue: false, dueAt: noon }], noon), andMore: false },
    health: [{ name: 'index', state: 'green', says: '2 packs not yet merged', facts: {} }],
  });
};

describe('statistics as the terminal shows them', () => {
  it('have a line for each day and one for all, and say why promises were broken', () => {
    const text = said([
      {
        of: 'case',
        ...NOTHING,
        received: 1,
        decided: [{ ruling: 'PARTIAL', tookMs: 26 * HOUR + 30 * MINUTE }],
        breached: [{ clock: 'decide', waitedFor: 'unclaimed' }],
      },
      { of: 'article', verdict: 'copy' },
    ]);
    const lines = text.split('\n').map((line) => line.split(/ {2,}/).join('|'));
    expect(lines[1]).toBe('2026-03-02|1|0|0|1|0|0|1|0|26 h 30 m|–|1|1|0|0|0|0');
    expect(lines[2]).toMatch(/^all\|1\|/);
    expect(text).toMatch(/1 +decision +nobody had claimed it/);
    expect(text).toContain('due in: 0–1 h: 1\n');
    expect(text).toContain('index: green, 2 packs not yet merged\n');
  });

  it('say so where nothing was broken', () => {
    expect(said([])).toContain('no promise was broken\n');
  });
});
