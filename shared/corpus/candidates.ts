import type { ArticleRecord } from './record';
import { revisionKey } from './record';
import type { Hit } from './resident-index';

/** The highest revision of each withdrawn article that must not match. */
export type Tombstones = ReadonlyMap<string, number>;

export const inHitOrder = (a: Hit, b: Hit): number =>
  b.sharedHashes - a.sharedHashes || a.identity - b.identity;

/** Whose candidates are looked for, and which of the documents that share words with it may be one. */
export interface Asking {
  /** Its own revisions are left out. */
  readonly articleId: string;
  /** Asked of the others; all of them, unless said. What it leaves out takes no candidate's place. */
  readonly among?: (record: ArticleRecord) => boolean;
}

/**
 * Of hits in order, the first `limit` revisions that may be candidates for the article: not itself, not withdrawn, as
 * it asks for, and each once, however often it was delivered, with the earliest time it was accepted.
 */
export function eligible(
  hits: Iterable<Hit>,
  { articleId, among = () => true }: Asking,
  tombstones: Tombstones,
  limit: number,
): readonly Hit[] {
  const found = new Map<string, Hit>();
  let last: Hit | undefined;
  for (const hit of hits) {
    const { record } = hit;
    if (record.articleId === articleId || record.version <= (tombstones.get(record.articleId) ?? -1))
      continue;
    if (!among(record)) continue;
    const key = revisionKey(record);
    const before = found.get(key);
    // Copies of one record stand side by side: past the limit only they can still change what was found.
    if (found.size === limit && last !== undefined && inHitOrder(last, hit) !== 0) break;
    if (before === undefined) {
      if (found.size === limit) continue;
      found.set(key, hit);
    } else if (record.firstSeenAt < before.record.firstSeenAt) found.set(key, hit);
    last = hit;
  }
  return [...found.values()];
}
