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
});
