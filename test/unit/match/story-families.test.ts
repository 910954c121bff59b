import { prepare } from '../../../shared/article/prepare';
import { align } from '../../../shared/match/align';
import type { Match } from '../../../shared/match/match';
import { coversMutually, storyFamilies } from '../../../shared/match/story-families';

const prose = (seed: number, words: number): string =>
  Array.from({ length: words }, (_, i) => `w${(seed * 7919 + i * 104_729) % 99_991}`).join(' ');
const WIRE = prose(1, 400);
const OTHER = prose(2, 400);
const QUOTATION = prose(6, 60);

const texts: Readonly<Record<string, string>> = {
  gazette: WIRE,
  herald: `${prose(3, 20)} ${WIRE}`,
  // Cut from below, as papers do.
  courier: WIRE.split(' ').slice(0, 280).join(' '),
  other: OTHER,
  // Puts the two stories together.
  roundup: `${WIRE} ${OTHER}`,
  council: `${prose(7, 200)} ${QUOTATION}`,
  market: `${prose(8, 200)} ${QUOTATION}`,
};
const against = (article: string, ...names: string[]): Match[] =>
  names.map((name) => ({
    originalId: name,
    ...align(prepare({ text: article }), prepare({ text: texts[name]! })),
  }));
const sameStory = (x: Match, y: Match): boolean =>
  coversMutually(align(prepare({ text: texts[x.originalId]! }), prepare({ text: texts[y.originalId]! })));
const namesOf = (families: readonly (readonly Match[])[]) =>
  families.map((family) => family.map(({ originalId }) => originalId).sort());

describe('story families', () => {
  it('one story printed by several papers is one, known from their matches alone', () => {
    const matches = against(`${WIRE} ${prose(4, 30)}`, 'gazette', 'herald', 'courier');
    expect(namesOf(storyFamilies(matches).families)).toEqual([['courier', 'gazette', 'herald']]);
  });

  it('a page that puts two stories together joins neither', () => {
    const matches = against(`${WIRE} ${OTHER}`, 'gazette', 'herald', 'other', 'roundup');
    expect(namesOf(storyFamilies(matches, sameStory, 50).families)).toEqual([
      ['roundup'],
      ['gazette', 'herald'],
      ['other'],
    ]);
  });

  it('of an article that holds only a paragraph of it, the texts themselves are compared', () => {
    const paragraph = WIRE.split(' ').slice(60, 120).join(' ');
    const matches = against(`${prose(5, 300)} ${paragraph}`, 'gazette', 'herald', 'courier');
    expect(storyFamilies(matches)).toMatchObject({ truncated: true });
    const { families, truncated } = storyFamilies(matches, sameStory, 50);
    expect(namesOf(families)).toEqual([['courier', 'gazette', 'herald']]);
    expect(truncated).toBe(false);
  });

  it('pages that share one quotation are no family', () => {
    const matches = against(`${prose(9, 100)} ${QUOTATION}`, 'council', 'market');
    expect(namesOf(storyFamilies(matches, sameStory, 50).families)).toEqual([['council'], ['market']]);
  });
});
