import * as fc from '../../fast-check';
import { prepare } from '../../../shared/article/prepare';
import type { PreparedArticle } from '../../../shared/article/prepare-text';
import { splitWords } from '../../../shared/article/words';
import { align } from '../../../shared/match/align';
import { equalRuns } from '../../../shared/match/equal-runs';
import type { Span } from '../../../shared/match/match';

const word = fc.constantFrom(
  'a',
  'bb',
  'Сat',
  'd\u200bog',
  '“',
  '”',
  'été',
  '北京',
  '\n\n',
  '😀',
  '\ud800',
  'the',
  'ship',
  '&amp;',
  '<b>',
);
const wild = fc.array(word, { maxLength: 200 }).map((words) => words.join(' '));
const plain = (size: number, min: number, max: number) =>
  fc.array(
    fc.integer({ min: 0, max: size - 1 }).map((i) => `w${i}`),
    { minLength: min, maxLength: max },
  );

/** Places of passages that do not begin and end with words of their text. */
const misplaced = (article: PreparedArticle, original: PreparedArticle): readonly Span[] =>
  align(article, original).passages.flatMap((passage) =>
    (
      [
        [passage.article, article],
        [passage.original, original],
      ] as const
    ).flatMap(([span, { text, words }]) => {
      const [start, end] = span;
      const inside = start < end && end <= text.length;
      return inside && words.starts.includes(start) && words.ends.includes(end) ? [] : [span];
    }),
  );

describe('align', () => {
  it('re-slices: passages are inside both texts and begin and end with words', () => {
    fc.assert(
      fc.property(wild, wild, wild, (shared, x, y) => {
        const [article, original] = [
          prepare({ text: `${x} ${shared}` }),
          prepare({ text: `${shared} ${y}` }),
        ];
        expect(misplaced(article, original)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('re-slices the text that was extracted from a page, too', () => {
    fc.assert(
      fc.property(plain(400, 20, 60), wild, (run, x) => {
        const shared = run.join(' ');
        const article = prepare({ html: `<article><p>${x}</p><p>${shared}</p><p>${x}</p></article>` });
        const original = prepare({ text: shared });
        expect(misplaced(article, original)).toEqual([]);
        const shown = align(article, original).passages.map(({ article: span }) =>
          article.text.slice(...span),
        );
        expect(shown).toContain(shared);
      }),
      { numRuns: 60 },
    );
  });

  it('gives finite numbers within their bounds for any two texts', () => {
    fc.assert(
      fc.property(fc.oneof(wild, fc.string({ unit: 'binary' })), wild, (x, y) => {
        const match = align(prepare({ text: x }), prepare({ text: y }));
        expect(Number.isFinite(match.score)).toBe(true);
        expect(match.score).toBeGreaterThanOrEqual(0);
        for (const share of [match.articleCoverage, match.originalCoverage]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        expect(match.ownWords + match.quotedWords + match.boilerplateWords).toBeLessThanOrEqual(
          splitWords(x).words.count,
        );
      }),
    );
  });

  it('finds every run of 20 equal words as a passage that covers it', () => {
    fc.assert(
      fc.property(
        plain(400, 20, 60),
        plain(400, 0, 80),
        plain(400, 0, 80),
        plain(400, 0, 80),
        (run, before, left, right) => {
          const original = [...before, ...run].join(' ');
          const article = [...left, ...run, ...right].join(' ');
          const from = left.length === 0 ? 0 : left.join(' ').length + 1;
          const { passages } = align(prepare({ text: article }), prepare({ text: original }));
          const covered = passages.some(
            ({ article: [start, end] }) => start <= from && end >= from + run.join(' ').length,
          );
          expect(covered).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  // The ferry story and its copy: 432 words of an original of 425, and a caption's passage that overlapped another.
  it('overlaps no passages of a copy in order, and counts no word of the original twice', () => {
    const paragraph = fc.record({
      words: fc.integer({ min: 20, max: 60 }),
      quoted: fc.boolean(),
      caption: fc.option(fc.record({ of: fc.nat(), from: fc.nat(), words: fc.integer({ min: 3, max: 8 }) })),
    });
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 2, maxLength: 8 }), (paragraphs) => {
        let count = 0;
        const original = paragraphs.map(({ words }) => Array.from({ length: words }, () => `word${count++}`));
        const article = paragraphs.flatMap(({ quoted, caption }, i) => {
          const text = original[i]!.join(' ');
          const body = quoted ? `“${text}”` : text;
          if (caption === null) return [body];
          const from = original[caption.of % original.length]!;
          const at = caption.from % (from.length - caption.words);
          return [body, from.slice(at, at + caption.words).join(' ')];
        });
        const match = align(
          prepare({ text: article.join('\n\n') }),
          prepare({ text: original.map((words) => words.join(' ')).join('\n\n') }),
        );
        expect(match.ownWords + match.quotedWords).toBe(count);
        for (const side of ['article', 'original'] as const) {
          const bounds = match.passages
            .map((passage) => passage[side])
            .sort(([x], [y]) => x - y)
            .flat();
          expect(bounds).toEqual(bounds.toSorted((x, y) => x - y));
        }
      }),
    );
  });
});

describe('equalRuns', () => {
  it('finds, where no phrase repeats often, just what brute force finds', () => {
    fc.assert(
      fc.property(plain(30, 0, 40), plain(30, 0, 40), (x, y) => {
        const found = equalRuns(splitWords(x.join(' ')).words, splitWords(y.join(' ')).words);
        const expected = new Set<string>();
        for (let i = 0; i < x.length; i++)
          for (let j = 0; j < y.length; j++) {
            if (i > 0 && j > 0 && x[i - 1] === y[j - 1]) continue;
            let length = 0;
            while (i + length < x.length && j + length < y.length && x[i + length] === y[j + length])
              length++;
            if (length >= 3) expected.add(`${i} ${j} ${length}`);
          }
        const longest = Math.max(0, ...found.map(({ length }) => length));
        fc.pre(longest < 32);
        expect(
          new Set(found.map(({ article, original, length }) => `${article} ${original} ${length}`)),
        ).toEqual(expected);
        expect(found).toHaveLength(expected.size);
      }),
      { numRuns: 500 },
    );
  });
});
