import { splitWords } from '../../../shared/article/words';
import {
  ALGORITHM,
  everyShingle,
  SHINGLE_WORDS,
  winnow,
  WINDOW_SHINGLES,
} from '../../../shared/fingerprint/shingles';

const wordsOf = (text: string) => splitWords(text).words;
const numbered = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(' ');

describe('fingerprints', () => {
  // Golden: stored corpora hold these. A change of any of them is a new algorithm id, beside the old one.
  it('are what they always were', () => {
    expect(ALGORITHM).toBe('winnow-5-16-poly2x32-1/nfkc-fold13-1');
    const every = everyShingle(wordsOf('The quick brown fox jumps over the lazy dog'));
    expect([...every.hashes]).toEqual(GOLDEN_EVERY);
    const kept = winnow(wordsOf(numbered(60)));
    expect({ hashes: [...kept.hashes], positions: [...kept.positions] }).toEqual(GOLDEN_KEPT);
  });

  it('hold integers below 2^48, spread over all of that', () => {
    const { hashes } = winnow(wordsOf(numbered(20_000)));
    const eighths = new Set(Array.from(hashes, (hash) => Math.floor(hash / 2 ** 45)));
    expect(hashes.every((hash) => Number.isInteger(hash) && hash >= 0 && hash < 2 ** 48)).toBe(true);
    expect(eighths.size).toBe(8);
    // Winnowing keeps least values: without remixing nearly all would stand in the lowest eighth.
    const lowest = hashes.filter((hash) => hash < 2 ** 45).length;
    expect(lowest / hashes.length).toBeLessThan(0.2);
  });

  it('keep two of every seventeen shingles or so', () => {
    const { hashes } = winnow(wordsOf(numbered(20_000)));
    expect(hashes.length / 20_000).toBeCloseTo(2 / (WINDOW_SHINGLES + 1), 2);
  });

  it('of a text shorter than a shingle are one, of what there is', () => {
    for (const text of ['one', 'one two', 'one two three four']) {
      expect(winnow(wordsOf(text)).hashes).toEqual(everyShingle(wordsOf(text)).hashes);
      expect(winnow(wordsOf(text)).hashes).toHaveLength(1);
    }
    const all = ['one', 'one two', 'one two three', 'one two three four'].map(
      (text) => winnow(wordsOf(text)).hashes[0],
    );
    expect(new Set(all).size).toBe(4);
  });

  it('of a text shorter than a window are its least shingle', () => {
    const { hashes } = winnow(wordsOf(numbered(SHINGLE_WORDS + 3)));
    expect(hashes).toHaveLength(1);
    expect([...everyShingle(wordsOf(numbered(SHINGLE_WORDS + 3))).hashes]).toContain(hashes[0]);
  });

  it('of no words are empty', () => {
    expect(winnow(wordsOf(' — ')).hashes).toHaveLength(0);
    expect(everyShingle(wordsOf('')).hashes).toHaveLength(0);
  });

  it('of a text that repeats one word stay sparse', () => {
    expect(winnow(wordsOf('the '.repeat(16_000))).hashes.length).toBeLessThan(1_100);
  });
});

const GOLDEN_EVERY = [239808872823212, 126223821343050, 54209530357098, 52233711162971, 71958061300840];
const GOLDEN_KEPT = {
  hashes: [
    72597503351291, 45174676935574, 247221626668392, 17553896910370, 182575745599536, 10945222878071,
    96238059893932,
  ],
  positions: [3, 9, 18, 33, 44, 51, 52],
};
