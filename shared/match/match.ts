import type { CaseId } from '../ids';

/** What the engine says of an article and an original. Facts only: never a finding of infringement. */
export type Verdict = 'copy' | 'partial' | 'quotation' | 'boilerplate' | 'original';

export type PassageKind = 'own' | 'quotation' | 'boilerplate';

/** [start, end) in UTF-16 code units of the stored text. */
export type Span = readonly [start: number, end: number];

export interface Passage {
  readonly article: Span;
  readonly original: Span;
  readonly kind: PassageKind;
}

export interface Match {
  readonly originalId: string;
  readonly verdict: Verdict;
  /** Finite, higher = more copied, comparable across pairs, computed also below the thresholds of the verdicts. */
  readonly score: number;
  /** Share of the article's (original's) words that stand in passages, 0..1. */
  readonly articleCoverage: number;
  readonly originalCoverage: number;
  readonly ownWords: number;
  readonly quotedWords: number;
  readonly boilerplateWords: number;
  readonly longestRunWords: number;
  readonly passages: readonly Passage[];
  /** Passages that people excluded when they decided other cases; their words are counted as boilerplate. */
  readonly excludedBy?: readonly ExcludedBy[];
}

export interface ExcludedBy {
  readonly caseId: CaseId;
  readonly item: number;
  /** Its number in that item's evidence, from 1. */
  readonly passage: number;
}

/** What one text shows by itself. Offsets are UTF-16 code units of the stored text. */
export interface Facts {
  readonly words: number;
  readonly quotedWords: number;
  readonly credits: readonly { readonly text: string; readonly start: number; readonly end: number }[];
  /** `codePoints` are the look-alikes, e.g. `U+0421`. */
  readonly mixedScript: readonly {
    readonly start: number;
    readonly end: number;
    readonly codePoints: readonly string[];
  }[];
  readonly boilerplateFrom: number | null;
}
