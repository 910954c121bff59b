import { DESK_CALLS, deskRequests, type DeskRequests } from '../../../bench/desk-requests';

let few: DeskRequests;
let many: DeskRequests;
beforeAll(async () => {
  few = await deskRequests(50);
  many = await deskRequests(500);
});

// npm run bench -- --only desk: the same with 10 000.
it.each(DESK_CALLS)('%s asks as little of the table however many cases are open', (call) => {
  expect(few.calls[call].requests).toBeGreaterThan(0);
  expect(many.calls[call].requests).toBe(few.calls[call].requests);
});

// 92 units a minute with 10 000 cases open, 24 with 100: to count what was past due it read 500 cases that were not.
it('a sweep with nothing to do reads as little of the table', () => {
  const { reads } = few.calls['sweep, nothing due'];
  expect(reads).toBeGreaterThan(0);
  expect(many.calls['sweep, nothing due'].reads).toBe(reads);
});

it('and does as much: the sweep ticks every case that is due', () => {
  const { writes } = many.calls['sweep, 25 cases due'];
  expect(writes).toBeGreaterThan(25 * 2);
  expect(writes).toBe(few.calls['sweep, 25 cases due'].writes);
});
