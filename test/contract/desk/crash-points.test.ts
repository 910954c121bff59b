import { dieAtEveryCall } from '../../soak/desk/every-call';
import { type DeskEmulators, openDeskEmulators } from '../../soak/desk/desk-world';

let emulators: DeskEmulators;
beforeAll(async () => {
  emulators = await openDeskEmulators();
});
afterAll(() => emulators.close());

// npm run soak -- --only desk: each request of the whole life, failing in four ways, one at a time.
it('the desk dies at every call it makes of a store, a queue, a service: nothing is lost, twice or untold', async () => {
  const { violations, calls, diedAt } = await dieAtEveryCall(emulators);
  expect(violations).toEqual([]);
  expect(diedAt).toBe(calls);
  // Fewer, and what they are counted by sees no more what it should.
  expect(calls).toBeGreaterThan(220);
}, 240_000);
