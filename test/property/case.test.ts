import * as fc from '../fast-check';
import type { CaseState } from '../../shared/case/case';
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
    const walks = fc.sample(long, { numRuns: 40, seed: 20_261_122 });
    const walked = SITES.flatMap(([, open]) => walks.map((life) => walk(life, open)));
    const events = new Set(walked.flatMap(({ events: happened }) => [...happened]));
    const states = new Set(walked.flatMap(({ timeline }) => timeline.map(({ to }) => to)));
    expect(EVENTS.filter((type) => !events.has(type))).toEqual([]);
    expect((Object.keys(TRANSITIONS) as CaseState[]).filter((state) => !states.has(state))).toEqual([]);
  });
});
