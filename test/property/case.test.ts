import * as fc from '../fast-check';
import { TRANSITIONS } from '../../shared/case/transitions';
import { EVENTS, move } from './case-moves';
import { SITES, walk } from './case-walks';

describe('whatever happens to a case, in whatever order', () => {
  const moves = fc.array(move, { minLength: 10, maxLength: 80 });

  it.each(SITES)(
    '%s: no illegal state, no clock backwards, both told, visible iff not held',
    (_name, open) => {
      fc.assert(
        fc.property(moves, (played) => {
          expect(walk(played, open).timeline.length).toBeGreaterThan(0);
        }),
        { numRuns: 100 },
      );
    },
  );

  it('these walks meet every event and every state but the passing one', () => {
    const long = fc.array(move, { minLength: 80, maxLength: 80 });
    const unmetEvents = new Set<string>(EVENTS);
    const unmetStates = new Set(Object.keys(TRANSITIONS));
    // Only as many as it takes: some twenty on every site.
    for (const life of fc.sample(long, { numRuns: 40, seed: 2 })) {
      for (const [, open] of SITES) {
        const { events, timeline } = walk(life, open);
        for (const type of events) unmetEvents.delete(type);
        for (const { to } of timeline) unmetStates.delete(to);
      }
      if (unmetEvents.size + unmetStates.size === 0) break;
    }
    expect([...unmetEvents, ...unmetStates]).toEqual([]);
  });
});
