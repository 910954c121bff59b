import * as fc from '../../fast-check';
import { inOrder } from '../../../console/queue/steady-list';

interface Line {
  readonly id: string;
  readonly left: string;
}
const line = (id: string, left = ''): Line => ({ id, left });
const idOf = ({ id }: Line) => id;

describe('a list that is held', () => {
  it('shows each line as it is now, where it was', () => {
    const { shown, waiting } = inOrder(['a', 'b'], [line('a', '2 h'), line('b', '1 h')], idOf);
    expect(shown).toEqual([line('a', '2 h'), line('b', '1 h')]);
    expect(waiting).toBeUndefined();
  });

  it('keeps back what came, and counts what went', () => {
    const { shown, waiting } = inOrder(['a', 'b'], [line('c'), line('a')], idOf);
    expect(shown.map(idOf)).toEqual(['a']);
    expect(waiting).toEqual({ added: 1, gone: 1, moved: false });
  });

  it('says that the order has changed, and does not change it', () => {
    const { shown, waiting } = inOrder(['a', 'b'], [line('b'), line('a')], idOf);
    expect(shown.map(idOf)).toEqual(['a', 'b']);
    expect(waiting).toEqual({ added: 0, gone: 0, moved: true });
  });

  it('does not move a line that stays, however many come, go and change places around it', () => {
    const ids = Array.from({ length: 400 }, (_, i) => `case ${i}`);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(ids, { minLength: 200, maxLength: 200 }),
        fc.shuffledSubarray(ids),
        fc.nat(),
        (order, now, at) => {
          const lines = now.map((id) => line(id, `${at}`));
          const { shown, waiting } = inOrder(order, lines, idOf);
          // What is under the hand is as it was, less what is gone; nothing new pushes in between.
          const there = new Set(now);
          expect(shown.map(idOf)).toEqual(order.filter((id) => there.has(id)));
          expect(shown.every(({ left }) => left === `${at}`)).toBe(true);
          const known = new Set(order);
          expect(waiting?.added ?? 0).toBe(now.filter((id) => !known.has(id)).length);
          expect(waiting?.gone ?? 0).toBe(order.filter((id) => !there.has(id)).length);
        },
      ),
      { numRuns: 50 },
    );
  });
});
