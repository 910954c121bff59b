import * as fc from '../../fast-check';
import { splitWords } from '../../../shared/article/words';
import { everyShingle, GUARANTEED_RUN_WORDS, winnow } from '../../../shared/fingerprint/shingles';

const wordsOf = (words: readonly string[]) => splitWords(words.join(' ')).words;
/** Few words, so that shingles repeat and ties happen; or many. */
const vocabulary = fc.constantFrom(2, 5, 400);
const wordsFrom = (size: number, min: number, max: number) =>
  fc.array(
    fc.integer({ min: 0, max: size - 1 }).map((i) => `w${i}`),
    { minLength: min, maxLength: max },
  );
const shareRun = vocabulary.chain((size) =>
  fc.record({
    run: wordsFrom(size, GUARANTEED_RUN_WORDS, 40),
    before: wordsFrom(size, 0, 60),
    behind: wordsFrom(size, 0, 60),
    left: wordsFrom(size, 0, 60),
    right: wordsFrom(size, 0, 60),
  }),
);

describe('winnowing', () => {
  it('shares a kept shingle of every run of 20 words that two texts share, wherever it stands', () => {
    fc.assert(
      fc.property(shareRun, ({ run, before, behind, left, right }) => {
        const original = winnow(wordsOf([...before, ...run, ...behind]));
        const article = wordsOf([...left, ...run, ...right]);
        const kept = new Set(original.hashes);
        expect(everyShingle(article).hashes.some((hash) => kept.has(hash))).toBe(true);
        expect(winnow(article).hashes.some((hash) => kept.has(hash))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps shingles of the text, in order, one at least in every window', () => {
    fc.assert(
      fc.property(
        vocabulary.chain((size) => wordsFrom(size, 1, 120)),
        (text) => {
          const every = everyShingle(wordsOf(text));
          const { hashes, positions } = winnow(wordsOf(text));
          positions.forEach((position, i) => expect(hashes[i]).toBe(every.hashes[position]));
          const gaps = [-1, ...positions, every.hashes.length].map(
            (position, i, all) => position - (all[i - 1] ?? -1),
          );
          expect(Math.max(...gaps)).toBeLessThanOrEqual(16);
          expect(gaps.slice(1, -1).every((gap) => gap > 0)).toBe(true);
        },
      ),
    );
  });

  it('gives equal shingles equal hashes and others different ones', () => {
    fc.assert(
      fc.property(wordsFrom(3, 5, 60), (text) => {
        const { hashes } = everyShingle(wordsOf(text));
        const known = new Map<string, number>();
        hashes.forEach((hash, i) => {
          const shingle = text.slice(i, i + 5).join(' ');
          expect(known.get(shingle) ?? hash).toBe(hash);
          known.set(shingle, hash);
        });
        expect(new Set(hashes).size).toBe(known.size);
      }),
    );
  });
});
