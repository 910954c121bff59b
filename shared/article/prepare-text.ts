import type { Facts, Span } from '../match/match';
import { boilerplateFrom } from './boilerplate';
import { creditsOf } from './credits';
import type { PageFacts } from './page-facts';
import { paragraphsOf } from './paragraphs';
import { quotationsOf } from './quotations';
import { splitWords, type Words } from './words';

/** An article as the engine reads it. Offsets are UTF-16 code units of `text`. */
export interface PreparedArticle {
  /** The stored text: as submitted, or extracted from HTML. */
  readonly text: string;
  readonly words: Words;
  /** One byte a word: QUOTED, BOILERPLATE, or neither. */
  readonly flags: Uint8Array;
  readonly facts: Facts;
  /** What the page says of itself; only for HTML. */
  readonly page?: PageFacts;
}

export const QUOTED = 1;
export const BOILERPLATE = 2;

/** Shorter ones are titles, nicknames and scare quotes, not somebody's speech. */
const MIN_QUOTATION_WORDS = 4;

/** Prepares a text that is extracted already: the console does so too, and needs no HTML parser for it. */
export function prepareText(text: string): PreparedArticle {
  const { words, mixedScript } = splitWords(text);
  const paragraphs = paragraphsOf(text);
  const flags = new Uint8Array(words.count);
  const quotedWords = flagQuotations(words, flags, quotationsOf(text, paragraphs));
  const tail = boilerplateFrom(text, paragraphs);
  if (tail !== null) for (let i = firstWordFrom(words, tail); i < words.count; i++) flags[i]! |= BOILERPLATE;
  return {
    text,
    words,
    flags,
    facts: {
      words: words.count,
      quotedWords,
      credits: creditsOf(text, paragraphs),
      mixedScript,
      boilerplateFrom: tail,
    },
  };
}

/** Index of the first word that starts at or behind `offset`; `words.count` if none does. */
function firstWordFrom(words: Words, offset: number): number {
  let low = 0;
  let high = words.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words.starts[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function flagQuotations(words: Words, flags: Uint8Array, quotations: readonly Span[]): number {
  let quoted = 0;
  for (const [start, end] of quotations) {
    const first = firstWordFrom(words, start);
    const behind = firstWordFrom(words, end);
    if (behind - first < MIN_QUOTATION_WORDS) continue;
    flags.fill(QUOTED, first, behind);
    quoted += behind - first;
  }
  return quoted;
}
