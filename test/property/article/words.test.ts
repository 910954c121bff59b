import * as fc from '../../fast-check';
import { splitWords, wordHash } from '../../../shared/article/words';

/** Text of all kinds: any UTF-16 at all, and mixtures that meet every branch. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        'Сat',
        'e\u0301',
        '&eacute;',
        '<p class="x">',
        '&',
        '<',
        '北',
        'ก็',
        '\u200b',
        '\ufeff',
        ' ',
        'ﬃ',
        'ﷺ',
        '½',
        '𝐁',
        'İ',
        'ß',
        'ΣΑΣ',
        'ς',
        '\ud83d',
        '\n',
        '“',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);

describe('splitWords', () => {
  it('puts words in order, each at a place of its own or that of its sign, inside the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { words } = splitWords(text);
        for (let i = 0; i < words.count; i++) {
          expect(words.starts[i]).toBeLessThan(words.ends[i]!);
          expect(words.ends[i]).toBeLessThanOrEqual(text.length);
          const shared = i > 0 && words.starts[i]! < words.ends[i - 1]!;
          expect(words.starts[i]).toBeGreaterThanOrEqual((shared ? words.starts : words.ends)[i - 1] ?? 0);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('shows words of letters, digits and marks only, lower-case, with the hash it gives', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const seen: string[] = [];
        const { words } = splitWords(text, (word) => seen.push(word));
        expect(seen).toHaveLength(words.count);
        seen.forEach((word, i) => {
          expect(word).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*$/u);
          expect(words.hashes[i]).toBe(wordHash(word));
        });
      }),
      { numRuns: 500 },
    );
  });

  it('splits its own words again into themselves', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once: string[] = [];
        splitWords(text, (word) => once.push(word));
        // Folding looks at capitals, which are gone the second time.
        fc.pre(!once.some((word) => /\p{sc=Latin}/u.test(word) && /[\p{sc=Grek}\p{sc=Cyrl}]/u.test(word)));
        const twice: string[] = [];
        splitWords(once.join(' '), (word) => twice.push(word));
        expect(twice).toEqual(once);
      }),
      // Half-width and compatibility jamo, which join what stands before only once they are normalised.
      { numRuns: 500, examples: [['야\uffa3'], ['\u3131\u314f'], ['\uffa1\uffc2']] },
    );
  });

  it('does not care for signs that cannot be seen', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'Z', 'é', 'ж', ' ', '7'), maxLength: 40 });
    fc.assert(
      fc.property(
        letters,
        fc.constantFrom('\u200b', '\u00ad', '\u2060', '\ufeff', '\u202e', '\ufe0f'),
        (text, sign) => {
          const hidden = Array.from(text).join(sign);
          expect([...splitWords(hidden).words.hashes]).toEqual([...splitWords(text).words.hashes]);
        },
      ),
    );
  });
});
