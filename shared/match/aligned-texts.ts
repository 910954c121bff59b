import type { PreparedArticle } from '../article/prepare-text';
import { alignedRows } from './aligned-rows';
import { differingWords } from './differing-words';
import type { Passage, Span } from './match';

/** Some of a text that stands in no passage. */
export interface Alone {
  readonly kind: 'article' | 'original';
  readonly span: Span;
  /** Behind the first offset of the page's frame: left out of every count. */
  readonly frame: boolean;
}

/** One sentence of a passage and what faces it. */
export interface PassageRow {
  readonly article: Span;
  readonly original: Span | null;
  /** Words that the other side does not have. */
  readonly differs: { readonly article: readonly Span[]; readonly original: readonly Span[] };
}

export interface PassageBlock {
  readonly kind: 'passage';
  /** As the evidence counts its passages, from 0. */
  readonly index: number;
  readonly passage: Passage;
  /** It stands in the original before the passage that precedes it here. */
  readonly moved: boolean;
  readonly rows: readonly PassageRow[];
}

export type Block = Alone | PassageBlock;

/**
 * Two whole texts as one sequence: the article in its order, each passage facing its place in the original, and what
 * only one of them has where it stands there. Every word of both texts stands in one block.
 */
export function alignedTexts(
  article: PreparedArticle,
  original: PreparedArticle,
  passages: readonly Passage[],
): readonly Block[] {
  const inArticle = passages
    .map((passage, index) => ({ passage, index }))
    .toSorted((a, b) => a.passage.article[0] - b.passage.article[0]);
  const behind = gapsOfOriginal(original, passages);
  const blocks: Block[] = [...alone('original', original, behind.before)];
  let reached = 0;
  let last = -1;
  for (const { passage, index } of inArticle) {
    blocks.push(...alone('article', article, [reached, passage.article[0]]));
    blocks.push({
      kind: 'passage',
      index,
      passage,
      moved: passage.original[0] < last,
      rows: rowsOf(passage, article, original),
    });
    blocks.push(...alone('original', original, behind.after[index]!));
    reached = Math.max(reached, passage.article[1]);
    last = passage.original[0];
  }
  blocks.push(...alone('article', article, [reached, article.text.length]));
  return blocks;
}

const rowsOf = (passage: Passage, article: PreparedArticle, original: PreparedArticle) =>
  alignedRows(passage, article, original).map((row): PassageRow => ({
    article: withOpening(article.text, row.article),
    original: row.original && withOpening(original.text, row.original),
    differs: row.original
      ? differingWords(article.words, row.article, original.words, row.original)
      : { article: [], original: [] },
  }));

/** What of the original stands before its first passage, and behind each up to the next one there. */
function gapsOfOriginal({ text }: PreparedArticle, passages: readonly Passage[]) {
  const order = passages.map((_, index) => index);
  order.sort((a, b) => passages[a]!.original[0] - passages[b]!.original[0]);
  const after: Span[] = passages.map(() => [0, 0]);
  let reached = 0;
  const before: Span = [0, passages.length === 0 ? text.length : passages[order[0]!]!.original[0]];
  for (const [place, index] of order.entries()) {
    reached = Math.max(reached, passages[index]!.original[1]);
    const next = order[place + 1];
    after[index] = [reached, next === undefined ? text.length : passages[next]!.original[0]];
  }
  return { before, after };
}

/** Nothing where the span holds no word; the page's frame apart from the text before it. */
function alone(kind: Alone['kind'], { text, facts }: PreparedArticle, [start, end]: Span): readonly Alone[] {
  const frameFrom = facts.boilerplateFrom ?? text.length;
  const cut = Math.min(Math.max(start, frameFrom), Math.max(start, end));
  return (
    [
      { kind, span: trimmed(text, [start, cut]), frame: false },
      { kind, span: trimmed(text, [cut, end]), frame: true },
    ] as const
  ).filter(({ span }) => /[\p{L}\p{N}]/u.test(text.slice(...span)));
}

/** With the marks that open it: rows begin at their first word. */
function withOpening(text: string, [start, end]: Span): Span {
  let first = start;
  while (first > 0 && OPENING.test(text[first - 1]!)) first--;
  return [first, end];
}

const OPENING = /["'“‘«‹„‚([{]/;
/** What closes the sentence before stands there already. */
const CLOSING = /^[\s.,;:!?…。！？"'”’»›)\]}]+/;

function trimmed(text: string, [start, end]: Span): Span {
  const slice = text.slice(start, end);
  const first =
    start === 0 ? slice.length - slice.trimStart().length : (CLOSING.exec(slice)?.[0].length ?? 0);
  return [start + first, Math.max(start + first, end - slice.length + slice.trimEnd().length)];
}
