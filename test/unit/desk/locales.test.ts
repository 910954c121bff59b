import * as fc from '../../fast-check';
import { Parser } from 'htmlparser2';
import type { CaseHead, Item, MailTemplate } from '../../../shared/case/case';
import { casePolicy } from '../../../shared/case/policy';
import { parseInstant } from '../../../shared/clock/instant';
import { letterHtml, letterText } from '../../../shared/desk/mail/letter';
import { type MailView, writeLetter } from '../../../shared/desk/mail/letters';
import { en, type Locale } from '../../../shared/desk/mail/locales/en';
import { localeFor, LOCALES } from '../../../shared/desk/mail/locales/locale-for';
import { caseHead, item } from '../../contract/support/desk-fixtures';

const TEMPLATES = Object.keys(en.about) as MailTemplate[];
const others = LOCALES.filter((locale) => locale !== en);
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();

/** Every text of a language by its place. */
const textsOf = (locale: Locale): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(locale).flatMap(([part, texts]) =>
      typeof texts === 'string'
        ? []
        : Object.entries(texts as Record<string, string>).map(([name, text]) => [`${part}.${name}`, text]),
    ),
  );

describe('the letters in every language', () => {
  it.each(others.map((locale) => [locale.language, locale] as const))(
    '%s has every text of English, none more, with the same placeholders',
    (_, locale) => {
      const [theirs, ours] = [textsOf(locale), textsOf(en)];
      expect([...theirs.keys()].toSorted()).toEqual([...ours.keys()].toSorted());
      for (const [place, text] of ours) {
        expect([place, placeholders(theirs.get(place)!)]).toEqual([place, placeholders(text)]);
        expect([place, theirs.get(place) === '']).toEqual([place, text === '']);
      }
    },
  );

  it.each(others.map((locale) => [locale.language, locale] as const))(
    '%s is not English left over',
    (_, locale) => {
      const same = [...textsOf(locale)].filter(
        ([place, text]) => text !== '' && textsOf(en).get(place) === text,
      );
      expect(same.map(([place]) => place)).toEqual(locale.language === 'de' ? ['sentences.itemStands'] : []);
    },
  );

  it.each(LOCALES.flatMap((locale) => TEMPLATES.map((template) => [locale.language, template] as const)))(
    '%s: %s is written whole',
    (language, template) => {
      const letter = writeLetter(template, view({ language }));
      expect(letter.language).toBe(language);
      expect(`${letter.subject}\n${letterText(letter)}`).not.toMatch(/\{\w+\}|undefined/);
      expect(letterHtml(letter)).toContain(`<html lang="${language}">`);
    },
  );

  it('are chosen by the reader, then by the site, by the main part of the tag', () => {
    expect(localeFor('de-AT').language).toBe('de');
    expect(localeFor('FR', 'de').language).toBe('fr');
    expect(localeFor('es', 'de').language).toBe('de');
    expect(localeFor(undefined, 'xx').language).toBe('en');
  });
});

const noon = parseInstant('2026-03-02T12:00:00Z')!;
const head: CaseHead = caseHead({
  policy: casePolicy({ timeZone: 'UTC', soloOperator: false }),
  warnings: ['TARGETS_LEFT_OUT', 'MIXED_CLAIMS'],
});
const decidedItem = (url: string, reason: string): Item => ({
  ...item(1),
  url,
  state: 'AMENDED',
  acknowledgedAt: noon,
  decision: {
    actions: ['remove_image', 'add_credit'],
    reasonCode: 'UPHELD_IMAGE',
    reason,
    decidedBy: { role: 'REV', id: 'rita' },
    decidedAt: noon,
    version: 2,
  },
});
const view = (more: Partial<MailView> = {}): MailView => ({
  head,
  items: [decidedItem('https://news.demo.example/a', 'Because.')],
  site: { name: 'Demo News', designatedAgent: { name: 'Agent', email: 'agent@demo.example' } },
  isOurs: () => true,
  statusUrl: 'https://desk.example/follow/x',
  data: {
    missing: ['SIG', 'NOT_OURS'],
    into: 'CD-7K3MX-2QZ9A',
    restoreAt: noon,
    receivedAt: noon,
    note: 'A.',
    reason: 'B.',
  },
  ...more,
});

/** Tags, attributes and text as a reader's mail program sees them. */
function parsed(html: string) {
  const tags: string[] = [];
  const attributes: string[] = [];
  let text = '';
  const parser = new Parser({
    onopentag: (name, attribs) => {
      tags.push(name);
      attributes.push(...Object.keys(attribs));
    },
    ontext: (data) => (text += data),
  });
  parser.end(html);
  return { tags, attributes, text };
}

/** What breaks out of somewhere, and anything else; `{when}` would be filled in were it read as a placeholder. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '</p>',
        '<script>',
        '<img src=x onerror=alert(1)>',
        '-->',
        ']]>',
      ),
      fc.constantFrom(
        '{when}',
        '{caseId}',
        '&lt;',
        '&#60;',
        '\u2028',
        '\r\nBcc: x@y.z',
        '=',
        '`',
        '<a href="j:">',
      ),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('text from outside in a letter', () => {
  const OURS = new Set(['html', 'head', 'meta', 'title', 'body', 'p', 'ul', 'li', 'a', 'blockquote']);
  const OUR_ATTRIBUTES = new Set(['lang', 'charset', 'href', 'style']);

  it('is text and nothing else, whatever it holds, in every letter and language', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TEMPLATES),
        fc.constantFrom(...LOCALES),
        hostile,
        hostile,
        hostile,
        (template, { language }, url, reason, name) => {
          const plain = view({ language });
          const letter = writeLetter(template, {
            ...plain,
            site: { name, designatedAgent: { name, email: name } },
            items: [decidedItem(url, reason)],
            statusUrl: url,
            data: { ...plain.data, into: name, reason, note: reason },
          });
          const { tags, attributes, text } = parsed(letterHtml(letter));
          expect(tags.filter((tag) => !OURS.has(tag))).toEqual([]);
          expect(attributes.filter((attribute) => !OUR_ATTRIBUTES.has(attribute))).toEqual([]);
          // The same structure as that of a harmless letter: nothing ended early, nothing began.
          expect(tags).toEqual(parsed(letterHtml(writeLetter(template, plain))).tags);
          expect(letter.subject).not.toMatch(/[\r\n\u2028\u2029]/);
          const quotes = letter.blocks.flatMap((block) => (block.kind === 'quote' ? [block.text] : []));
          expect(quotes.filter((quote) => !text.includes(quote))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
