import { findingInOneLine, groupFinding } from '../../../console/case/finding-words';

type Found = Parameters<typeof findingInOneLine>[0];

const found = (credits: number, disguised: readonly string[], licence?: Found['licence']): Found =>
  ({
    comparison: { ownWords: 366 },
    article: { words: 529, ownWords: 412 },
    articleFacts: {
      credits: Array.from({ length: credits }, () => ({ text: 'AP', start: 0, end: 2 })),
      mixedScript: disguised.map((codePoint) => ({ start: 0, end: 2, codePoints: [codePoint] })),
    },
    ...(licence && { licence }),
  }) as unknown as Found;

describe('what was found, in one line', () => {
  it('says how many words, credits and letters, and what the licences answer', () => {
    expect(findingInOneLine(found(5, ['U+0412'], { answer: 'unlicensed', reasons: [] }))).toBe(
      '366 of 412 own words, five photo credits, one disguised letter, licence: none',
    );
  });

  it('says nothing of what there is not, and numbers beyond ten as figures', () => {
    expect(findingInOneLine(found(0, []))).toBe('366 of 412 own words');
    expect(findingInOneLine(found(11, []))).toBe('366 of 412 own words, 11 photo credits');
  });

  it('takes no word of a quotation or of the frame for an own one where evidence does not say how many are', () => {
    const older = { ...found(0, []), article: { words: 529 } } as unknown as Found;
    expect(findingInOneLine(older)).toBe('366 own words, of 529 on the page');
  });
});

describe('what a group of addresses has in common', () => {
  it('is said as of one address', () => {
    expect(groupFinding('copy')).toBe('most is shared');
    expect(groupFinding('no_original_text')).toBe('the text of the original is not at hand');
  });
});
