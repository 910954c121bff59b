import type { Match, Passage, Span } from './match';
import { mostCopiedFirst } from './score';

/**
 * Two texts tell one story if at least this share of each stands in the other, boilerplate apart. Above a half, so
 * that a page which puts two stories together joins neither with the other through itself.
 */
export const SAME_STORY = 0.6;
/** Of what either text gives to the article, the other must give this share, or the two are not compared. */
const SAME_PART = 0.5;

export interface Families<T> {
  /** Each with its members, most copied first, in order of their first. */
  readonly families: readonly (readonly T[])[];
  /** Some pairs were left uncompared: one story may stand in two families. */
  readonly truncated: boolean;
}

/**
 * Groups the originals that one article matches into stories. What two of them share through the article is known
 * from their matches: where that is most of both, they are one story. Where the article holds only a part of them,
 * `sameStory` says, for at most `maxCompared` pairs that give the article the same part.
 * @param tellings each original once, in any order.
 * @param sameStory symmetric; `coversMutually` of the two texts' own alignment.
 */
export function storyFamilies<T extends Match>(
  tellings: readonly T[],
  sameStory: (x: T, y: T) => boolean = () => false,
  maxCompared = 0,
): Families<T> {
  const ordered = tellings.toSorted(
    (x, y) => mostCopiedFirst(x, y) || (x.originalId < y.originalId ? -1 : 1),
  );
  const given = ordered.map(givenBy);
  const parents = ordered.map((_, i) => i);
  const rootOf = (i: number): number => {
    let at = i;
    while (parents[at] !== at) at = parents[at] = parents[parents[at]!]!;
    return at;
  };
  // The lesser root stays: it is the family's most copied.
  const join = (i: number, j: number) => {
    const [first, second] = [rootOf(i), rootOf(j)].sort((a, b) => a - b);
    parents[second!] = first!;
  };
  const pairs = function* () {
    for (let j = 1; j < ordered.length; j++)
      for (let i = 0; i < j; i++) if (rootOf(i) !== rootOf(j)) yield [i, j] as const;
  };

  for (const [i, j] of pairs()) if (sharedThrough(given[i]!, given[j]!) >= SAME_STORY) join(i, j);
  let compared = 0;
  let truncated = false;
  for (const [i, j] of pairs()) {
    if (!giveSamePart(given[i]!, given[j]!)) continue;
    if (compared === maxCompared) {
      truncated = true;
      break;
    }
    compared++;
    if (sameStory(ordered[i]!, ordered[j]!)) join(i, j);
  }

  const families = new Map<number, T[]>();
  ordered.forEach((telling, i) => {
    const family = families.get(rootOf(i));
    if (family === undefined) families.set(rootOf(i), [telling]);
    else family.push(telling);
  });
  return { families: [...families.values()], truncated };
}

/** Whether most of each of two aligned texts stands in the other, boilerplate apart. */
export function coversMutually(alignment: Omit<Match, 'originalId'>): boolean {
  const article = ownPassages(alignment.passages, 'article');
  const original = ownPassages(alignment.passages, 'original');
  return (
    alignment.articleCoverage * article.share >= SAME_STORY &&
    alignment.originalCoverage * original.share >= SAME_STORY
  );
}

/** What one original gives to the article, boilerplate apart. */
interface Given {
  /** Spans of the article, in order, none touching another. */
  readonly spans: readonly Span[];
  /** Characters of the article in them. */
  readonly length: number;
  /** Share of the original's words that stand there. */
  readonly coverage: number;
}

function givenBy({ originalCoverage, passages }: Match): Given {
  const { spans, length } = ownPassages(passages, 'article');
  return { spans, length, coverage: originalCoverage * ownPassages(passages, 'original').share };
}

function ownPassages(passages: readonly Passage[], side: 'article' | 'original') {
  const own = union(passages.filter(({ kind }) => kind !== 'boilerplate').map((passage) => passage[side]));
  const all = lengthOf(union(passages.map((passage) => passage[side])));
  const length = lengthOf(own);
  return { spans: own, length, share: all === 0 ? 0 : length / all };
}

/** The share of each text that the other is known to hold, the smaller of the two: both gave it to the article. */
function sharedThrough(x: Given, y: Given): number {
  const most = Math.min(x.coverage, y.coverage);
  if (most < SAME_STORY) return most;
  const common = commonLength(x.spans, y.spans);
  return Math.min((x.coverage * common) / x.length, (y.coverage * common) / y.length);
}

const giveSamePart = (x: Given, y: Given): boolean =>
  x.length > 0 && commonLength(x.spans, y.spans) >= SAME_PART * Math.max(x.length, y.length);

function union(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], end)];
    else joined.push([start, end]);
  }
  return joined;
}

const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, [start, end]) => sum + end - start, 0);

function commonLength(x: readonly Span[], y: readonly Span[]): number {
  let common = 0;
  for (let i = 0, j = 0; i < x.length && j < y.length;) {
    const [a, b] = [x[i]!, y[j]!];
    common += Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));
    if (a[1] < b[1]) i++;
    else j++;
  }
  return common;
}
