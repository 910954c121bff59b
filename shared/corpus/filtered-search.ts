import type { BucketCache, FilteredRun } from './filtered-run';
import { Gone, isUnreadable } from './read-object';
import type { Hit } from './resident-index';

export interface FilteredSearch {
  /** May this hit become a candidate? */
  readonly isCandidate: (hit: Hit) => boolean;
  /** All stored hashes of a hit's text, to tell what of the query it accounts for; undefined if that isn't known. */
  readonly shinglesOf: ((hit: Hit) => Promise<ReadonlySet<number> | undefined>) | undefined;
  readonly maxReads: number;
  readonly cache: BucketCache;
  /** Otherwise what is gone is told of like what can't be read. */
  readonly mayRestart: boolean;
}

export interface FilteredHits {
  readonly hits: readonly Hit[];
  /** Reads ended before every shared hash was accounted for. */
  readonly truncated: boolean;
  readonly unreadable: readonly string[];
}

/**
 * Finds where the hashes of a query stand in runs that are not in memory. A copied text shares dozens of hashes with
 * its source; so one of them is looked up, the source's text is read, as alignment will have to anyway, and the hashes
 * it holds need no look-up more. Every shared hash is thus accounted for by a document that holds it; documents that
 * hold only such as others account for are found if they hold one that was looked up.
 * @param stored distinct, in the order of the text. @throws Gone, if it may.
 */
export async function searchFiltered(
  runs: readonly FilteredRun[],
  stored: readonly number[],
  { isCandidate, shinglesOf, maxReads, cache, mayRestart }: FilteredSearch,
): Promise<FilteredHits> {
  if (runs.length === 0) return { hits: [], truncated: false, unreadable: [] };
  const found = new Map<string, Hit>();
  const explaining = new Set<string>();
  const unreadable: string[] = [];
  const noted = (error: unknown): undefined => {
    if (!(isUnreadable(error) || (error instanceof Gone && !mayRestart))) throw error;
    unreadable.push(error.message);
    return undefined;
  };
  let open = stored.filter((hash) => runs.some(({ mayHold }) => mayHold(hash)));
  for (let reads = 0; open.length > 0; reads++) {
    if (shinglesOf !== undefined && reads >= maxReads) break;
    const hash = open[open.length >> 1]!;
    open = open.filter((other) => other !== hash);
    const met: [string, Hit][] = [];
    for (const run of runs) {
      if (!run.mayHold(hash)) continue;
      try {
        for (const hit of await run.documentsWith(hash, cache)) met.push([keyOf(hit), hit]);
      } catch (error) {
        noted(error);
      }
    }
    for (const [key, hit] of met) found.set(key, plus(found.get(key) ?? hit, found.has(key) ? 1 : 0));
    const source = met
      .filter(([key, hit]) => !explaining.has(key) && isCandidate(hit))
      .sort(earliestFirst)[0];
    const shingles = source && (await shinglesOf?.(source[1]).catch(noted));
    if (source === undefined || shingles === undefined) continue;
    const [key] = source;
    explaining.add(key);
    const left = open.filter((other) => !shingles.has(other));
    found.set(key, plus(found.get(key)!, open.length - left.length));
    open = left;
  }
  return { hits: [...found.values()], truncated: open.length > 0, unreadable };
}

const keyOf = ({ object, record }: Hit): string =>
  `${object} ${record.place.start} ${record.articleId}.${record.version}`;
const plus = (hit: Hit, shared: number): Hit => ({ ...hit, sharedHashes: hit.sharedHashes + shared });
const earliestFirst = ([, a]: [string, Hit], [, b]: [string, Hit]): number =>
  a.record.firstSeenAt < b.record.firstSeenAt ? -1 : a.record.firstSeenAt > b.record.firstSeenAt ? 1 : 0;
