import { DAY, HOUR, type Instant, MINUTE, parseInstant, plus } from '../../../shared/clock/instant';
import { dayCount, dayOf, parseDay, plusDays } from '../../../shared/clock/day';
import { articleDay, deliveryDays } from '../../../shared/statistics/day-part';
import { type OpenCase, openFigures } from '../../../shared/statistics/open-figures';
import type { OutboxEntry } from '../../../shared/case/case';
import type { StoryMatch } from '../../../shared/match/story-match';

const noon = parseInstant('2026-03-02T12:00:00Z')!;
const line = (dueIn: number | undefined, age = 0): OpenCase => ({
  kind: 'notice',
  state: 'IN_REVIEW',
  receivedAt: plus(noon, -age),
  pastDue: dueIn !== undefined && dueIn < 0,
  ...(dueIn !== undefined && { dueAt: plus(noon, dueIn) }),
});

describe('what is coming', () => {
  it('counts every open case once: overdue, by the hour, later, or not due', () => {
    const lines = [
      line(-MINUTE),
      line(0),
      line(HOUR - 1),
      line(HOUR),
      line(23 * HOUR + 59 * MINUTE),
      line(DAY),
      line(undefined),
    ];
    const { dueByHour, ...open } = openFigures(lines, noon);
    expect(open).toMatchObject({ counted: 7, overdue: 1, dueLater: 1, notDue: 1 });
    expect(dueByHour).toHaveLength(24);
    expect([dueByHour[0], dueByHour[1], dueByHour[23]]).toEqual([2, 1, 1]);
    expect(dueByHour.reduce((sum, each) => sum + each) + 3).toBe(lines.length);
  });

  it('tells the ages apart at their edges', () => {
    const ages = [0, 4 * HOUR - 1, 4 * HOUR, 96 * HOUR, 40 * DAY].map((age) => line(HOUR, age));
    expect(openFigures(ages, noon).byAge.map(({ count }) => count)).toEqual([2, 1, 0, 0, 0, 2]);
  });

  it('says what they are and where they stand, the most frequent first', () => {
    const cases: readonly OpenCase[] = [
      { ...line(HOUR), kind: 'found_copy', claimedBy: 'rita' },
      { ...line(3 * HOUR), state: 'ESCALATED' },
      { ...line(undefined), dueClock: 'decide', state: 'AWAITING_COMPLAINANT' },
      line(-HOUR),
    ];
    expect(openFigures(cases, noon)).toMatchObject({
      claimed: 1,
      paused: 1,
      nextDueAt: plus(noon, HOUR),
      byKind: [
        { kind: 'notice', count: 3 },
        { kind: 'found_copy', count: 1 },
      ],
      byState: [
        { state: 'IN_REVIEW', count: 2 },
        { state: 'AWAITING_COMPLAINANT', count: 1 },
        { state: 'ESCALATED', count: 1 },
      ],
    });
    expect(openFigures([], noon)).not.toHaveProperty('nextDueAt');
  });
});

describe('what an article and a delivery add to a day', () => {
  const stages = [
    { stage: 'accepted' as const, at: noon },
    { stage: 'matched' as const, at: plus(noon, 13 * HOUR) },
    { stage: 'matched' as const, at: plus(noon, 2 * DAY) },
  ];

  it('is one article on the day it was first compared, as the strongest that was found of it', () => {
    const matches = [{ verdict: 'copy' }, { verdict: 'quotation' }] as unknown as readonly StoryMatch[];
    expect(articleDay({ original: false, stages, matches })).toEqual([
      ['2026-03-03', { of: 'article', verdict: 'copy' }],
    ]);
    expect(articleDay({ original: false, stages })[0]?.[1]).toEqual({ of: 'article', verdict: 'original' });
    expect(articleDay({ original: true, stages, matches })).toEqual([]);
    expect(articleDay({ original: false, stages: stages.slice(0, 1) })).toEqual([]);
  });

  it('is each attempt on its own day', () => {
    const attempt = (at: Instant, error?: string) => ({
      at,
      took: 'under 1 s' as const,
      ...(error !== undefined && { error }),
    });
    const order = {
      effect: { kind: 'cms' },
      log: [attempt(noon, '503'), attempt(plus(noon, HOUR), '503'), attempt(plus(noon, DAY))],
    } as unknown as OutboxEntry;
    expect(deliveryDays(order)).toEqual([
      ['2026-03-02', { of: 'order', delivered: 0, failed: 2 }],
      ['2026-03-03', { of: 'order', delivered: 1, failed: 0 }],
    ]);
  });

  it('of a mail is its attempts, and the day on which it came back', () => {
    const mail = {
      effect: { kind: 'mail' },
      log: [
        { at: noon, took: 'under 1 s', error: 'throttled' },
        { at: plus(noon, HOUR), took: 'under 1 s' },
      ],
      returned: { at: plus(noon, 2 * DAY), why: 'bounced' },
    } as unknown as OutboxEntry;
    expect(deliveryDays(mail)).toEqual([
      ['2026-03-02', { of: 'mail', delivered: 1, failed: 1, returned: 0 }],
      ['2026-03-04', { of: 'mail', delivered: 0, failed: 0, returned: 1 }],
    ]);
  });
});

describe('a UTC day', () => {
  it('is one that the calendar has, and is counted over the turns of months and years', () => {
    expect(['2026-02-29', '2026-13-01', '2026-1-1', 'today', '2026-02-31'].map(parseDay)).toEqual(
      Array(5).fill(undefined),
    );
    const last = parseDay('2024-02-29')!;
    expect([plusDays(last, 1), plusDays(last, -60), dayCount(last, plusDays(last, 366))]).toEqual([
      '2024-03-01',
      '2023-12-31',
      367,
    ]);
    expect(dayOf(plus(noon, 12 * HOUR - 1))).toBe('2026-03-02');
    expect(dayOf(plus(noon, 12 * HOUR))).toBe('2026-03-03');
  });
});
