import * as fc from 'fast-check';
import { casePolicy } from '../../shared/case/policy';
import { PRIORITIES, type Priority } from '../../shared/case/case';
import { turnAt } from '../../shared/case/queue-order';
import { DAY, HOUR, type Instant, MINUTE, plus } from '../../shared/clock/instant';
import { dueAt, startClock, type SlaClock } from '../../shared/clock/sla-clock';
import { fireThresholds } from '../../shared/clock/thresholds';

const noon = '2026-03-02T12:00:00.000Z' as Instant;
const { thresholds } = casePolicy({ timeZone: 'UTC', soloOperator: false });

interface Standing {
  readonly priority: Priority | undefined;
  readonly clocks: readonly [SlaClock];
  readonly receivedAt: Instant;
  readonly due: Instant;
}

/** A case under the promise of 24 hours, as the sweep has left it at noon. */
const standing: fc.Arbitrary<Standing> = fc
  .record({
    age: fc.integer({ min: 0, max: 3 * DAY }),
    priority: fc.constantFrom(undefined, undefined, ...PRIORITIES),
  })
  .map(({ age, priority }) => {
    const receivedAt = plus(noon, -age);
    const { clock } = fireThresholds(startClock('decide', receivedAt, DAY), thresholds.decide, noon);
    return { priority, receivedAt, clocks: [clock], due: dueAt(clock) ?? noon };
  });

const turn = ({ clocks, priority }: Standing): string => turnAt({ clocks, ...(priority && { priority }) });
const before = (a: Standing, b: Standing): boolean => turn(a) < turn(b);
const queue = fc.array(standing, { minLength: 2, maxLength: 60 });

const everyPair = (cases: readonly Standing[], check: (a: Standing, b: Standing) => void): void => {
  for (const a of cases) for (const b of cases) if (a !== b) check(a, b);
};

describe('whose turn it is, however many cases of whatever kind are open', () => {
  it('of two that came together an order stands before a trusted flagger, and both before others', () => {
    const rank = (priority: Priority | undefined) =>
      priority === 'authority_order' ? 0 : priority === 'trusted_flagger' ? 1 : 2;
    fc.assert(
      fc.property(standing, fc.constantFrom(undefined, ...PRIORITIES), (one, priority) => {
        const other = { ...one, priority };
        if (rank(one.priority) < rank(priority)) expect(turn(one) <= turn(other)).toBe(true);
        // In its last tenth a case need not give way to who came with it, orders apart.
        const pressing = one.clocks[0].fired.includes(90);
        if (rank(one.priority) < rank(priority) && !pressing) expect(before(one, other)).toBe(true);
      }),
    );
  });

  it('an order stands before everything that is not overdue', () => {
    fc.assert(
      fc.property(queue, (cases) =>
        everyPair(cases, (order, other) => {
          if (
            order.priority === 'authority_order' &&
            other.priority !== 'authority_order' &&
            other.due >= noon
          )
            expect(turn(order) <= turn(other)).toBe(true);
        }),
      ),
    );
  });

  it('in its last tenth a case waits for nothing that is due later, orders apart: nobody starves', () => {
    fc.assert(
      fc.property(queue, (cases) =>
        everyPair(cases, (old, young) => {
          const pressing = old.clocks[0].fired.includes(90);
          if (pressing && young.priority !== 'authority_order' && young.due > old.due)
            expect(before(old, young)).toBe(true);
        }),
      ),
    );
  });

  it('whoever comes after a case is due never stands before it, orders included', () => {
    fc.assert(
      fc.property(queue, (cases) =>
        everyPair(cases, (overdue, late) => {
          if (late.receivedAt > overdue.due && overdue.due < noon)
            expect(turn(overdue) <= turn(late)).toBe(true);
        }),
      ),
    );
  });

  it('among equals it is the time left', () => {
    fc.assert(
      fc.property(queue, (cases) =>
        everyPair(cases, (a, b) => {
          const alike =
            a.priority === b.priority && a.clocks[0].fired.includes(90) === b.clocks[0].fired.includes(90);
          if (alike && a.due < b.due) expect(before(a, b)).toBe(true);
        }),
      ),
    );
  });
});

it('a thousand notices of a trusted flagger kept one old complaint waiting past its time', () => {
  const old = { clocks: [startClock('decide', plus(noon, -20 * HOUR), DAY)] };
  const flood = Array.from({ length: 1_000 }, (_, i) => ({
    clocks: [startClock('decide', plus(noon, -i * MINUTE), DAY)],
    priority: 'trusted_flagger' as const,
  }));
  const ahead = (at: { readonly clocks: readonly SlaClock[] }) =>
    flood.filter((each) => turnAt(each) < turnAt(at)).length;
  // With four hours left it still gives way to those of the last eight to sixteen hours...
  expect(ahead(old)).toBe(519);
  // ... and with two it stands before all but those that were due before it.
  const [clock] = old.clocks;
  const pressing = fireThresholds(clock!, thresholds.decide, plus(noon, 2 * HOUR)).clock;
  expect(ahead({ clocks: [pressing] })).toBe(0);
});
