import { BOILERPLATE, QUOTED } from '../article/prepare-text';
import type { EqualRun } from './equal-runs';
import type { Match } from './match';

/**
 * The score of two texts: words that stand in long equal runs, more if they are much of the shorter text, plus a
 * little for a common vocabulary, which ranks rewrites below the point where runs are left.
 *
 *   score = w * (w / shorter)^0.3 + 10 * containment,  w = sum over runs of words * (1 - exp(-(length / 12)^3))
 *
 * Three equal words in a row are chance, eight an idiom, twelve hardly; a quoted word counts half, boilerplate
 * nothing. Tuned on the Clough-Stevenson and the natural news pairs (`npm run evaluate`). Finite, 0 where no three
 * words in a row are equal, comparable across pairs.
 */
const RUN_SCALE_WORDS = 12;
const RUN_STEEPNESS = 3;
const QUOTED_WEIGHT = 0.5;
const SHARE_EXPONENT = 0.3;
const VOCABULARY_WEIGHT = 10;

export interface Evidence {
  readonly equalRuns: readonly EqualRun[];
  /** Flags of each word of the article. */
  readonly flags: Uint8Array;
  /** Words of the shorter text, boilerplate apart. */
  readonly shorterWords: number;
  /** Share of the smaller vocabulary that is common to both texts, 0..1. */
  readonly containment: number;
}

export function scoreOf({ equalRuns, flags, shorterWords, containment }: Evidence): number {
  if (equalRuns.length === 0) return 0;
  const counted = new Uint8Array(flags.length);
  let weighed = 0;
  for (const { article, length } of equalRuns.toSorted((x, y) => y.length - x.length)) {
    let words = 0;
    for (let a = article; a < article + length; a++) {
      if (counted[a] === 1 || (flags[a]! & BOILERPLATE) !== 0) continue;
      counted[a] = 1;
      words += (flags[a]! & QUOTED) === 0 ? 1 : QUOTED_WEIGHT;
    }
    weighed += words * (1 - Math.exp(-((length / RUN_SCALE_WORDS) ** RUN_STEEPNESS)));
  }
  const share = Math.min(1, weighed / Math.max(1, shorterWords));
  return weighed * share ** SHARE_EXPONENT + VOCABULARY_WEIGHT * containment;
}

/** For sorting: the higher score first, and of equal ones the original of which more stands in the article. */
export const mostCopiedFirst = (
  x: Pick<Match, 'score' | 'originalCoverage'>,
  y: Pick<Match, 'score' | 'originalCoverage'>,
): number => y.score - x.score || y.originalCoverage - x.originalCoverage;
