import * as fc from '../../fast-check';
import { instant } from '../../../shared/clock/instant';
import { type DatedEvidence, RUNGS, whoWasFirst } from '../../../shared/match/who-was-first';

const evidence = fc.record({
  side: fc.constantFrom('article' as const, 'original' as const),
  rung: fc.constantFrom(...RUNGS),
  // Few instants, so that many are equal.
  at: fc.integer({ min: 0, max: 6 }).map(instant),
  source: fc.constantFrom('a', 'b'),
});
const all = fc.array(evidence, { maxLength: 10 });
const rankOf = ({ rung }: DatedEvidence) => RUNGS.indexOf(rung);
const isClaim = (each: DatedEvidence) => rankOf(each) >= RUNGS.indexOf('page_metadata');
const mirrored = (each: DatedEvidence): DatedEvidence => ({
  ...each,
  side: each.side === 'article' ? 'original' : 'article',
});
const runs = { numRuns: 3_000 };

describe('who was first', () => {
  it('hangs on neither the order of the evidence nor which side is called the original', () => {
    const MIRROR = { article: 'original', original: 'article', not_known: 'not_known' } as const;
    fc.assert(
      fc.property(all, (given) => {
        const answer = whoWasFirst(given);
        expect(whoWasFirst(given.toReversed())).toEqual(answer);
        const other = whoWasFirst(given.map(mirrored));
        expect(other.first).toBe(MIRROR[answer.first]);
        expect(other.by).toBe(answer.by);
      }),
      runs,
    );
  });

  it('rests on a proof that is earlier than what the other side has', () => {
    fc.assert(
      fc.property(all, (given) => {
        const { first, restsOn } = whoWasFirst(given);
        fc.pre(first !== 'not_known');
        const [winner, other] = restsOn;
        expect(winner!.side).toBe(first);
        expect(other!.side).not.toBe(first);
        expect(winner!.at < other!.at).toBe(true);
        expect(isClaim(winner!)).toBe(false);
        expect(winner!.rung).not.toBe('domain_registration');
      }),
      runs,
    );
  });

  it('is never won by what a side says for itself', () => {
    fc.assert(
      fc.property(all, (given) => {
        const { first } = whoWasFirst(given);
        fc.pre(first !== 'not_known');
        expect(whoWasFirst(given.filter((each) => each.side !== first || !isClaim(each))).first).toBe(first);
      }),
      runs,
    );
  });

  it('is not altered by anything that stands lower on the ladder than what it rests on', () => {
    fc.assert(
      fc.property(all, evidence, (given, more) => {
        const { first, restsOn } = whoWasFirst(given);
        fc.pre(first !== 'not_known' && rankOf(more) > Math.max(...restsOn.map(rankOf)));
        expect(whoWasFirst([...given, more]).first).toBe(first);
      }),
      runs,
    );
  });

  it('names everything by which the other side was there before', () => {
    fc.assert(
      fc.property(all, (given) => {
        const { first, restsOn, contradictions } = whoWasFirst(given);
        fc.pre(first !== 'not_known');
        const earlier = given.filter(
          ({ side, rung, at }) => side !== first && rung !== 'domain_registration' && at < restsOn[0]!.at,
        );
        const named = contradictions.map(({ says }) => says);
        for (const each of earlier) expect(named).toContain(each);
      }),
      runs,
    );
  });
});
