import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Router } from 'wouter';
import { DayCharts, type Statistics } from '../../../console/overview/day-charts';
import { OpenCharts } from '../../../console/overview/open-charts';
import { SPANS, spanOf } from '../../../console/overview/span';
import { timeScale } from '../../../console/overview/time-scale';
import { plusDays, parseDay } from '../../../shared/clock/day';
import { DAY, HOUR, MINUTE, parseInstant, SECOND } from '../../../shared/clock/instant';
import type { CaseId } from '../../../shared/ids';
import type { DayPart } from '../../../shared/statistics/day-part';
import { NOTHING } from '../../../shared/statistics/case-days';
import { figuresOf } from '../../../shared/statistics/figures';
import { openFigures } from '../../../shared/statistics/open-figures';
import { tallyOf } from '../../../shared/statistics/tally';

const noon = parseInstant('2026-03-02T12:00:00Z')!;
const today = parseDay('2026-03-02')!;
const caseId = 'CD-7K3MX-2QZ9A' as CaseId;

/** A week of which only the last day has anything. */
function weekOf(parts: readonly DayPart[], more: Partial<Statistics> = {}): Statistics {
  const figures = figuresOf(tallyOf(parts), noon);
  const nothing = figuresOf(tallyOf([]), noon);
  return {
    at: noon,
    from: plusDays(today, -6),
    to: today,
    days: Array.from({ length: 7 }, (_, i) => ({
      day: plusDays(today, i - 6),
      ...(i === 6 ? figures : nothing),
      andMore: false,
    })),
    total: figures,
    broken: [],
    unheard: [],
    open: { at: noon, ...openFigures([], noon), andMore: false },
    health: [],
    ...more,
  };
}
const shown = (statistics: Statistics): string =>
  renderToStaticMarkup(
    createElement(Router, { ssrPath: '/overview', children: createElement(DayCharts, statistics) }),
  );
/** The figure with this title, without its tags. */
const figure = (html: string, title: string): string =>
  html
    .split('<figure')
    .find((part) => part.includes(title))!
    .replaceAll(/<[^>]+>/g, '|')
    .replaceAll(/\|+/g, '|');

describe('the choice of days', () => {
  it('is read from the address, and a week where it says none that there is', () => {
    for (const span of SPANS) expect(spanOf(`days=${span.days}`)).toBe(span);
    for (const search of ['', 'days=', 'days=8', 'days=1e9', 'q=30']) expect(spanOf(search).days).toBe(7);
  });
});

describe('the charts of days', () => {
  it('said 0, 0, 0 beside a median of seconds: each time is told in a unit that suits it', () => {
    const longest = [1, 119 * SECOND, 2 * MINUTE, 2 * HOUR - 1, 2 * HOUR, 3 * DAY - 1, 3 * DAY];
    expect(longest.map((ms) => timeScale(ms).unit)).toEqual([
      'seconds',
      'seconds',
      'minutes',
      'minutes',
      'hours',
      'hours',
      'days',
    ]);
    const html = shown(
      weekOf([{ of: 'case', caseId, ...NOTHING, decided: [{ ruling: 'UPHELD', tookMs: 900 }] }]),
    );
    const median = figure(html, 'Time to decision, median');
    expect(median).toContain('|0|0.5|1|');
    expect(median).toContain('|seconds|');
    expect(median).toContain('Over all of these days: 0.9 seconds.');
  });

  it('do not call twenty seconds of silence none', () => {
    const repliedAt = parseInstant('2026-03-02T11:00:00Z')!;
    const resumedAt = parseInstant('2026-03-02T11:00:20Z')!;
    const html = shown(
      weekOf([{ of: 'case', caseId, ...NOTHING, unheard: [{ repliedAt, resumedAt }] }], {
        unheard: [{ day: today, caseId, ms: 20 * SECOND }],
      }),
    );
    expect(figure(html, 'Clock stopped though a mail had come')).toContain(`|${caseId}|20 s|`);
    expect(figure(html, 'Clock stopped though a mail had come')).not.toContain('No clock stood still');
  });

  it('lead from a broken promise to its case, and say how many are not named', () => {
    const breach = { clock: 'decide', waitedFor: 'second_person' } as const;
    const part: DayPart = { of: 'case', caseId, ...NOTHING, breached: [breach, breach] };
    const html = shown(weekOf([part], { broken: [{ day: today, caseId, ...breach }] }));
    expect(html).toContain(`<a href="/cases/${caseId}">${caseId}</a>`);
    expect(figure(html, 'Promises broken')).toContain('|decision: a second person had not approved|2|');
    expect(figure(html, 'Promises broken')).toContain('1 of 2 are named');
  });

  it('of a first day say what has not happened, and draw nothing', () => {
    const html = shown(weekOf([]));
    expect(html).not.toContain('<svg');
    expect(html).not.toMatch(/NaN|Infinity|undefined/);
    expect(figure(html, 'Mails to complainants')).toContain('Nobody was sent a mail in these days.');
    const open = renderToStaticMarkup(createElement(OpenCharts, { open: weekOf([]).open }));
    expect(open).not.toContain('<svg');
  });

  it('find room for a hundred thousand', () => {
    const orders: DayPart = { of: 'order', delivered: 123_456, failed: 0 };
    expect(figure(shown(weekOf([orders])), 'Orders to sites')).toContain('|0|50K|100K|150K|');
  });
});
