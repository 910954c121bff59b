import { redact, REDACTED } from '../../shared/transparency/redact';
import * as fc from '../fast-check';

const names = ['Jörg Müller-Lüders', 'Jane Roe', '山田太郎'];
const matter = ['https://news.example/a/1234567', 'https://gazette.example/078-05-1120'];
const known = { names, matter, organisations: ['Harbour Gazette'] };

const SECRETS = [
  'rights [at] gazette.example',
  'jane.roe@gazette.example',
  '030/418207',
  '+44 20 7946 0123',
  'DE89 3704 0044 0532 0130 00',
  '078-05-1120',
  '14 Quay Street',
  'Hafenstraße 12a',
  'Joerg Mueller-Lueders',
  'JANE ROE',
];
const PROSE = [
  'the harbour reopened',
  'our article of 2026-03-02',
  '512(c)(3)(A)',
  'Harbour Gazette',
  'über',
  '😀',
];
/** What patterns begin with, and what keeps them from an end. */
const NASTY = [
  'a',
  'A-',
  '1',
  '1 ',
  ' ',
  '.',
  'a.',
  '@',
  '[at]',
  '+',
  '(',
  '***',
  'Ab ',
  'https://',
  ')',
  'Via ',
  'é',
  '\n',
].concat('Name:', 'Address:\n', 'Jane ', 'J. ', 'U\u0308', 'DE89', 'Straße');

const text = fc
  .array(fc.constantFrom(...PROSE, ...SECRETS, ...matter, ...NASTY), { maxLength: 40 })
  .map((parts) => parts.join(' '));

describe('redaction', () => {
  it('maps each place once, in order, so that the text left follows from the text given', () => {
    fc.assert(
      fc.property(text, (given) => {
        const { text: left, redactions } = redact(given, known);
        let made = '';
        let done = 0;
        for (const { start, end, at } of redactions) {
          expect(start).toBeGreaterThanOrEqual(done);
          expect(end).toBeGreaterThan(start);
          made += given.slice(done, start);
          expect(at).toBe(made.length);
          made += REDACTED;
          done = end;
        }
        expect(made + given.slice(done)).toBe(left);
      }),
    );
  });

  it('leaves no secret standing in prose, and each address of the matter whole', () => {
    const between = fc.constantFrom('. ', ', \n', ' (', '; ');
    const prose = fc.constantFrom(...PROSE);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(prose, between, fc.constantFrom(...SECRETS, ...matter), between), {
          maxLength: 12,
        }),
        (parts) => {
          const { text: left } = redact(parts.flat().join(''), known);
          for (const secret of SECRETS) expect(withoutMatter(left)).not.toContain(secret);
          for (const url of matter)
            expect(left.split(url)).toHaveLength(parts.filter(([, , said]) => said === url).length + 1);
        },
      ),
    );
  });

  // A step that takes quadratic time holds the whole run up here.
  it('comes to an end with long runs of what patterns begin with', () => {
    const unit = fc
      .array(fc.constantFrom(...NASTY), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(unit, fc.constantFrom('', '@', '!', 'Straße 1'), (run, last) => {
        const given = run.repeat(Math.ceil(60_000 / run.length)) + last;
        expect(redact(given, known).text.length).toBeGreaterThan(0);
      }),
      { numRuns: 25 },
    );
  });
});

const withoutMatter = (left: string): string => matter.reduce((rest, url) => rest.replaceAll(url, ''), left);
