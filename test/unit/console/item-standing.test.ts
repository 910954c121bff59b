import { standsAs } from '../../../console/case/item-standing';
import type { ItemState } from '../../../shared/case/case';

type View = Parameters<typeof standsAs>[0];
type Item = Parameters<typeof standsAs>[1];

const item = (state: ItemState, version: number): Item => ({ state, decision: { version } }) as Item;
const view = (items: readonly Item[], waitsUntil?: string): View =>
  ({ itemViews: items, ...(waitsUntil && { waitsUntil }) }) as unknown as View;

describe('how an address stands', () => {
  it('is what will be done while the decision can be taken back: it said "disabled" of a page that was up', () => {
    const [earlier, last] = [item('DISABLED', 3), item('DISABLED', 7)];
    const waiting = view([earlier, last], '2026-01-01T00:00:30.000Z');
    expect(standsAs(waiting, last)).toBe('to be disabled');
    expect(standsAs(waiting, earlier)).toBe('disabled');
    expect(standsAs(view([earlier, last]), last)).toBe('disabled');
  });

  it('is left as it is where nothing is decided', () => {
    const open = { state: 'PENDING' } as Item;
    expect(standsAs(view([open, item('KEPT', 2)], '2026-01-01T00:00:30.000Z'), open)).toBe('to be decided');
  });
});
