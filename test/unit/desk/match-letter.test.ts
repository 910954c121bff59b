import { Parser } from 'htmlparser2';
import { letterHtml, letterText } from '../../../shared/desk/mail/letter';
import { matchLetter, type MatchLetterView } from '../../../shared/desk/mail/match-letter';
import { LOCALES } from '../../../shared/desk/mail/locales/locale-for';

const copy = (no: number, more: Partial<MatchLetterView['copies'][number]> = {}) => ({
  url: `https://news.example/${no}`,
  originalUrl: 'https://gazette.example/harbour',
  ownWords: 312,
  originalCoverage: 0.744,
  licence: 'unlicensed' as const,
  ...more,
});

const view = (more: Partial<MatchLetterView> = {}): MatchLetterView => ({
  publisher: 'The Gazette',
  copies: [copy(1)],
  languages: [],
  viaWebhook: false,
  copiesUrl: 'https://desk.example/account/copies',
  choiceUrl: 'https://desk.example/account/alerts',
  ...more,
});

const tagsOf = (html: string): readonly string[] => {
  const tags = new Set<string>();
  const parser = new Parser({ onopentagname: (name) => void tags.add(name) });
  parser.end(html);
  return [...tags].toSorted();
};

describe('the letter about copies', () => {
  it('names page, original and figures, judges nothing, and says where it is changed or stopped', () => {
    expect(letterText(matchLetter(view()))).toBe(
      [
        'These published pages share much of their words with originals that The Gazette registered:',
        '- https://news.example/1: 312 of your own words, 74 % of https://gazette.example/harbour',
        'All copies that were found, and a complaint about any of them: https://desk.example/account/copies',
        'This says what was found, not that it is forbidden: a licence, a quotation or the law may allow a copy. Look at it before you complain.',
        'You get this letter, at most one a day, because the account of The Gazette asks for it.',
        'Change or stop these letters: https://desk.example/account/alerts',
      ].join('\n\n') + '\n',
    );
  });

  it.each(LOCALES.map(({ language }) => [language]))(
    'is whole in %s, for one copy and for 300',
    (language) => {
      for (const count of [1, 300]) {
        const copies = Array.from({ length: count }, (_, index) => copy(index + 1));
        const letter = matchLetter(view({ copies, languages: [`${language}-CH`, 'en'], viaWebhook: true }));
        const text = letterText(letter);
        expect(letter).toMatchObject({ language, subject: expect.stringContaining(String(count)) });
        expect([letter.subject, text].join()).not.toMatch(/\{\w+\}/);
        expect(text.match(/^- /gm)).toHaveLength(Math.min(count, 25));
        expect(text.includes('275')).toBe(count === 300);
        for (const url of ['account/copies', 'account/alerts']) expect(text).toContain(url);
        expect(letterHtml(letter)).toContain(`<html lang="${language}">`);
      }
    },
  );

  it('is written in the account’s language, else in the site’s, else in English', () => {
    const languageOf = (...languages: readonly (string | undefined)[]) =>
      matchLetter(view({ languages })).language;
    expect([languageOf('de', 'fr'), languageOf(undefined, 'fr'), languageOf('it', undefined)]).toEqual([
      'de',
      'fr',
      'en',
    ]);
  });

  it('keeps what others typed as text: in its header, its words and its markup', () => {
    const hostile = 'Nord\r\nBcc: all@example.org <script>alert(1)</script> {page}';
    const letter = matchLetter(
      view({
        publisher: hostile,
        copies: [copy(1, { url: `https://news.example/"><img src=x>{original}` })],
      }),
    );
    expect(letter.subject).not.toMatch(/[\r\n]/);
    expect(tagsOf(letterHtml(letter))).toEqual([
      'a',
      'body',
      'head',
      'html',
      'li',
      'meta',
      'p',
      'title',
      'ul',
    ]);
    // What is filled in is never read as a place to fill in.
    expect(letterText(letter)).toContain('<img src=x>{original}: 312');
  });

  it('links to no page whose address is not ours, and tells a licensed copy from others', () => {
    const { url: _elsewhere, ...unnamed } = copy(1);
    const text = letterText(matchLetter(view({ copies: [unnamed, copy(2, { licence: 'licensed' })] })));
    expect(text).toContain('- (a page whose address we do not know): 312');
    expect(text).toContain(
      'https://news.example/2: 312 of your own words, 74 % of https://gazette.example/harbour; allowed',
    );
  });
});
