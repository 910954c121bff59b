import { prepare } from '../../../shared/article/prepare';
import { BOILERPLATE, QUOTED } from '../../../shared/article/prepare-text';

const flagged = (text: string, flag: number) => {
  const { words, flags } = prepare({ text });
  return Array.from(flags, (value, i) => [value, text.slice(words.starts[i], words.ends[i])] as const)
    .filter(([value]) => (value & flag) !== 0)
    .map(([, word]) => word);
};

describe('prepare', () => {
  it('counts words inside quotation marks, but not of titles and nicknames', () => {
    const text = 'The “Iron Mayor” said: “We will rebuild the pier.” Then she left.';
    expect(flagged(text, QUOTED)).toEqual(['We', 'will', 'rebuild', 'the', 'pier']);
    expect(prepare({ text }).facts).toMatchObject({ words: 12, quotedWords: 5 });
  });

  it('flags the words of the frame', () => {
    const text = 'The ferry sails in May.\n\nLeave a Comment';
    expect(flagged(text, BOILERPLATE)).toEqual(['Leave', 'a', 'Comment']);
    expect(prepare({ text }).facts.boilerplateFrom).toBe(25);
  });

  it('counts offsets with the byte order mark and every line end', () => {
    const text = '\ufeffThe Сosmodrome opened.\r\n\r\nThe gate at dawn. AP\r\n';
    const { facts } = prepare({ text });
    expect(facts.mixedScript).toEqual([{ start: 5, end: 15, codePoints: ['U+0421'] }]);
    expect(facts.credits).toEqual([{ text: 'AP', start: 45, end: 47 }]);
  });

  it('says nothing of an empty text', () => {
    expect(prepare({ text: '' }).facts).toEqual({
      words: 0,
      quotedWords: 0,
      credits: [],
      mixedScript: [],
      boilerplateFrom: null,
    });
  });

  it('reads a megabyte of short lines', () => {
    expect(prepare({ text: 'no\n'.repeat(350_000) }).words.count).toBe(350_000);
  });

  it('reads a megabyte on one line', () => {
    const text = 'He said “this goes on and on” and (so on '.repeat(25_000);
    expect(prepare({ text }).words.count).toBe(250_000);
  });
});
