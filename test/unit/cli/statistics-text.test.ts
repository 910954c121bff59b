import { describeStatistics } from '../../../cli/statistics';
import { parseDay } from '../../../shared/clock/day';
import { HOUR, MINUTE, parseInstant } from '../../../shared/clock/instant';
import { NOTHING } from '../../../shared/statistics/case-days';
import { figuresOf } from '../../../shared/statistics/figures';
import { type OpenCase, openFigures } from '../../../shared/statistics/open-figures';
import { tallyOf } from '../../../shared/statistics/tally';
import type { CaseId } from '../../../shared/ids';
import type { DayPart } from '../../../shared/statistics/day-part';

const noon = parseInstant('2026-03-02T12:00:00Z')!;
const day = parseDay('2026-03-02')!;

const caseId = 'CD-00000-00001' as CaseId;
const open: OpenCase = { kind: 'notice', state: 'IN_REVIEW', receivedAt: noon, pastDue: false, dueAt: noon };

const said = (parts: readonly DayPart[]): string => {
  const figures = figuresOf(tallyOf(parts), noon);
  return describeStatistics({
    at: noon,
    from: day,
    to: day,
    days: [{ day, ...figures, andMore: false }],
    total: figures,
    broken: [],
    unheard: [],
    open: { at: noon, ...openFigures([open], noon), andMore: false },
    health: [{ name: 'index', state: 'green', says: '2 packs not yet merged', facts: {} }],
  });
};

describe('statistics as the terminal shows them', () => {
  it('have a line for each day and one for all, and say why promises were broken', () => {
    const text = said([
      {
        of: 'case',
        caseId,
        ...NOTHING,
        received: 1,
        decided: [{ ruling: 'PARTIAL', tookMs: 26 * HOUR + 30 * MINUTE }],
        breached: [{ clock: 'decide', waitedFor: 'unclaimed' }],
      },
      { of: 'article', verdict: 'copy' },
      { of: 'order', delivered: 2, failed: 3 },
      { of: 'mail', delivered: 5, failed: 6, returned: 4 },
    ]);
    const lines = text.split('\n').map((line) => line.split(/ {2,}/).join('|'));
    expect(lines[1]).toBe('2026-03-02|1|0|0|1|0|0|1|0|26 h 30 m|–|1|1|0|0|2|3|5|6|4');
    expect(lines[2]).toMatch(/^all\|1\|/);
    expect(text).toMatch(/1 +decision +nobody had claimed it/);
    expect(text).toContain('due in: 0–1 h: 1\n');
    expect(text).toContain('index: green, 2 packs not yet merged\n');
  });

  it('say so where nothing was broken', () => {
    expect(said([])).toContain('no promise was broken\n');
  });
});
