import { BOILERPLATE, QUOTED, type PreparedArticle } from '../article/prepare-text';
import { equalRuns } from './equal-runs';
import type { Match } from './match';
import { passageRegions } from './passage-regions';
import { passagesOf, piecesOf } from './passages';
import { placesOf } from './places';
import { scoreOf } from './score';
import { sharedWords } from './shared-words';
import { flagsWithStopped } from './stop-list';
import { judge } from './verdict';

/** A match without the name of its original, which alignment does not know. */
export type Alignment = Omit<Match, 'originalId'>;

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
 * (a stop list of shingle hashes) says. Words count if they stand in passages, each word of either text once.
 */
export function align(
  article: PreparedArticle,
  original: PreparedArticle,
  stopped?: (hash: number) => boolean,
): Alignment {
  const equal = equalRuns(article.words, original.words);
  if (equal.length === 0) return NOTHING;
  const { rare, containment } = sharedWords(article.words, original.words, equal);
  const regions = passageRegions(article, original, equal, rare);
  const articleFlags = stopped === undefined ? article.flags : flagsWithStopped(article, stopped);
  const originalFlags = stopped === undefined ? original.flags : flagsWithStopped(original, stopped);
  const shorterWords = Math.min(bodyWords(articleFlags), bodyWords(originalFlags));
  const places = placesOf(
    regions.flatMap(({ runs }) => runs),
    article.words.count,
    original.words.count,
  );
  const kinds = places.map((place, a) =>
    place >= 0 && (originalFlags[place]! & BOILERPLATE) !== 0 ? BOILERPLATE : kindOf(articleFlags[a]!),
  );
  const counts = countKinds(places, kinds, original.words.count);
  const pieces = regions.flatMap((region) => piecesOf(region, places, kinds));
  return {
    verdict: pieces.length === 0 ? 'original' : judge({ ...counts, shorterWords }),
    score: scoreOf({ equalRuns: equal, flags: articleFlags, shorterWords, containment }),
    articleCoverage: share(
      pieces.map(({ first, last }) => [first, last + 1]),
      article.words.count,
    ),
    originalCoverage: share(
      pieces.map(({ least, greatest }) => [least, greatest + 1]),
      original.words.count,
    ),
    ...counts,
    longestRunWords: equal.reduce((longest, { length }) => Math.max(longest, length), 0),
    passages: passagesOf(pieces, article, original),
  };
}

const kindOf = (flags: number): number => ((flags & BOILERPLATE) === 0 ? flags & QUOTED : BOILERPLATE);

function countKinds(
  places: Int32Array,
  kinds: Int32Array,
  originalWords: number,
): Pick<Alignment, 'ownWords' | 'quotedWords' | 'boilerplateWords'> {
  let ownWords = 0;
  let quotedWords = 0;
  let boilerplateWords = 0;
  const counted = new Uint8Array(originalWords);
  for (let a = 0; a < places.length; a++) {
    const place = places[a]!;
    if (place === -1 || counted[place] === 1) continue;
    counted[place] = 1;
    if (kinds[a] === BOILERPLATE) boilerplateWords++;
    else if (kinds[a] === QUOTED) quotedWords++;
    else ownWords++;
  }
  return { ownWords, quotedWords, boilerplateWords };
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
  for (const [from, to] of ranges.toSorted((x, y) => x[0] - y[0])) {
    covered += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return words === 0 ? 0 : covered / words;
}
