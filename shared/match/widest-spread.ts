import type { PreparedArticle } from '../article/prepare-text';
import type { Spread, StopList } from '../corpus/stop-list';
import { everyShingle, SHINGLE_WORDS } from '../fingerprint/shingles';
import type { Span } from './match';

/**
 * On how many pages of how many sites the boilerplate inside a span stands: of its stopped shingles the one on the
 * most pages. Undefined if none of them is stopped.
 */
export function widestSpread(
  { words }: PreparedArticle,
  [start, end]: Span,
  stopList: StopList,
): Spread | undefined {
  if (stopList.size === 0) return undefined;
  let widest: Spread | undefined;
  const { hashes } = everyShingle(words);
  for (let p = 0; p < hashes.length; p++) {
    const last = Math.min(p + SHINGLE_WORDS, words.count) - 1;
    if (words.starts[p]! < start || words.ends[last]! > end) continue;
    const spread = stopList.spreadOf(hashes[p]!);
    if (spread !== undefined && spread.pages > (widest?.pages ?? 0)) widest = spread;
  }
  return widest;
}
