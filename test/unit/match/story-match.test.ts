import { instant } from '../../../shared/clock/instant';
import type { Verdict } from '../../../shared/match/match';
import {
  isTold,
  type StoryMatch,
  type StoryOptions,
  tellStories,
  vouchedFor,
} from '../../../shared/match/story-match';

/** A match with a text that stands whole in the first `length` characters of the article. */
const told = (originalId: string, more: Partial<StoryMatch> = {}, length = 1_000): StoryMatch => ({
  originalId,
  verdict: 'copy',
  score: 100,
  articleCoverage: 1,
  originalCoverage: 1,
  ownWords: 100,
  quotedWords: 0,
  boilerplateWords: 0,
  longestRunWords: 100,
  passages: [{ article: [0, length], original: [0, length], kind: 'own' }],
  ...more,
});
const part = (originalId: string, more: Partial<StoryMatch> = {}) =>
  told(originalId, { verdict: 'partial', originalCoverage: 0.2, ...more });
const membersOf = ({ family }: StoryMatch) => family?.members.map(({ originalId }) => originalId);

describe('tellStories', () => {
  it('is one line for a story of 40 copies, under the one that was there first', () => {
    const copies = Array.from({ length: 40 }, (_, i) =>
      told(`copy-${i}`, { score: i, site: `site-${i % 7}.example`, firstSeenAt: instant(1_000 - i) }),
    );
    const other = told('other', {
      score: 500,
      passages: [{ article: [5_000, 6_000], original: [0, 1_000], kind: 'own' }],
    });
    const stories = tellStories([...copies, other]);
    expect(stories.map(({ originalId }) => originalId)).toEqual(['other', 'copy-39']);
    expect(stories[0]).not.toHaveProperty('family');
    expect(stories[1]!.family).toMatchObject({ count: 40, sites: { length: 7 }, members: { length: 39 } });
    expect(stories[1]!.family).not.toHaveProperty('truncated');
    expect(membersOf(stories[1]!)!.slice(0, 2)).toEqual(['copy-38', 'copy-37']);
    expect(stories[1]!.family!.members[0]).not.toHaveProperty('passages');
  });

  it('puts a registered original before what was seen earlier', () => {
    const [story] = tellStories([
      told('scraper', { firstSeenAt: instant(1) }),
      told('gazette', { firstSeenAt: instant(2), registered: true }),
    ]);
    expect(story!.originalId).toBe('gazette');
    expect(membersOf(story!)).toEqual(['scraper']);
  });

  it('puts the most copied first where nothing is known of time', () => {
    expect(tellStories([told('a', { score: 1 }), told('b', { score: 2 })])[0]!.originalId).toBe('b');
  });

  it('says truncated where not all was compared, or not every member is kept', () => {
    const several = (count: number, options?: StoryOptions) =>
      tellStories(
        Array.from({ length: count }, (_, i) => told(`copy-${i}`)),
        options,
      )[0]!.family!;
    expect(several(3)).not.toHaveProperty('truncated');
    expect(several(3, { truncated: true })).toMatchObject({ count: 3, truncated: true });
    expect(several(60)).toMatchObject({ count: 51, members: { length: 50 }, truncated: true });
    expect(tellStories([told('alone')], { truncated: true })[0]).not.toHaveProperty('family');
  });

  it('joins to a story what is found of it later, once', () => {
    const before = tellStories([
      told('a', { firstSeenAt: instant(3) }),
      told('b', { firstSeenAt: instant(4) }),
    ]);
    const late = told('late', { firstSeenAt: instant(9), registered: true });
    const [story, ...rest] = tellStories([late, ...before]);
    expect(rest).toEqual([]);
    expect(story).toMatchObject({ originalId: 'late', family: { count: 3 } });
    expect(membersOf(story!)).toEqual(['a', 'b']);
    expect(tellStories([late, story!])).toEqual([story]);
    expect([isTold([story!], 'b'), isTold([story!], 'late'), isTold([story!], 'c')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('tells nothing twice, also where a member is found again as a story of its own', () => {
    const [story] = tellStories([told('a', { score: 200 }), told('b')]);
    const again = part('b', {
      passages: [{ article: [7_000, 7_100], original: [0, 100], kind: 'own' }],
    });
    const stories = tellStories([again, story!]);
    expect(stories.map(({ originalId }) => originalId)).toEqual(['a', 'b']);
    expect(stories[0]).not.toHaveProperty('family');
  });
});

describe('vouchedFor', () => {
  const family = (...members: readonly StoryMatch[]) => tellStories([...members])[0]!;
  const idsOf = (match: StoryMatch) => vouchedFor(match).map(({ originalId }) => originalId);

  it('is the first of a story, and every registered original in it', () => {
    const registered = (id: string, at: number) => told(id, { firstSeenAt: instant(at), registered: true });
    expect(
      idsOf(family(told('x', { firstSeenAt: instant(1) }), told('y', { firstSeenAt: instant(2) }))),
    ).toEqual(['x']);
    expect(idsOf(family(told('x'), registered('herald', 5), registered('gazette', 4)))).toEqual([
      'gazette',
      'herald',
    ]);
  });

  it('never lets a weaker verdict of the first hide a copy', () => {
    const verdict = (id: string, at: number, of: Verdict) =>
      told(id, { firstSeenAt: instant(at), verdict: of });
    expect(idsOf(family(verdict('early', 1, 'quotation'), verdict('late', 2, 'copy')))).toEqual([
      'early',
      'late',
    ]);
  });
});
