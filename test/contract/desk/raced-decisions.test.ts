import * as fc from 'fast-check';
import { deskInterleaved } from '../../soak/desk/desk-interleaved';
import { runSuite, type SoakSuite } from '../../soak/suite';

/** npm run soak runs five hundred. */
const SCHEDULES = 12;

let suite: SoakSuite;
beforeAll(async () => {
  suite = await deskInterleaved(SCHEDULES);
});
afterAll(() => suite.close());

it('of all who believe that an expired claim is theirs one decides, in whatever order their requests arrive', async () => {
  const [seed = 1] = fc.sample(fc.integer({ min: 1, max: 1_000_000 }), 1);
  const { violations } = await runSuite(suite, { firstSeed: seed, rounds: 1 });
  expect({ seed, violations }).toEqual({ seed, violations: [] });
});
