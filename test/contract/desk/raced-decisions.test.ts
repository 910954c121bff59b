import { deskInterleaved } from '../../soak/desk/desk-interleaved';
import { runSuite, type SoakSuite } from '../../soak/suite';

/** npm run soak runs five hundred, under the seeds it is given. */
const SCHEDULES = 12;

let suite: SoakSuite;
beforeAll(async () => {
  suite = await deskInterleaved(SCHEDULES);
});
afterAll(() => suite.close());

it('of all who believe that an expired claim is theirs one decides, in whatever order their requests arrive', async () => {
  const { violations } = await runSuite(suite, { firstSeed: 1, rounds: 1 });
  expect(violations).toEqual([]);
});
