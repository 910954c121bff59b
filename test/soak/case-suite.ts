import * as fc from 'fast-check';
import { move } from '../property/case-moves';
import { SITES, walk } from '../property/case-walks';
import type { SoakSuite } from './suite';

/**
 * Random lives of cases, longer and far more of them than a test has time for.
 * @param walks on every kind of site, each round.
 */
export const caseWalks = (walks: number): SoakSuite => ({
  name: 'cases, whatever happens to them in whatever order',
  points: SITES.map(([site, open]) => ({
    name: site,
    run: async (seed) => {
      const lives = fc.property(fc.array(move, { minLength: 10, maxLength: 160 }), (moves) => {
        walk(moves, open);
      });
      const found = fc.check(lives, { seed, numRuns: walks });
      return found.failed ? String(found.errorInstance) : undefined;
    },
  })),
  close: () => Promise.resolve(),
});
