import * as fc from '../fast-check';
import { DAY, HOUR, type Instant, instant, plus, toMs } from '../../shared/clock/instant';
import {
  dueAt,
  endedAt,
  fulfil,
  pause,
  reachedAt,
  remainingMs,
  resume,
  type SlaClock,
  startClock,
  usedMs,
  wallAgeMs,
} from '../../shared/clock/sla-clock';
import { fireThresholds, nextThresholdAt } from '../../shared/clock/thresholds';

const START = toMs('2026-10-25T00:00:00.000Z' as Instant);
const start = fc.integer({ min: START, max: START + 400 * DAY }).map(instant);

interface History {
  readonly startedAt: Instant;
  readonly budgetMs: number;
  /** Lengths in ms of alternating runs and pauses. */
  readonly stretches: readonly number[];
  readonly closes: boolean;
}

const history: fc.Arbitrary<History> = fc.record({
  startedAt: start,
  budgetMs: fc.integer({ min: 1, max: 3 * DAY }),
  stretches: fc.array(fc.integer({ min: 0, max: 2 * DAY }), { maxLength: 8 }),
  closes: fc.boolean(),
});

/** The oracle adds up the running stretches; the clock is told only of the events. */
function play({ startedAt, budgetMs, stretches, closes }: History) {
  let clock: SlaClock = startClock('decide', startedAt, budgetMs);
  let now = startedAt;
  let active = 0;
  let running = true;
  for (const stretch of stretches) {
    now = plus(now, stretch);
    if (running) active += stretch;
    clock = running ? pause(clock, now) : resume(clock, now);
    running = !running;
  }
  return { clock: closes ? fulfil(clock, now) : clock, now, active, running: running && !closes };
}

const later = fc.integer({ min: 0, max: 30 * DAY });

describe('a clock computed from its record', () => {
  it('has used exactly the running stretches, however it was closed (pause not deducted; runs after close)', () => {
    fc.assert(
      fc.property(history, later, (past, wait) => {
        const { clock, now, active, running } = play(past);
        expect(usedMs(clock, plus(now, wait))).toBe(active + (running ? wait : 0));
      }),
    );
  });

  it('never runs backwards, and never faster than the wall', () => {
    fc.assert(
      fc.property(history, later, later, (past, one, two) => {
        const { clock, now } = play(past);
        const [first, second] = [plus(now, Math.min(one, two)), plus(now, Math.max(one, two))];
        const gained = usedMs(clock, second) - usedMs(clock, first);
        expect(gained).toBeGreaterThanOrEqual(0);
        expect(gained).toBeLessThanOrEqual(toMs(second) - toMs(first));
        expect(usedMs(clock, second)).toBeLessThanOrEqual(wallAgeMs(clock, second));
      }),
    );
  });

  it('is due when nothing is left, whatever local clocks do on the way (naive local times; daylight saving)', () => {
    fc.assert(
      fc.property(history, (past) => {
        const { clock, now } = play(past);
        const due = dueAt(clock);
        const waits = usedMs(clock, plus(now, 999 * DAY)) < clock.budgetMs;
        expect(due === undefined).toBe(waits);
        expect(due === undefined ? 0 : remainingMs(clock, due)).toBe(0);
        const early = due === undefined || due === clock.startedAt ? undefined : plus(due, -1);
        expect(early === undefined ? 1 : remainingMs(clock, early)).toBeGreaterThan(0);
      }),
    );
  });

  it('means the same in whatever zone the instant was written', () => {
    const offset = fc.integer({ min: -14 * 4, max: 14 * 4 }).map((quarters) => quarters * 15);
    fc.assert(
      fc.property(start, offset, (received, minutes) => {
        const sign = minutes < 0 ? '-' : '+';
        const two = (n: number) => String(Math.floor(Math.abs(n))).padStart(2, '0');
        const wall = instant(toMs(received) + minutes * 60_000).slice(0, -1);
        const written = `${wall}${sign}${two(minutes / 60)}:${two(minutes % 60)}`;
        expect(dueAt(startClock('decide', instant(Date.parse(written)), DAY))).toBe(plus(received, DAY));
      }),
    );
  });

  it('remembers a breach for ever, at the instant it was due', () => {
    fc.assert(
      fc.property(history, later, (past, wait) => {
        const { clock, now } = play({ ...past, closes: false });
        const closed = fulfil(clock, plus(now, wait));
        const late = usedMs(closed, plus(now, wait)) > closed.budgetMs;
        expect(closed.breachedAt).toBe(late ? reachedAt(closed, closed.budgetMs) : undefined);
      }),
    );
  });

  it('fires each threshold once with the same instants, however often the sweep ran', () => {
    const SLA = [50, 75, 90, 100];
    const sweeps = fc.array(fc.integer({ min: 0, max: 40 * HOUR }), { maxLength: 12 });
    fc.assert(
      fc.property(start, sweeps, (startedAt, gaps) => {
        const fresh = startClock('decide', startedAt, DAY);
        let clock = fresh;
        let now = startedAt;
        const fired = [];
        for (const gap of gaps) {
          now = plus(now, gap);
          const next = nextThresholdAt(clock, SLA);
          const swept = fireThresholds(clock, SLA, now);
          expect(swept.crossings.length > 0).toBe(next !== undefined && next <= now);
          fired.push(...swept.crossings);
          clock = swept.clock;
        }
        expect(fired).toEqual(fireThresholds(fresh, SLA, now).crossings);
        expect(endedAt(clock)).toBeUndefined();
      }),
    );
  });
});
