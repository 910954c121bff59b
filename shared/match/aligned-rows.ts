import type { PreparedArticle } from '../article/prepare';
import { equalRuns } from './equal-runs';
import type { Passage, Span } from './match';

/** A sentence of a passage and what stands in its place in the original; null if nothing of it does. */
export interface AlignedRow {
  readonly article: Span;
  readonly original: Span | null;
}

const SENTENCE_END = /[.!?…。！？]["'”’»)\]]*(?=\s)|\n\s*\n/;

const CLOSING_MARKS = /[.,;:!?…。！？"'”’»)\]]*/y;

/**
 * A passage sentence by sentence, for showing it side by side. Each word goes to its place in the longest equal run
 * it stands in within the passage; a sentence goes from the first of its words' places to the last.
 */
export function alignedRows(
  passage: Passage,
  article: PreparedArticle,
  original: PreparedArticle,
): AlignedRow[] {
  const places = placesWithin(passage, article, original);
  const { starts, ends } = article.words;
  const rows: AlignedRow[] = [];
  let first = -1;
  const { length } = places;
  for (let a = 0; a < length; a++) {
    if (starts[a]! < passage.article[0] || ends[a]! > passage.article[1]) continue;
    if (first < 0) first = a;
    const last = a + 1 === length || ends[a + 1]! > passage.article[1];
    if (!last && !SENTENCE_END.test(article.text.slice(ends[a], starts[a + 1]))) continue;
    let least = Infinity;
    let greatest = -1;
    for (let word = first; word <= a; word++) {
      const place = places[word]!;
      if (place < 0) continue;
      least = Math.min(least, place);
      greatest = Math.max(greatest, place);
    }
    // The marks after the last word belong to the sentence, unless the passage ends before.
    const tail = last ? passage.article[1] : sentenceEnd(article.text, ends[a]!, starts[a + 1]!);
    rows.push({
      article: [starts[first]!, tail],
      original:
        greatest < 0
          ? null
          : [original.words.starts[least]!, withMarks(original.text, original.words.ends[greatest]!)],
    });
    first = -1;
  }
  return rows;
}

function sentenceEnd(text: string, from: number, to: number): number {
  const match = SENTENCE_END.exec(text.slice(from, to));
  return match === null || match[0].trim() === '' ? from : from + match.index + match[0].length;
}

/** Past the punctuation right behind a word. */
function withMarks(text: string, end: number): number {
  CLOSING_MARKS.lastIndex = end;
  return end + (CLOSING_MARKS.exec(text)?.[0].length ?? 0);
}

/** Of each word of the article its place in the original, -1 outside the passage and for words without one. */
function placesWithin(passage: Passage, article: PreparedArticle, original: PreparedArticle): Int32Array {
  const places = new Int32Array(article.words.count).fill(-1);
  const inside = (words: PreparedArticle['words'], word: number, [start, end]: Span) =>
    words.starts[word]! >= start && words.ends[word]! <= end;
  for (const run of equalRuns(article.words, original.words).toSorted((x, y) => y.length - x.length))
    for (let i = 0; i < run.length; i++) {
      const [a, o] = [run.article + i, run.original + i];
      if (
        places[a] === -1 &&
        inside(article.words, a, passage.article) &&
        inside(original.words, o, passage.original)
      )
        places[a] = o;
    }
  return places;
}
