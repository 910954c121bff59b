import { judge } from '../../../shared/match/verdict';

describe('judge', () => {
  it.each([
    ['boilerplate', { ownWords: 10, quotedWords: 9, shorterWords: 19 }],
    ['boilerplate', { ownWords: 0, quotedWords: 0, shorterWords: 0 }],
    ['quotation', { ownWords: 4, quotedWords: 16, shorterWords: 20 }],
    ['copy', { ownWords: 5, quotedWords: 15, shorterWords: 20 }],
    ['copy', { ownWords: 20, quotedWords: 0, shorterWords: 26 }],
    ['partial', { ownWords: 20, quotedWords: 0, shorterWords: 27 }],
    ['original', { ownWords: 19, quotedWords: 40, shorterWords: 100 }],
  ] as const)('says %s of %j', (verdict, words) => {
    expect(judge(words)).toBe(verdict);
  });
});
