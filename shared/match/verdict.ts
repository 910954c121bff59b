import type { Verdict } from './match';

/** The one table of thresholds; words after normalisation, shares 0..1. */
const THRESHOLDS = {
  /** Below this many own and quoted words together a match is only the frame of a page. */
  matchedWords: 20,
  /** Share of the matched words, boilerplate apart, that stand inside quotation marks. */
  quotationShare: 0.8,
  /** Share of the shorter text, boilerplate apart. */
  copyShare: 0.75,
  ownWords: 20,
} as const;

export interface MatchedWords {
  readonly ownWords: number;
  readonly quotedWords: number;
  /** Words of the shorter text that are no boilerplate. */
  readonly shorterWords: number;
}

/** The verdict on two texts of which something aligned. The order is part of the definition. */
export function judge({ ownWords, quotedWords, shorterWords }: MatchedWords): Verdict {
  const matched = ownWords + quotedWords;
  if (matched < THRESHOLDS.matchedWords) return 'boilerplate';
  if (quotedWords >= THRESHOLDS.quotationShare * matched) return 'quotation';
  if (matched >= THRESHOLDS.copyShare * shorterWords) return 'copy';
  if (ownWords >= THRESHOLDS.ownWords) return 'partial';
  return 'original';
}
