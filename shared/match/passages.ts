import { BOILERPLATE, QUOTED, type PreparedArticle } from '../article/prepare-text';
import type { Passage, PassageKind } from './match';
import type { Region } from './regions';

/** A change of kind of fewer words does not cut a passage in two; they are counted apart all the same. */
const MIN_PIECE_WORDS = 16;

/** A passage before it is told in code units; bounds in words, end inclusive. */
export interface Piece {
  kind: number;
  /** First and last shared word in the article. */
  first: number;
  last: number;
  /** Least and greatest place of them in the original. */
  least: number;
  greatest: number;
  shared: number;
}

const kindName = (kind: number): PassageKind =>
  kind === BOILERPLATE ? 'boilerplate' : kind === QUOTED ? 'quotation' : 'own';

/**
 * A region in pieces: cut where its words change from own words to a quotation or to boilerplate for long.
 * @param places of each word of the article its place in the original, or -1. @param kinds of each of them.
 */
export function piecesOf(region: Region, places: Int32Array, kinds: Int32Array): Piece[] {
  const pieces: Piece[] = [];
  for (let a = region.articleStart; a < region.articleEnd; a++) {
    const place = places[a]!;
    if (place < region.originalStart || place >= region.originalEnd) continue;
    const kind = kinds[a]!;
    const before = pieces.at(-1);
    if (before?.kind === kind) {
      before.last = a;
      before.least = Math.min(before.least, place);
      before.greatest = Math.max(before.greatest, place);
      before.shared++;
    } else pieces.push({ kind, first: a, last: a, least: place, greatest: place, shared: 1 });
  }
  return joined(pieces);
}

export const passagesOf = (
  pieces: readonly Piece[],
  article: PreparedArticle,
  original: PreparedArticle,
): Passage[] =>
  pieces.map(({ kind, first, last, least, greatest }) => ({
    article: [article.words.starts[first]!, article.words.ends[last]!],
    original: [original.words.starts[least]!, original.words.ends[greatest]!],
    kind: kindName(kind),
  }));

/** Short pieces go to the piece before them (the first to the one behind); the kind of the most words wins. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  const words: Map<number, number>[] = [];
  for (const piece of pieces) {
    const before = result.at(-1);
    const tally = words.at(-1);
    if (
      before !== undefined &&
      tally !== undefined &&
      (before.kind === piece.kind || before.shared < MIN_PIECE_WORDS || piece.shared < MIN_PIECE_WORDS)
    ) {
      before.last = piece.last;
      before.least = Math.min(before.least, piece.least);
      before.greatest = Math.max(before.greatest, piece.greatest);
      before.shared += piece.shared;
      tally.set(piece.kind, (tally.get(piece.kind) ?? 0) + piece.shared);
      for (const [kind, count] of tally) if (count > (tally.get(before.kind) ?? 0)) before.kind = kind;
      continue;
    }
    result.push({ ...piece });
    words.push(new Map([[piece.kind, piece.shared]]));
  }
  return result;
}
