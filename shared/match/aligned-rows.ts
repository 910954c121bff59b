import type { PreparedArticle } from '../article/prepare-text';
import type { Words } from '../article/words';
import { equalRuns } from './equal-runs';
import type { Passage, Span } from './match';
import { placesOf } from './places';

/** A sentence of a passage and what stands in its place in the original; null if nothing of it does. */
export interface AlignedRow {
  readonly article: Span;
  readonly original: Span | null;
}

const SENTENCE_END = /[.!?…。！？]["'”’»)\]]*(?=\s)|\n\s*\n/;

const CLOSING_MARKS = /[.,;:!?…。！？"'”’»)\]]*/y;

/** Fewer equal words are no counterpart of a sentence, unless they are half of it: 'the', a name. */
const MIN_EQUAL_WORDS = 3;

/**
 * A passage sentence by sentence, for showing it side by side: beside each sentence the words of the original that
 * it holds, and those around them that stand in the same sentence there and beside no other.
 */
export function alignedRows(
  passage: Passage,
  article: PreparedArticle,
  original: PreparedArticle,
): AlignedRow[] {
  const [from, to] = wordsWithin(article.words, passage.article);
  const bounds = wordsWithin(original.words, passage.original);
  const places = placesWithin([from, to], bounds, article.words, original.words);
  const rows: { readonly first: number; readonly last: number; readonly found: Span | null }[] = [];
  const taken = new Uint8Array(original.words.count);
  for (let first = from, last = from; last < to; last++) {
    if (last + 1 < to && !endsSentence(article, last)) continue;
    const found = placesOfSentence(places.subarray(first, last + 1));
    if (found !== null) taken.fill(1, ...found);
    rows.push({ first, last, found });
    first = last + 1;
  }
  return rows.map(({ first, last, found }) => ({
    article: spanOf([first, last + 1], article),
    original: found && spanOf(widened(found, bounds, original, taken), original),
  }));
}

const endsSentence = ({ text, words }: PreparedArticle, word: number): boolean =>
  SENTENCE_END.test(text.slice(words.ends[word], words.starts[word + 1]));

/** From the first place of a sentence's words to behind the last; null if they are too few. */
function placesOfSentence(places: Int32Array): Span | null {
  const found = places.filter((place) => place >= 0);
  if (found.length < Math.min(MIN_EQUAL_WORDS, places.length / 2)) return null;
  return found.length === 0 ? null : [Math.min(...found), Math.max(...found) + 1];
}

/** Adds the free words on both sides that belong to the same sentence. */
function widened([start, end]: Span, bounds: Span, original: PreparedArticle, taken: Uint8Array): Span {
  let [first, behind] = [start, end];
  while (first > bounds[0] && taken[first - 1] === 0 && !endsSentence(original, first - 1)) first--;
  while (behind < bounds[1] && taken[behind] === 0 && !endsSentence(original, behind - 1)) behind++;
  return [first, behind];
}

/** With the marks that close a sentence, which stand behind its last word. */
const spanOf = ([first, behind]: Span, { text, words }: PreparedArticle): Span => [
  words.starts[first]!,
  withMarks(text, words.ends[behind - 1]!),
];

/** Past the punctuation right behind a word. */
function withMarks(text: string, end: number): number {
  CLOSING_MARKS.lastIndex = end;
  return end + (CLOSING_MARKS.exec(text)?.[0].length ?? 0);
}

/** The words that stand whole in a span: the first, and the one behind the last. */
export function wordsWithin({ starts, ends, count }: Words, [start, end]: Span): Span {
  let first = 0;
  while (first < count && starts[first]! < start) first++;
  let behind = first;
  while (behind < count && ends[behind]! <= end) behind++;
  return [first, behind];
}

/** Of each word of the article its place in the original, within the passage alone. */
function placesWithin(inArticle: Span, inOriginal: Span, article: Words, original: Words): Int32Array {
  const runs = equalRuns(article, original).flatMap((run) => {
    const skipped = Math.max(0, inArticle[0] - run.article, inOriginal[0] - run.original);
    const length = Math.min(run.length, inArticle[1] - run.article, inOriginal[1] - run.original) - skipped;
    return length > 0 ? [{ article: run.article + skipped, original: run.original + skipped, length }] : [];
  });
  return placesOf(runs, article.count, original.count);
}
