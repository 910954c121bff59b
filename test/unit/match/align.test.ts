import { prepare } from '../../../shared/article/prepare';
import { everyShingle } from '../../../shared/fingerprint/shingles';
import { align } from '../../../shared/match/align';

const text = (...paragraphs: string[]) => paragraphs.join('\n\n');
const compare = (article: string, original: string, stopped?: (hash: number) => boolean) => {
  const match = align(prepare({ text: article }), prepare({ text: original }), stopped);
  return {
    ...match,
    shown: match.passages.map(({ article: a, original: o, kind }) => ({
      kind,
      article: article.slice(...a),
      original: original.slice(...o),
    })),
  };
};

const FERRY =
  'The harbour council voted on Monday night to keep the old ferry in service until the new one has been paid for, by nine votes to two.';
const CREW =
  'The crew of fourteen, who had packed their lockers in the afternoon, were told by telephone shortly before midnight that they could stay.';
const YARD =
  'The yard on the far side of the estuary has asked twice for more time and once for more money since it laid the keel four years ago.';
const BAKER =
  'A baker in the upper town has taken to leaving unsold loaves on the steps of the library, where pupils collect them before the first lesson.';
const CHESS =
  'Two retired teachers meet there every Thursday to play chess with whoever comes, and neither has lost a game to a visitor since the spring.';

/** Words that stand nowhere else. */
const filler = (letter: string) =>
  Array.from({ length: 150 }, (_, i) => `${letter}${i}${letter}${i}`).join(' ');

