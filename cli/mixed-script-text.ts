import type { Facts } from '../shared/match/match';
import { plural } from './printable';

type Word = Facts['mixedScript'][number];

/** A text in disguise may have one in every line: so many are told one by one. */
const MOST = 6;

/** The words that mix scripts, a line each; of many the first ones and how many more there are. */
export function mixedScriptLines(words: readonly Word[], tell: (word: Word) => string): readonly string[] {
  const lines = words.slice(0, MOST).map((word) => `  One word mixes scripts: ${tell(word)}`);
  const more = words.length - MOST;
  return more > 0
    ? [...lines, `  ${plural(more, 'word')} more ${more === 1 ? 'does' : 'do'}; --json names each`]
    : lines;
}
