import type { Words } from '../article/words';
import type { Span } from './match';
import { wordsWithin } from './aligned-rows';

/** Longer rows are shown without telling their words apart: the table below grows with the product of both. */
const MAX_CELLS = 250_000;

/**
 * The words of two facing spans that the other one does not have in the same order, as spans of their texts: what was
 * changed, added or left out. Neighbours are one span. Empty for spans too long to compare.
 */
export function differingWords(
  article: Words,
  inArticle: Span,
  original: Words,
  inOriginal: Span,
): { readonly article: readonly Span[]; readonly original: readonly Span[] } {
  const [a, aEnd] = wordsWithin(article, inArticle);
  const [o, oEnd] = wordsWithin(original, inOriginal);
  const [rows, columns] = [aEnd - a, oEnd - o];
  if (rows * columns > MAX_CELLS) return { article: [], original: [] };
  // Longest common subsequence: length[i][j] of the words from i and from j on.
  const width = columns + 1;
  const length = new Uint16Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i--)
    for (let j = columns - 1; j >= 0; j--)
      length[i * width + j] =
        article.hashes[a + i] === original.hashes[o + j]
          ? length[(i + 1) * width + j + 1]! + 1
          : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!);
  const differing = { article: [] as Span[], original: [] as Span[] };
  let [i, j] = [0, 0];
  const keepApart = { article: true, original: true };
  const note = (side: 'article' | 'original', words: Words, word: number) => {
    const spans = differing[side];
    const last = spans.at(-1);
    const end = words.ends[word]!;
    if (last && !keepApart[side]) spans[spans.length - 1] = [last[0], end];
    else spans.push([words.starts[word]!, end]);
    keepApart[side] = false;
  };
  while (i < rows || j < columns) {
    if (i < rows && j < columns && article.hashes[a + i] === original.hashes[o + j]) {
      i++;
      j++;
      keepApart.article = true;
      keepApart.original = true;
    } else if (j >= columns || (i < rows && length[(i + 1) * width + j]! >= length[i * width + j + 1]!))
      note('article', article, a + i++);
    else note('original', original, o + j++);
  }
  return differing;
}
