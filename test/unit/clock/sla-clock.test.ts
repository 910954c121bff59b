import { DAY, HOUR, type Instant, parseInstant } from '../../../shared/clock/instant';
import {
  cancel,
  crossingAt,
  dueAt,
  fulfil,
  observe,
  pause,
  remainingMs,
  resume,
  type SlaClock,
  startClock,
  unfulfil,
  usedMs,
  wallAgeMs,
} from '../../../shared/clock/sla-clock';
import { fireThresholds, nextThresholdAt } from '../../../shared/clock/thresholds';

const at = (text: string): Instant => {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new Error(`not an instant: ${text}`);
  return parsed;
};
const RECEIVED = at('2026-11-20T22:15:00Z');
const day = (received: Instant = RECEIVED) => startClock('decide', received, DAY);
const paused = (...intervals: readonly (readonly [string, string?])[]): SlaClock =>
  intervals.reduce((clock, [from, to]) => {
    const stopped = pause(clock, at(from));
    return to === undefined ? stopped : resume(stopped, at(to));
  }, day());

describe('the 24-hour promise (fact sheet, 5.2)', () => {
  it.each([
    ['no pause', day(), '2026-11-21T22:15:00Z'],
    ['one pause', paused(['2026-11-21T01:15:00Z', '2026-11-22T04:15:00Z']), '2026-11-23T01:15:00Z'],
    [
      'two pauses',
      paused(
        ['2026-11-21T01:15:00Z', '2026-11-21T02:15:00Z'],
        ['2026-11-21T12:15:00Z', '2026-11-23T12:15:00Z'],
      ),
      '2026-11-23T23:15:00Z',
    ],
    ['New York, clocks go forward', day(at('2027-03-13T13:00:00-05:00')), '2027-03-14T14:00:00-04:00'],
    ['New York, clocks go back', day(at('2026-10-31T13:00:00-04:00')), '2026-11-01T12:00:00-05:00'],
  ])('%s: due', (_name, clock, due) => {
    expect(dueAt(clock)).toBe(at(due));
  });

  it.each([
    [50, '2026-11-21T10:15:00Z'],
    [75, '2026-11-21T16:15:00Z'],
    [90, '2026-11-21T19:51:00Z'],
    [100, '2026-11-21T22:15:00Z'],
  ])('crosses %i %% at %s', (percent, instant) => {
    expect(crossingAt(day(), percent)).toBe(at(instant));
  });

  it('has used 13 h at the second pause, and crossed half before it', () => {
    const clock = paused(
      ['2026-11-21T01:15:00Z', '2026-11-21T02:15:00Z'],
      ['2026-11-21T12:15:00Z', '2026-11-23T12:15:00Z'],
    );
    expect(usedMs(clock, at('2026-11-22T00:00:00Z'))).toBe(13 * HOUR);
    expect(crossingAt(clock, 50)).toBe(at('2026-11-21T11:15:00Z'));
  });

  it('keeps what was left over an open pause, and is never due in it', () => {
    const clock = paused(['2026-11-21T21:15:00Z']);
    expect(remainingMs(clock, at('2026-12-01T00:00:00Z'))).toBe(HOUR);
    expect(dueAt(clock)).toBeUndefined();
    expect(wallAgeMs(clock, at('2026-11-22T22:15:00Z'))).toBe(2 * DAY);
  });

  it('is met exactly at the due instant and broken one millisecond later', () => {
    expect(fulfil(day(), at('2026-11-21T22:15:00.000Z')).breachedAt).toBeUndefined();
    expect(fulfil(day(), at('2026-11-21T22:15:00.001Z')).breachedAt).toBe(at('2026-11-21T22:15:00Z'));
  });

  it('stays broken when somebody pauses, resumes or closes it afterwards', () => {
    const asked = pause(day(), at('2026-11-21T22:16:00Z'));
    expect(asked.breachedAt).toBe(at('2026-11-21T22:15:00Z'));
    const later = fulfil(resume(asked, at('2026-11-25T00:00:00Z')), at('2026-11-25T01:00:00Z'));
    expect(later.breachedAt).toBe(at('2026-11-21T22:15:00Z'));
    expect(unfulfil(later, at('2026-11-25T02:00:00Z')).breachedAt).toBe(at('2026-11-21T22:15:00Z'));
  });

  it('taken back, goes on as if it had never stopped: too late is a breach', () => {
    const decided = fulfil(day(), at('2026-11-21T22:14:50Z'));
    expect(unfulfil(decided, at('2026-11-21T22:14:59Z')).breachedAt).toBeUndefined();
    expect(unfulfil(decided, at('2026-11-21T22:15:10Z')).breachedAt).toBe(at('2026-11-21T22:15:00Z'));
  });

  it('closed from a pause, is not paused any more', () => {
    const closed = fulfil(paused(['2026-11-21T01:15:00Z']), at('2026-11-22T01:15:00Z'));
    expect(closed.pauses).toEqual([{ from: at('2026-11-21T01:15:00Z'), to: at('2026-11-22T01:15:00Z') }]);
    expect(usedMs(closed, at('2026-12-24T00:00:00Z'))).toBe(3 * HOUR);
  });

  it('does not run after it has ended', () => {
    const decided = fulfil(day(), at('2026-11-21T00:15:00Z'));
    expect(usedMs(decided, at('2026-12-24T00:00:00Z'))).toBe(2 * HOUR);
    expect(observe(decided, at('2026-12-24T00:00:00Z')).breachedAt).toBeUndefined();
    expect(pause(decided, at('2026-11-21T01:00:00Z'))).toBe(decided);
    expect(cancel(decided, at('2026-11-21T01:00:00Z'))).toBe(decided);
  });

  it('takes an event dated before the last one (another machine’s clock) as simultaneous with it', () => {
    const clock = resume(pause(day(), at('2026-11-21T01:00:00Z')), at('2026-11-21T00:59:59Z'));
    expect(clock.pauses).toEqual([{ from: at('2026-11-21T01:00:00Z'), to: at('2026-11-21T01:00:00Z') }]);
    expect(fulfil(clock, at('2026-11-20T00:00:00Z')).fulfilledAt).toBe(at('2026-11-21T01:00:00Z'));
  });
});

