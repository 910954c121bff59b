import * as fc from '../../fast-check';
import { instant } from '../../../shared/clock/instant';
import type { Match, Passage, Span } from '../../../shared/match/match';
import { SAME_STORY, storyFamilies } from '../../../shared/match/story-families';
import { tellStories } from '../../../shared/match/story-match';

const LENGTH = 60;
const span = fc
  .tuple(fc.nat({ max: LENGTH }), fc.nat({ max: LENGTH }))
  .map(([a, b]): Span => (a < b ? [a, b] : [b, a + 1]));
const passage = fc.record({
  article: span,
  original: span,
  kind: fc.constantFrom('own' as const, 'own' as const, 'quotation' as const, 'boilerplate' as const),
});
const telling = fc.record({
  originalCoverage: fc.double({ min: 0, max: 1, noNaN: true }),
  score: fc.nat({ max: 3 }),
  passages: fc.array(passage, { maxLength: 3 }),
});
const NUMBERS = {
  verdict: 'copy',
  articleCoverage: 1,
  ownWords: 1,
  quotedWords: 0,
  boilerplateWords: 0,
  longestRunWords: 1,
} as const;
/** Few different ones, so that many share much. */
const tellings = fc
  .tuple(fc.array(telling, { minLength: 1, maxLength: 4 }), fc.array(fc.nat({ max: 3 }), { maxLength: 9 }))
  .map(([kinds, picks]) =>
    picks.map((pick, i): Match => ({ ...NUMBERS, ...kinds[pick % kinds.length]!, originalId: `o${i}` })),
  );
/** A symmetric relation of texts that nothing in the matches shows. */
const relation = fc.array(fc.boolean(), { minLength: 81, maxLength: 81 }).map((yes) => {
  const numberOf = ({ originalId }: Match) => Number(originalId.slice(1));
  return (x: Match, y: Match): boolean => {
    const [a, b] = [numberOf(x), numberOf(y)].sort((m, n) => m - n);
    return yes[9 * a! + b!]!;
  };
});

/** Characters one by one. */
const charactersOf = (passages: readonly Passage[], side: 'article' | 'original', kinds: readonly string[]) =>
  new Set(
    passages
      .filter(({ kind }) => kinds.includes(kind))
      .flatMap(({ [side]: [start, end] }) => Array.from({ length: end - start }, (_, i) => start + i)),
  );
const BODY = ['own', 'quotation'];
const coverageOf = ({ originalCoverage, passages }: Match): number => {
  const all = charactersOf(passages, 'original', [...BODY, 'boilerplate']).size;
  return all === 0 ? 0 : originalCoverage * (charactersOf(passages, 'original', BODY).size / all);
};

function related(x: Match, y: Match, sameStory: (x: Match, y: Match) => boolean): boolean {
  const [inX, inY] = [x, y].map(({ passages }) => charactersOf(passages, 'article', BODY));
  const common = [...inX!].filter((at) => inY!.has(at)).length;
  if (common === 0) return false;
  const through = Math.min((coverageOf(x) * common) / inX!.size, (coverageOf(y) * common) / inY!.size);
  if (through >= SAME_STORY) return true;
  return common >= Math.max(inX!.size, inY!.size) / 2 && sameStory(x, y);
}

/** Connected components, by following every pair from every text. */
function bruteForce(matches: readonly Match[], sameStory: (x: Match, y: Match) => boolean): string[][] {
  const families: string[][] = [];
  const left = new Set(matches);
  for (const first of matches) {
    if (!left.delete(first)) continue;
    const family = [first];
    for (const member of family)
      for (const other of left)
        if (related(member, other, sameStory)) {
          left.delete(other);
          family.push(other);
        }
    families.push(family.map(({ originalId }) => originalId));
  }
  return families;
}

const asSets = (families: readonly (readonly string[])[]) =>
  families.map((family) => family.toSorted().join()).sort();
const same = (x: readonly (readonly string[])[], y: readonly (readonly string[])[]): boolean =>
  asSets(x).join(' ') === asSets(y).join(' ');
const idsOf = (families: readonly (readonly Match[])[]) =>
  families.map((family) => family.map(({ originalId }) => originalId));
const runs = { numRuns: 1_000 };

describe('story families', () => {
  it('are what following every pair finds', () => {
    fc.assert(
      fc.property(tellings, relation, (matches, sameStory) => {
        const { families, truncated } = storyFamilies(matches, sameStory, Infinity);
        expect(asSets(idsOf(families))).toEqual(asSets(bruteForce(matches, sameStory)));
        expect(truncated).toBe(false);
      }),
      runs,
    );
  });

  it('are the same in whatever order the matches come, also where the comparisons end early', () => {
    fc.assert(
      fc.property(
        tellings,
        relation,
        fc.nat({ max: 5 }),
        fc.func(fc.nat()),
        (matches, sameStory, bound, rank) => {
          const shuffled = matches.toSorted((x, y) => rank(x.originalId) - rank(y.originalId));
          const found = storyFamilies(matches, sameStory, bound);
          const again = storyFamilies(shuffled, sameStory, bound);
          expect(idsOf(again.families)).toEqual(idsOf(found.families));
          expect(again.truncated).toBe(found.truncated);
        },
      ),
      runs,
    );
  });

  it('compare no more pairs than they may, then say so, and never join what is not one story', () => {
    fc.assert(
      fc.property(tellings, relation, fc.nat({ max: 5 }), (matches, sameStory, bound) => {
        let compared = 0;
        const counted = (x: Match, y: Match) => {
          compared++;
          return sameStory(x, y);
        };
        const { families, truncated } = storyFamilies(matches, counted, bound);
        expect(compared).toBeLessThanOrEqual(bound);
        const whole = bruteForce(matches, sameStory);
        for (const family of idsOf(families))
          expect(whole.some((one) => family.every((id) => one.includes(id)))).toBe(true);
        expect(truncated || same(idsOf(families), whole)).toBe(true);
      }),
      runs,
    );
  });
});

describe('stories told', () => {
  it('are the same in whatever order their matches come, each original in one of them', () => {
    fc.assert(
      fc.property(
        tellings,
        relation,
        fc.nat({ max: 5 }),
        fc.func(fc.nat()),
        (matches, sameStory, maxCompared, rank) => {
          const carried = matches.map((match, i) => ({
            ...match,
            firstSeenAt: instant(rank(i) % 3),
            ...(rank(match.originalId) % 4 === 0 && { registered: true as const }),
          }));
          const shuffled = carried.toSorted((x, y) => rank(x.originalId) - rank(y.originalId));
          const stories = tellStories(carried, { sameStory, maxCompared });
          expect(tellStories(shuffled, { sameStory, maxCompared })).toEqual(stories);
          const told = stories.flatMap(({ originalId, family }) => [
            originalId,
            ...(family?.members ?? []).map((member) => member.originalId),
          ]);
          expect(told.toSorted()).toEqual(matches.map(({ originalId }) => originalId).toSorted());
        },
      ),
      runs,
    );
  });
});
