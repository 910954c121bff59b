import { BOILERPLATE, QUOTED, type PreparedArticle } from '../article/prepare';
import { everyShingle, SHINGLE_WORDS, WINDOW_SHINGLES } from '../fingerprint/shingles';
import { equalBlocks } from './blocks';
import { cluster, type Cluster } from './clusters';
import type { Match, Passage, PassageKind } from './match';
import { judge } from './verdict';

/** A match without the name of its original, which alignment does not know. */
export type Alignment = Omit<Match, 'originalId'>;

/** A passage of fewer equal words is chance: set phrases, names with titles. */
const MIN_PASSAGE_WORDS = 12;
/** A change of kind shorter than this does not cut a passage in two; its words are counted apart all the same. */
const MIN_PIECE_WORDS = 4;

const NOTHING: Alignment = {
  verdict: 'original',
  score: 0,
  articleCoverage: 0,
  originalCoverage: 0,
  ownWords: 0,
  quotedWords: 0,
  boilerplateWords: 0,
  longestRunWords: 0,
  passages: [],
};

/**
 * Aligns two texts: where the article's words stand in the original, in passages, each own words, a quotation
 * or boilerplate. Quotation marks are the article's; boilerplate is what either text's frame or `stopped`
 * (a stop list of shingle hashes) says.
 */
export function align(
  article: PreparedArticle,
  original: PreparedArticle,
  stopped?: (hash: number) => boolean,
): Alignment {
  const blocks = equalBlocks(article.words, original.words);
  if (blocks.length === 0) return NOTHING;
  const clusters = cluster(blocks);
  const kept = distinct(
    clusters.filter((c) => c.weight >= MIN_PASSAGE_WORDS),
    article.words.count,
  );
  const articleFlags = stopped === undefined ? article.flags : withStopped(article, stopped);
  const originalFlags = stopped === undefined ? original.flags : withStopped(original, stopped);
  const kinds = new Uint8Array(article.words.count);
  const places = new Int32Array(article.words.count).fill(-1);
  for (const c of kept) {
    for (const block of c.blocks) {
      for (let i = 0; i < block.length; i++) {
        const a = block.article + i;
        if (places[a] !== -1) continue;
        places[a] = block.original + i;
        const flags = articleFlags[a]!;
        const frame = (flags | originalFlags[block.original + i]!) & BOILERPLATE;
        kinds[a] = frame ? BOILERPLATE : flags & QUOTED;
      }
    }
  }

  let own = 0;
  let quoted = 0;
  let boilerplate = 0;
  for (let a = 0; a < places.length; a++) {
    if (places[a] === -1) continue;
    if (kinds[a] === BOILERPLATE) boilerplate++;
    else if (kinds[a] === QUOTED) quoted++;
    else own++;
  }
  const passages = kept.flatMap((c) => piecesOf(c, article, original, places, kinds));
  const longestRunWords = blocks.reduce((longest, block) => Math.max(longest, block.length), 0);
  const shorterWords = Math.min(bodyWords(articleFlags), bodyWords(originalFlags));
  return {
    verdict: kept.length === 0 ? 'original' : judge({ ownWords: own, quotedWords: quoted, shorterWords }),
    score: scoreOf(clusters, own, quoted, boilerplate),
    articleCoverage: share(
      kept.map((c) => [c.articleStart, c.articleEnd]),
      article.words.count,
    ),
    originalCoverage: share(
      kept.map((c) => [c.originalStart, c.originalEnd]),
      original.words.count,
    ),
    ownWords: own,
    quotedWords: quoted,
    boilerplateWords: boilerplate,
    longestRunWords,
    passages,
  };
}

function scoreOf(clusters: readonly Cluster[], own: number, quoted: number, boilerplate: number): number {
  const best = clusters.reduce((most, c) => Math.max(most, c.weight), 0);
  return own + 0.5 * quoted + 0.1 * boilerplate + 0.01 * best;
}

/** The heaviest clusters whose words in the article are not mostly explained by heavier ones; by place. */
function distinct(clusters: readonly Cluster[], words: number): Cluster[] {
  const explained = new Uint8Array(words);
  return [...clusters]
    .sort((x, y) => y.weight - x.weight)
    .filter((c) => {
      let fresh = 0;
      for (const block of c.blocks)
        for (let a = block.article; a < block.article + block.length; a++) if (!explained[a]) fresh++;
      if (fresh < MIN_PASSAGE_WORDS) return false;
      explained.fill(1, c.articleStart, c.articleEnd);
      return true;
    })
    .sort((x, y) => x.articleStart - y.articleStart);
}

/**
 * A text's flags with its stopped shingles marked as boilerplate. The stop list holds winnowed shingles, at least
 * one of every window, so words between two stopped ones at most a window apart belong to the same boilerplate.
 */
function withStopped({ words, flags }: PreparedArticle, stopped: (hash: number) => boolean): Uint8Array {
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

const kindName = (kind: number): PassageKind =>
  kind === BOILERPLATE ? 'boilerplate' : kind === QUOTED ? 'quotation' : 'own';

/** A cluster's passage, cut where its kind changes. */
function piecesOf(
  c: Cluster,
  article: PreparedArticle,
  original: PreparedArticle,
  places: Int32Array,
  kinds: Uint8Array,
): Passage[] {
  interface Piece {
    kind: number;
    first: number;
    last: number;
    from: number;
    to: number;
    words: number;
  }
  const pieces: Piece[] = [];
  for (let a = c.articleStart; a < c.articleEnd; a++) {
    const place = places[a]!;
    if (place < c.originalStart || place >= c.originalEnd) continue;
    const piece = pieces.at(-1);
    if (piece !== undefined && piece.kind === kinds[a]) {
      piece.last = a;
      piece.from = Math.min(piece.from, place);
      piece.to = Math.max(piece.to, place);
      piece.words++;
    } else pieces.push({ kind: kinds[a]!, first: a, last: a, from: place, to: place, words: 1 });
  }
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const before = joined.at(-1);
    if (
      before === undefined ||
      (before.kind !== piece.kind && piece.words >= MIN_PIECE_WORDS && before.words >= MIN_PIECE_WORDS)
    ) {
      joined.push(piece);
      continue;
    }
    if (piece.words > before.words) before.kind = piece.kind;
    before.last = piece.last;
    before.from = Math.min(before.from, piece.from);
    before.to = Math.max(before.to, piece.to);
    before.words += piece.words;
  }
  return joined.map(({ kind, first, last, from, to }) => ({
    article: [article.words.starts[first]!, article.words.ends[last]!],
    original: [original.words.starts[from]!, original.words.ends[to]!],
    kind: kindName(kind),
  }));
}

const bodyWords = (flags: Uint8Array): number => {
  let words = 0;
  for (const flag of flags) if ((flag & BOILERPLATE) === 0) words++;
  return words;
};

/** Share of `words` words that the ranges cover together. */
function share(ranges: readonly (readonly [number, number])[], words: number): number {
  let covered = 0;
  let end = 0;
  for (const [from, to] of [...ranges].sort((x, y) => x[0] - y[0])) {
    covered += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return words === 0 ? 0 : covered / words;
}
