import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImpossibleMove, openMovableClock } from '../../../../local/clock/movable-clock';
import type * as movedDate from '../../../../local/clock/moved-date.mjs';
import { standstill } from '../../../../local/clock/standstill';

// By the name of its source: jest knows nothing of how TypeScript names the output of an .mts file.
const { moveDate } = jest.requireActual<typeof movedDate>('../../../../local/clock/moved-date.mts');
const hour = 3_600_000;
const later = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('the movable clock', () => {
  let dir: string;
  let file: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'copydesk-clock-'));
    file = join(dir, 'clock.json');
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('only goes forward, and stays ahead after a restart', () => {
    openMovableClock(file).advance(hour);
    const reopened = openMovableClock(file);
    reopened.advance(1);
    expect(reopened.offsetMs()).toBe(hour + 1);
    for (const ms of [0, -1, 1.5, Number.NaN]) expect(() => reopened.advance(ms)).toThrow(ImpossibleMove);
    writeFileSync(file, 'not JSON');
    expect(() => openMovableClock(file)).toThrow('start with --fresh');
    expect(readdirSync(dir)).toEqual(['clock.json']);
  });

  // Every route answered 500 after one step too large, and went on after a restart: no Date holds such an instant.
  it('refuses to be more than ten years ahead, in one step or in many, and writes nothing then', () => {
    const clock = openMovableClock(file);
    clock.advance(9 * 365 * 24 * hour);
    const before = readFileSync(file, 'utf8');
    for (const ms of [2 * 365 * 24 * hour, 9_007_199_254_740_000])
      expect(() => clock.advance(ms)).toThrow(/at most ten years ahead/);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(clock.offsetMs()).toBe(9 * 365 * 24 * hour);
  });

  it('says how to begin anew when what it kept is no offset it can have', () => {
    for (const kept of [
      '{"offsetMs":9007199254740000}',
      '{"offsetMs":-1}',
      '{"offsetMs":"1"}',
      '{}',
      'null',
    ]) {
      writeFileSync(file, kept);
      expect(() => openMovableClock(file)).toThrow('start with --fresh');
    }
  });
});

describe('a moved Date', () => {
  const MachineDate = Date;
  afterEach(() => {
    globalThis.Date = MachineDate;
    MachineDate.prototype.constructor = MachineDate;
  });

  it('is ahead wherever code asks for the present, and leaves every given time alone', () => {
    let offset = 0;
    moveDate(() => offset);
    const before = Date.now();
    offset = 24 * hour;
    expect(Date.now() - before).toBeGreaterThanOrEqual(24 * hour);
    expect(new Date().getTime() - before).toBeGreaterThanOrEqual(24 * hour);
    expect(Date().slice(0, 15)).toBe(new Date().toString().slice(0, 15));
    expect(new Date(5).getTime()).toBe(5);
    expect(new Date(2026, 0, 1).getFullYear()).toBe(2026);
    expect(Date.UTC(1970, 0, 1)).toBe(0);
    expect(new Date()).toBeInstanceOf(Date);
    expect(new MachineDate(0)).toBeInstanceOf(Date);
    expect(new Date().constructor).toBe(Date);
    class Instant extends Date {}
    expect(new Instant()).toBeInstanceOf(Instant);
    expect(new Instant().getTime() - before).toBeGreaterThanOrEqual(24 * hour);
  });
});

describe('the standstill', () => {
  it('moves the clock between two pieces of work, never within one', async () => {
    const still = standstill();
    const steps: string[] = [];
    const work = (name: string) =>
      still.during(async () => {
        steps.push(`${name} begins`);
        await later();
        steps.push(`${name} ends`);
      });
    const first = work('first');
    const move = still.whenStill(async () => {
      steps.push('move begins');
      await later();
      steps.push('move ends');
    }, 1_000);
    const second = work('second');
    await Promise.all([first, move, second]);
    expect(steps).toEqual([
      'first begins',
      'first ends',
      'move begins',
      'move ends',
      'second begins',
      'second ends',
    ]);
  });

  it('does not wait for ever for work that hangs, and goes on after a move that fails', async () => {
    const still = standstill();
    void still.during(() => new Promise(() => undefined));
    await expect(still.whenStill(() => Promise.reject(new Error('no')), 5)).rejects.toThrow('no');
    expect(await still.during(() => Promise.resolve('goes on'))).toBe('goes on');
  });
});
