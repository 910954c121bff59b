import { asTold, historyAsTold } from '../../../shared/case/as-told';
import { MINUTE, plus } from '../../../shared/clock/instant';
import { ITEMS_PER_WRITE } from '../../../shared/case/transition';
import { timeLeft } from '../../../shared/clock/time-left';
import { actor, DeskOfOne, keep, RECEIVED, takeDown } from './desk-of-one';

const rita = actor('REV', 'rita');

const told = (desk: DeskOfOne) => asTold(desk.file, desk.now);
const history = (desk: DeskOfOne) =>
  historyAsTold(desk.file, desk.timeline, desk.now).map(({ event }) => event);

describe('a decision that can still be taken back', () => {
  // The publisher's page said "to be taken down" for half a minute, and then "not decided yet" again.
  it('has not been made for the parties: neither state nor reason nor clock nor history shows it', () => {
    const desk = DeskOfOne.withNotice({ undoMs: 30_000 });
    desk.now = plus(RECEIVED, MINUTE);
    const before = { ...told(desk).head };
    desk.rule(rita, [takeDown(1)]);
    expect(desk.head.state).toBe('ACTIONED');
    expect(told(desk).head.state).toBe(before.state);
    expect(told(desk).items[0]).toMatchObject({ state: 'PENDING' });
    expect(told(desk).items[0]).not.toHaveProperty('decision');
    expect(
      timeLeft(
        told(desk).head.clocks.find(({ kind }) => kind === 'decide')!,
        desk.now,
      ),
    ).toBe('23 h 59 m left');
    expect(history(desk)).not.toContain('items_decided');

    desk.now = plus(desk.now, 30_000);
    expect(told(desk)).toEqual(desk.file);
    expect(history(desk)).toContain('items_decided');
  });

  it('and was, leaves no trace in what they read; the one after it does', () => {
    const desk = DeskOfOne.withNotice({ undoMs: 30_000 });
    desk.rule(rita, [takeDown(1)]);
    desk.must(rita, 'decision_undone', {});
    desk.now = plus(desk.now, 2 * MINUTE);
    expect(history(desk).filter((event) => event.startsWith('items') || event.endsWith('undone'))).toEqual(
      [],
    );
    desk.rule(rita, [keep(1)]);
    desk.now = plus(desk.now, MINUTE);
    expect(history(desk).filter((event) => event === 'items_decided')).toHaveLength(1);
  });

  it('is hidden whole, also where it took several writes, and what was decided before it stays', () => {
    const urls = Array.from({ length: ITEMS_PER_WRITE + 3 }, (_, i) => `https://mirror.example/${i}`);
    const desk = DeskOfOne.withNotice({ urls, undoMs: 30_000 });
    desk.rule(rita, [keep(1)]);
    desk.now = plus(desk.now, MINUTE);
    desk.rule(
      rita,
      urls.slice(1).map((_, i) => takeDown(i + 2)),
    );
    const states = told(desk).items.map(({ state }) => state);
    expect(states).toEqual(['KEPT', ...urls.slice(1).map(() => 'PENDING')]);
    expect(history(desk).filter((event) => event === 'items_decided')).toHaveLength(1);
  });
});
