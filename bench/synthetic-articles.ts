import { randomFrom } from '../cli/evaluate-copies';
import type { Words } from '../shared/article/words';

/**
 * Articles of 800 words, some 5 KB, as the engine sees them after normalisation: hashes of words drawn by Zipf's law
 * from 50,000. Each article has a generator of its own with 128 bits of state, so any of them can be made again.
 */
export const ARTICLE_WORDS = 800;
const VOCABULARY = 50_000;

const vocabulary = (() => {
  const random = randomFrom(1);
  return Uint32Array.from({ length: VOCABULARY }, () => random() * 2 ** 32);
})();
const LOG_VOCABULARY = Math.log(VOCABULARY);
const NONE = new Uint32Array(0);

const wordsOf = (hashes: Uint32Array): Words => ({
  count: hashes.length,
  hashes,
  stems: NONE,
  starts: NONE,
  ends: NONE,
});

/** @param number of the article, below 2^31; the same number gives the same words. */
export function syntheticArticle(number: number): Words {
  const random = randomFrom(number + 2);
  const hashes = new Uint32Array(ARTICLE_WORDS);
  // Rank by Zipf's law: the logarithm of the rank is uniform.
  for (let i = 0; i < ARTICLE_WORDS; i++)
    hashes[i] = vocabulary[Math.floor(Math.exp(random() * LOG_VOCABULARY)) - 1]!;
  return wordsOf(hashes);
}

/** An article with `copied` words of another one in its middle. */
export function partialCopy(article: Words, original: Words, copied: number): Words {
  const hashes = article.hashes.slice();
  const at = (ARTICLE_WORDS - copied) >>> 1;
  hashes.set(original.hashes.subarray(at, at + copied), at);
  return wordsOf(hashes);
}