describe('align', () => {
  it('calls a text that stands whole in another a copy', () => {
    const match = compare(text(FERRY, CREW), text(FERRY, CREW));
    expect(match).toMatchObject({
      verdict: 'copy',
      articleCoverage: 1,
      originalCoverage: 1,
      ownWords: 50,
      longestRunWords: 50,
    });
    const whole = text(FERRY, CREW).slice(0, -1);
    expect(match.shown).toEqual([{ kind: 'own', article: whole, original: whole }]);
  });

  it('says nothing of two texts without three words in a row in common', () => {
    expect(compare(FERRY, 'Unsold loaves were left by a baker.')).toMatchObject({
      verdict: 'original',
      score: 0,
      passages: [],
    });
    expect(compare('', FERRY)).toMatchObject({ verdict: 'original', score: 0, passages: [] });
    expect(compare('', '')).toMatchObject({ verdict: 'original', score: 0 });
  });

  it('finds one paragraph in another article, and where it stands in both', () => {
    const match = compare(text(BAKER, CREW, CHESS), text(FERRY, CREW, YARD, FERRY));
    expect(match.verdict).toBe('partial');
    expect(match.shown).toEqual([{ kind: 'own', article: CREW.slice(0, -1), original: CREW.slice(0, -1) }]);
  });

  it('sees through look-alikes, invisible signs and case', () => {
    const disguised = CREW.replaceAll('e', 'е').replaceAll(' of ', ' o\u200bf ').toUpperCase();
    expect(compare(disguised, CREW).verdict).toBe('copy');
  });

  it('finds a passage whose words were exchanged and moved', () => {
    const rewritten =
      'By nine votes to two the council of the harbour, voting late on Monday, kept in service the old ferry until someone has paid for the new. ' +
      'Fourteen people of the crew, who by the afternoon had packed all lockers, learned by telephone shortly before midnight that they were to stay. ' +
      'Since its keel was laid four years ago the yard across the estuary twice asked for time, and once more for money.';
    const match = compare(text(BAKER, rewritten, CHESS, filler('x')), text(filler('y'), FERRY, CREW, YARD));
    expect(match.passages).toHaveLength(1);
    expect(match.shown[0]!.original).toContain('packed their lockers');
    expect(match.shown[0]!.article).toContain('packed all lockers');
    expect(match.longestRunWords).toBeLessThan(8);
    expect(match.verdict).toBe('partial');
  });

  it('counts a paragraph that stands twice in the article once, and shows it twice', () => {
    const match = compare(text(CREW, BAKER, CHESS, YARD, CREW), CREW);
    expect(match).toMatchObject({ verdict: 'copy', ownWords: 23, originalCoverage: 1 });
    expect(match.shown.map(({ article }) => article)).toEqual([CREW.slice(0, -1), CREW.slice(0, -1)]);
  });

  it('finds paragraphs that were put in another order', () => {
    const match = compare(text(YARD, FERRY, CREW), text(FERRY, CREW, YARD));
    expect(match.verdict).toBe('copy');
    expect(match.ownWords).toBe(78);
  });

  it('calls what stands inside quotation marks a quotation', () => {
    const match = compare(text(BAKER, `“${CREW}”`, CHESS), text(FERRY, CREW));
    expect(match).toMatchObject({ verdict: 'quotation', ownWords: 0, quotedWords: 23 });
    expect(match.shown.map(({ kind }) => kind)).toEqual(['quotation']);
  });

  it('counts quoted words apart from own words, and cuts a passage only at long quotations', () => {
    const whole = text(FERRY, BAKER, `“${CREW} ${YARD}”`);
    const match = compare(whole, whole);
    expect(match).toMatchObject({ verdict: 'copy', quotedWords: 51, ownWords: 53 });
    expect(match.shown.map(({ kind, article }) => [kind, article])).toEqual([
      ['own', text(FERRY, BAKER).slice(0, -1)],
      ['quotation', `${CREW} ${YARD}`.slice(0, -1)],
    ]);
    const short = text(FERRY, BAKER, '“We have nowhere else to be at that hour of the night.”');
    expect(compare(short, short)).toMatchObject({ quotedWords: 12, passages: [{ kind: 'own' }] });
  });

  it('calls the frame of a page boilerplate', () => {
    const frame =
      'Denial of responsibility! Examplefeed is an automatic aggregator of the news. For any complaint, please reach us and we will take necessary action within 24 hours.';
    const match = compare(text(BAKER, frame), text(CHESS, frame));
    expect(match).toMatchObject({ verdict: 'boilerplate', ownWords: 0, boilerplateWords: 26 });
    expect(match.shown.map(({ kind }) => kind)).toEqual(['boilerplate']);
  });

  it('calls what the stop list names boilerplate, between its shingles too', () => {
    const stopped = new Set(everyShingle(prepare({ text: YARD }).words).hashes.filter((_, i) => i % 9 === 0));
    const match = compare(text(BAKER, YARD), text(CHESS, YARD), (hash) => stopped.has(hash));
    expect(match).toMatchObject({ verdict: 'boilerplate', ownWords: 5, boilerplateWords: 23 });
  });

  it('still calls an exact copy a copy if part of it is on the stop list', () => {
    const stopped = new Set(everyShingle(prepare({ text: YARD }).words).hashes);
    expect(compare(text(FERRY, YARD), text(FERRY, YARD), (hash) => stopped.has(hash)).verdict).toBe('copy');
  });

  it('ranks more copying higher, also below the verdicts’ thresholds', () => {
    const original = text(FERRY, CREW, YARD);
    const scores = [
      compare(original, original),
      compare(text(FERRY, CREW, BAKER), original),
      compare(text(FERRY, CHESS, BAKER), original),
      compare(text('The crew of fourteen had packed their lockers.', CHESS, BAKER), original),
      compare(text('The crew of fourteen sang.', CHESS, BAKER), original),
      compare(text(CHESS, BAKER), 'Nothing of it.'),
    ].map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((x, y) => y - x));
    expect(new Set(scores).size).toBe(6);
    expect(scores[5]).toBe(0);
  });

  it('aligns texts without spaces', () => {
    const original = '北京大学的研究人员周一表示,新的渡轮将在春天之前完工,港口委员会已经批准了这笔费用。';
    expect(compare(`另一个故事从这里开始。${original}`, original).verdict).toBe('copy');
  });

  // Without the bounds of equal-runs.ts each takes minutes, or all the memory there is.
  it.each([
    ['one word', 'the '.repeat(25_000), 'the '.repeat(25_000)],
    ['a verse', 'a b c d a b e f '.repeat(6_000), 'a b e f a b c d '.repeat(6_000)],
    ['six words at random', dice(150_000, 1), dice(150_000, 2)],
  ])('takes texts that repeat %s', (_, article, original) => {
    expect(compare(article, original).score).toBeGreaterThan(0);
  });
});

/** Words of six, by a linear congruence. */
function dice(words: number, seed: number): string {
  let state = seed;
  return Array.from({ length: words }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 'abcdef'.charAt(Math.floor((state / 2 ** 32) * 6));
  }).join(' ');
}
