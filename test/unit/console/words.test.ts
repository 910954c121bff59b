import { instant } from '../../../shared/clock/instant';
import { leftWords, moment, ticking, withMoments } from '../../../console/time/words';
import { percent } from '../../../console/case/percent';

const HOUR = 3_600_000;

describe('time, as the console says it', () => {
  it('counts down to the second, and on past zero', () => {
    expect(ticking(24 * HOUR - 48_000)).toBe('23:59:12');
    expect(ticking(500)).toBe('00:00:00');
    expect(ticking(-250_000)).toBe('−00:04:10');
    expect(ticking(100 * HOUR)).toBe('100:00:00');
  });

  it('uses words while there is time, seconds in the last hour, and is plain once it is late', () => {
    expect(leftWords(3 * HOUR + 59 * 60_000)).toBe('3 h 59 m left');
    expect(leftWords(HOUR - 1_000)).toBe('59:59 left');
    expect(leftWords(-2 * HOUR)).toBe('overdue by 2 h');
  });

  it('says today of today', () => {
    const now = instant(Date.UTC(2026, 0, 5, 12));
    expect(moment(now, now)).toMatch(/^today /);
    expect(moment(instant(Date.UTC(2026, 0, 9, 12)), now)).not.toMatch(/today/);
  });

  it('says the times of a refusal as its own: “until 2026-11-22T21:15:27.519Z” stood beside the clock', () => {
    const now = instant(Date.UTC(2026, 0, 5, 12));
    expect(withMoments(`rita is working on this case until ${now}`, now)).toBe(
      `rita is working on this case until ${moment(now, now)}`,
    );
    expect(withMoments('not a time: 2026-99-99T99:99:99Z', now)).toBe('not a time: 2026-99-99T99:99:99Z');
  });
});

describe('shares', () => {
  it('are never said to be all or none where they are not', () => {
    // The terminal said 88 % of a pair of which the console said 89 %.
    expect([0, 0.001, 0.5, 0.886, 0.999, 1].map(percent)).toEqual([
      '0 %',
      'under 1 %',
      '50 %',
      '88 %',
      'over 99 %',
      '100 %',
    ]);
  });
});
