import { DAY, type Instant } from '../../../shared/clock/instant';
import { cancel, fulfil, pause, startClock } from '../../../shared/clock/sla-clock';
import { duration, timeLeft } from '../../../shared/clock/time-left';

const at = (text: string) => text as Instant;
const clock = startClock('decide', at('2026-11-20T22:15:00.000Z'), DAY);

describe('what a person reads of a clock', () => {
  it.each([
    ['2026-11-20T22:15:00.000Z', '24 h left'],
    ['2026-11-20T22:15:30.000Z', '23 h 59 m left'],
    ['2026-11-21T22:03:00.000Z', '12 m left'],
    ['2026-11-21T22:14:20.000Z', '40 s left'],
    ['2026-11-21T22:15:00.000Z', '0 s left'],
    ['2026-11-21T22:27:00.000Z', 'overdue by 12 m'],
    ['2026-11-25T01:15:00.000Z', 'overdue by 3 d 3 h'],
  ])('at %s: %s', (now, words) => {
    expect(timeLeft(clock, at(now))).toBe(words);
  });

  it('says how a clock ended, or that it waits', () => {
    const now = at('2026-12-01T00:00:00.000Z');
    expect(timeLeft(pause(clock, at('2026-11-21T21:15:00.000Z')), now)).toBe('paused with 1 h left');
    expect(timeLeft(fulfil(clock, at('2026-11-21T21:15:00.000Z')), now)).toBe('done in time');
    expect(timeLeft(fulfil(clock, now), now)).toBe('done late');
    expect(timeLeft(cancel(clock, now), now)).toBe('stopped');
  });

  it('never names a negative length', () => {
    expect(duration(-1)).toBe('0 s');
  });
});
