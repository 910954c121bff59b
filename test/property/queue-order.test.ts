import * as fc from '../fast-check';
import { casePolicy } from '../../shared/case/policy';
import { PRIORITIES, type Priority } from '../../shared/case/case';
import { doneAt, turnAt } from '../../shared/case/queue-order';
import { DAY, HOUR, type Instant, MINUTE, plus } from '../../shared/clock/instant';
import { dueAt, fulfil, startClock, type SlaClock } from '../../shared/clock/sla-clock';
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

/** `held`, or how it did not; a failing run names its seed. */
function outcomeOf<T>(property: fc.IProperty<T>): unknown {
  const { failed, seed, counterexample } = fc.check(property);
  return failed ? { seed, counterexample } : 'held';
}

/** Whenever `given` holds of two cases, the first stands before the second, or `holds`. */
const whenever = (
  given: (a: Standing, b: Standing) => boolean,
  holds: (a: Standing, b: Standing) => boolean = before,
): unknown =>
  outcomeOf(
    fc.property(queue, (cases) =>
      cases.every((a) => cases.every((b) => a === b || !given(a, b) || holds(a, b))),
    ),
  );
const notAfter = (a: Standing, b: Standing): boolean => turn(a) <= turn(b);
const pressing = ({ clocks }: Standing): boolean => clocks[0].fired.includes(90);
const isOrder = ({ priority }: Standing): boolean => priority === 'authority_order';

describe('whose turn it is, however many cases of whatever kind are open', () => {
  it('of two that came together an order stands before a trusted flagger, and both before others', () => {
    const RANKS: readonly (Priority | undefined)[] = ['authority_order', 'trusted_flagger', undefined];
    const property = fc.property(
      standing,
      fc.constantFrom(...RANKS),
      fc.constantFrom(...RANKS),
      (one, mine, theirs) => {
        const first = RANKS.indexOf(mine) < RANKS.indexOf(theirs);
        const [a, b] = [
          { ...one, priority: mine },
          { ...one, priority: theirs },
        ];
        // In its last tenth a case need not give way to who came with it, orders apart.
        return !first || (pressing(one) ? notAfter(a, b) : before(a, b));
      },
    );
    expect(outcomeOf(property)).toBe('held');
  });

  it('an order stands before everything that is not overdue', () => {
    expect(whenever((order, other) => isOrder(order) && !isOrder(other) && other.due >= noon, notAfter)).toBe(
      'held',
    );
  });

  it('in its last tenth a case waits for nothing that is due later, orders apart: nobody starves', () => {
    expect(whenever((old, young) => pressing(old) && !isOrder(young) && young.due > old.due)).toBe('held');
  });

  it('whoever comes after a case is due never stands before it, orders included', () => {
    expect(whenever((overdue, late) => overdue.due < noon && late.receivedAt > overdue.due, notAfter)).toBe(
      'held',
    );
  });

  it('among equals it is the time left', () => {
    expect(
      whenever((a, b) => a.priority === b.priority && pressing(a) === pressing(b) && a.due < b.due),
    ).toBe('held');
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
  const late = fireThresholds(clock!, thresholds.decide, plus(noon, 2 * HOUR)).clock;
  expect(ahead({ clocks: [late] })).toBe(0);
});

it('a case is done when it was decided, whatever ends or closes by itself half a year later', () => {
  const ended = (kind: 'decide' | 'confirm_gone' | 'appeal_open', hours: number) =>
    fulfil(startClock(kind, noon, DAY), plus(noon, hours * HOUR));
  const closedAt = plus(noon, 180 * DAY);
  const clocks = [ended('decide', 2), ended('confirm_gone', 3), ended('appeal_open', 180 * 24)];
  expect(doneAt({ clocks, closedAt, receivedAt: noon })).toBe(plus(noon, 2 * HOUR));
  expect(doneAt({ clocks: [], closedAt, receivedAt: noon })).toBe(closedAt);
});