describe('thresholds', () => {
  const SLA = [50, 75, 90, 100];

  it('fire once each, at the sweep after them', () => {
    const first = fireThresholds(day(), SLA, at('2026-11-21T10:15:00Z'));
    expect(first.crossings).toEqual([{ percent: 50, crossedAt: at('2026-11-21T10:15:00Z') }]);
    expect(fireThresholds(first.clock, SLA, at('2026-11-21T10:16:00Z')).crossings).toEqual([]);
    expect(nextThresholdAt(first.clock, SLA)).toBe(at('2026-11-21T16:15:00Z'));
  });

  it('fire late after an outage, all of them, with the times they truly crossed', () => {
    const late = fireThresholds(day(), SLA, at('2026-11-25T00:00:00Z'));
    expect(late.crossings.map(({ crossedAt }) => crossedAt)).toEqual([
      at('2026-11-21T10:15:00Z'),
      at('2026-11-21T16:15:00Z'),
      at('2026-11-21T19:51:00Z'),
      at('2026-11-21T22:15:00Z'),
    ]);
    expect(late.clock.breachedAt).toBe(at('2026-11-21T22:15:00Z'));
    expect(nextThresholdAt(late.clock, SLA)).toBeUndefined();
  });

  it('do not cry breach at the due instant itself', () => {
    const warned = fireThresholds(day(), SLA, at('2026-11-21T22:15:00Z'));
    expect(warned.crossings.map(({ percent }) => percent)).toEqual([50, 75, 90]);
    expect(nextThresholdAt(warned.clock, SLA)).toBe(at('2026-11-21T22:15:00.001Z'));
  });

  it('wait for nobody while the clock is paused or has ended', () => {
    expect(nextThresholdAt(paused(['2026-11-21T01:15:00Z']), SLA)).toBeUndefined();
    expect(nextThresholdAt(fulfil(day(), at('2026-11-21T01:15:00Z')), SLA)).toBeUndefined();
    expect(
      fireThresholds(fulfil(day(), at('2026-11-21T01:15:00Z')), SLA, at('2027-01-01T00:00:00Z')).crossings,
    ).toEqual([]);
  });
});
