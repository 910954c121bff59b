import { splitWords, wordHash } from '../../../shared/article/words';

const read = (text: string) => {
  const seen: string[] = [];
  const { words, mixedScript } = splitWords(text, (word) => seen.push(word));
  const places = seen.map((_, i) => text.slice(words.starts[i], words.ends[i]));
  return { seen, places, words, mixedScript };
};

describe('splitWords', () => {
  it.each([
    ['Сosmodrome', ['cosmodrome']],
    ['Владимир Путин', ['владимир', 'путин']],
    ['nu\u200bclear', ['nuclear']],
    ['bal\u00adlistic', ['ballistic']],
    ['oﬃcial', ['official']],
    ['Ｖｌａｄｉｍｉｒ', ['vladimir']],
    ['abc\u202edef', ['abcdef']],
    ['10 l1', ['10', 'l1']],
    ['Straße', ['straße']],
    ['Рутin', ['pyтin']],
  ])('normalises %j', (text, expected) => {
    expect(read(text).seen).toEqual(expected);
  });

  it('takes a word to be a run of letters and digits, so apostrophes and hyphens part words', () => {
    expect(read("Putin's re-entry, 8.4m").seen).toEqual(['putin', 's', 're', 'entry', '8', '4m']);
    expect(read('Putin’s').seen).toEqual(read("Putin's").seen);
  });

  it('keeps combining marks with their letter, composed or not', () => {
    expect(read('cafe\u0301 café').seen).toEqual(['café', 'café']);
    expect(read('हिन्दी').seen).toEqual(['हिन्दी']);
    expect(read('\u1112\u1161\u11ab글').seen).toEqual(['한글']);
  });

  it('reads Greek capitals as their small letters, whichever sigma', () => {
    expect(read('ΛΟΓΟΣ').seen).toEqual(read('λογος').seen);
    expect([...read('ΣΑΣ').words.hashes]).toEqual([...read('σα\u00adς').words.hashes]);
  });

  it('reads scripts without spaces letter by letter', () => {
    expect(read('北京大学hello').seen).toEqual(['北', '京', '大', '学', 'hello']);
    expect(read('สวัสดี').seen).toEqual(['ส', 'วั', 'ส', 'ดี']);
    expect(read('カタカナと').seen).toHaveLength(5);
  });

  it('decodes character references once and drops stray tags', () => {
    expect(read('caf&eacute; &#1089;osmo AT&amp;T <b>bold</b>').seen).toEqual([
      'café',
      'cosmo',
      'at',
      't',
      'bold',
    ]);
    expect(read('&amp;lt;').seen).toEqual(['lt']);
    expect(read('a & b < c & d').seen).toEqual(['a', 'b', 'c', 'd']);
  });

  it('maps each word back to what was submitted, UTF-16', () => {
    const { places } = read('\ufeffThe Сosmo\u200bdrome 😀 &eacute;t&eacute; ½\r\n𝐁old');
    expect(places).toEqual(['The', 'Сosmo\u200bdrome', '&eacute;t&eacute;', '½', '½', '𝐁old']);
  });

  it('gives all words that one sign expands to the place of that sign', () => {
    const { seen, places } = read('a ﷺ b');
    expect(seen).toEqual(['a', 'صلى', 'الله', 'عليه', 'وسلم', 'b']);
    expect(places).toEqual(['a', 'ﷺ', 'ﷺ', 'ﷺ', 'ﷺ', 'b']);
  });

  it('reports the look-alikes of a word that mixes scripts, and only of such', () => {
    expect(read('at the Vostochny Сosmodrome').mixedScript).toEqual([
      { start: 17, end: 27, codePoints: ['U+0421'] },
    ]);
    expect(read('Она видела космос с a cosmonaut; Ω and π').mixedScript).toEqual([]);
  });

  it('passes over lone surrogates', () => {
    expect(read('a\ud800b \udc00c').seen).toEqual(['a', 'b', 'c']);
  });

  it('hashes what it shows', () => {
    const { seen, words } = read('Every Word, hashed.');
    expect([...words.hashes]).toEqual(seen.map(wordHash));
  });

  it('hashes the first six letters of words of four letters or more as the stem', () => {
    const stem = (text: string) => splitWords(text).words.stems[0];
    expect(stem('published')).toBe(stem('publishes'));
    expect(stem('published')).not.toBe(stem('publican'));
    expect(stem('the')).toBe(0);
    expect(stem('café')).toBe(stem('cafe\u0301'));
  });

  // Anything worse than linear time takes minutes here.
  it.each([
    ['one word', 'a'.repeat(2 ** 20)],
    ['one line', 'word '.repeat(2 ** 18)],
    ['marks on one letter', `e${'\u0301\u0323'.repeat(2 ** 19)}`],
    ['open tags', '<a '.repeat(2 ** 18)],
    ['ampersands', '&amp'.repeat(2 ** 18)],
    ['mixed scripts', 'aС'.repeat(2 ** 19)],
    ['lone surrogates', '\ud800'.repeat(2 ** 20)],
  ])('reads a megabyte of %s', (_, text) => {
    expect(splitWords(text).words.count).toBeGreaterThanOrEqual(0);
  });
});
