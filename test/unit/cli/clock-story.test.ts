import { clockRows, clocksNotNeeded, clockStory } from '../../../cli/takedown/clock-story';
import { HOUR, instant, type Instant, plus } from '../../../shared/clock/instant';
import type { ClockView } from '../../../shared/desk/case-clock-view';

const t0 = instant(Date.UTC(2026, 0, 5, 8));
const after = (hours: number): Instant => plus(t0, hours * HOUR);
const decide: ClockView = {
  kind: 'decide',
  cycle: 1,
  startedAt: t0,
  timeLeft: '',
  budgetMs: 24 * HOUR,
  ageMs: 23 * HOUR,
  pauses: [{ from: after(1), to: after(21) }],
  fulfilledAt: after(23),
};
const told = {
  clocks: [decide],
  itemViews: [],
  timeline: [],
  receivedAt: t0,
  channel: 'mail',
  at: after(30),
} as const;

describe("the clock's story", () => {
  it('counts what was used without the time that it stood still, and is due that much later', () => {
    expect(clockStory(told).map(({ at, usedMs }) => [at, usedMs / HOUR])).toEqual([
      [t0, 0],
      [after(1), 1],
      [after(21), 1],
      [after(44), 3],
    ]);
  });

  it('tells a broken promise by its true instant, not as due', () => {
    const { fulfilledAt: _none, ...open } = decide;
    const breached = { event: 'breached', facts: { clock: 'decide', percent: 100, crossedAt: after(44) } };
    const story = clockStory({
      ...told,
      clocks: [{ ...open, breachedAt: after(44) }],
      timeline: [{ ...breached, at: after(50) }] as never,
    });
    expect(story.at(-1)).toMatchObject({ at: after(44), what: 'the promise is broken' });
  });

  it('numbers the clocks as the procedure does, and names those that the case never had', () => {
    const gone = { ...decide, kind: 'confirm_gone' } as const;
    const receipt = { ...decide, kind: 'acknowledge', pauses: [], fulfilledAt: t0 } as const;
    const rows = clockRows({ ...told, clocks: [gone, decide, receipt] });
    expect(rows.map(([number]) => number)).toEqual(['K1', 'K3', 'K11']);
    expect(rows[1]).toEqual([
      'K3',
      'decision',
      '01-05 08:00:00',
      '20 h',
      '01-07 04:00:00',
      '01-06 07:00:00',
      '3 h of 24 h',
      'done in time',
    ]);
    expect(clocksNotNeeded({ clocks: [decide] })).toContain('K7 restoring');
  });
});
