import * as fc from 'fast-check';
import { deskCrashPoints } from '../../soak/desk/desk-crash-points';
import { type DeskEmulators, openDeskEmulators } from '../../soak/desk/desk-world';
import { runSuite, type SoakPoint } from '../../soak/suite';

let emulators: DeskEmulators;
let points: readonly SoakPoint[];
beforeAll(async () => {
  emulators = await openDeskEmulators();
  points = await deskCrashPoints(emulators);
});
afterAll(() => emulators.close());

/** Of some three thousand; npm run soak runs all. */
const SAMPLED = 6;

it('the desk may die at any request of any of its functions, or not hear of what it did: nothing is lost, twice or untold', async () => {
  const [seed = 0] = fc.sample(fc.nat(), 1);
  const [sample = []] = fc.sample(fc.subarray([...points], { minLength: SAMPLED, maxLength: SAMPLED }), {
    seed,
    numRuns: 1,
  });
  const { violations } = await runSuite(
    { name: 'desk', points: sample, close: async () => {} },
    { firstSeed: 1, rounds: 1 },
  );
  expect({ seed, violations }).toEqual({ seed, violations: [] });
});
