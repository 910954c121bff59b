import { BOILERPLATE, type PreparedArticle } from '../article/prepare-text';
import { everyShingle, SHINGLE_WORDS, WINDOW_SHINGLES } from '../fingerprint/shingles';

/**
 * A text's flags with its stopped shingles marked as boilerplate. The list holds winnowed shingles, at least one of
 * every window, so words between two stopped ones at most a window apart belong to the same boilerplate.
 */
export function flagsWithStopped(
  { words, flags }: Pick<PreparedArticle, 'words' | 'flags'>,
  stopped: (hash: number) => boolean,
): Uint8Array {
  const marked = flags.slice();
  const { hashes } = everyShingle(words);
  let markedTo = -Infinity;
  for (let p = 0; p < hashes.length; p++) {
    if (!stopped(hashes[p]!)) continue;
    const from = p - markedTo <= WINDOW_SHINGLES - SHINGLE_WORDS ? Math.min(p, markedTo) : p;
    markedTo = Math.min(p + SHINGLE_WORDS, words.count);
    for (let i = from; i < markedTo; i++) marked[i]! |= BOILERPLATE;
  }
  return marked;
}

/** How many words of a text are its own: in no quotation, no boilerplate of its page, and nothing that is stopped. */
export const ownWordsOf = (
  article: Pick<PreparedArticle, 'words' | 'flags'>,
  stopped: (hash: number) => boolean,
): number => flagsWithStopped(article, stopped).reduce((own, flag) => (flag === 0 ? own + 1 : own), 0);
