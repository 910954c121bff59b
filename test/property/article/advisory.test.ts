import * as fc from '../../fast-check';
import { type Advisories, joinAdvisories, saysNothingNew, stopOf } from '../../../shared/article/advisory';
import { instant } from '../../../shared/clock/instant';
import type { ArticleId } from '../../../shared/ids';

const at = fc.nat(3).map(instant);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const given = <T extends object>(all: { readonly [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as T;

const withdrawal = fc
  .record({
    copies: fc.constantFrom('stop' as const, 'leave' as const),
    saidAt: at,
    reason: maybe(fc.constantFrom('a', 'b')),
  })
  .map((all) => given<NonNullable<Advisories['withdrawal']>>(all));
const embargo = fc
  .record({ until: maybe(at), saidAt: at })
  .map((all) => given<NonNullable<Advisories['embargo']>>(all));
const correction = fc.record({ by: fc.constantFrom('art_1' as ArticleId, 'art_2' as ArticleId), saidAt: at });
const advisories = fc
  .record({ withdrawal: maybe(withdrawal), embargo: maybe(embargo), correction: maybe(correction) })
  .map((all) => given<Advisories>(all));

describe('what a source says of its article', () => {
  it('means the same in whatever order it arrives, and however often', () => {
    fc.assert(
      fc.property(fc.array(advisories, { maxLength: 5 }), fc.infiniteStream(fc.nat(4)), (said, again) => {
        const inOrder = said.reduce(joinAdvisories, {});
        const repeated = said.length === 0 ? [] : [...again.take(8)].map((i) => said[i % said.length]!);
        expect([...repeated, ...said.toReversed()].reduce(joinAdvisories, {})).toEqual(inOrder);
        for (const one of said) expect(saysNothingNew(inOrder, one)).toBe(true);
      }),
    );
  });

  it('is final where it withdraws, and otherwise what was said last', () => {
    const kill: Advisories = { withdrawal: { copies: 'stop', saidAt: instant(1) } };
    const lifted: Advisories = { embargo: { until: instant(2), saidAt: instant(2) } };
    const withheld: Advisories = { embargo: { saidAt: instant(1) } };
    expect(stopOf(joinAdvisories(withheld, lifted), instant(3))).toBeUndefined();
    expect(stopOf(joinAdvisories(lifted, withheld), instant(3))).toBeUndefined();
    expect(stopOf(withheld, instant(9))).toMatchObject({ embargo: {} });
    expect(stopOf(joinAdvisories(kill, lifted), instant(9))).toEqual({
      reason: 'The source withdrew this article.',
    });
  });

  it('ends an embargo at its instant, not before', () => {
    const said: Advisories = { embargo: { until: instant(5), saidAt: instant(1) } };
    expect(stopOf(said, instant(4))).toMatchObject({ embargo: { until: instant(5) } });
    expect(stopOf(said, instant(5))).toBeUndefined();
  });
});
