import { instant } from '../../../shared/clock/instant';
import type { CorpusEntry, Query } from '../../../shared/corpus/corpus';

export const ALGORITHM = 'test-5-16';

/** ULIDs in order: 1 is …01. */
export const ulid = (number: number): string => `01ARZ3NDEK${String(number).padStart(16, '0')}`;

/** An entry with the given hashes, at positions 0, 1, 2 … */
export const entry = (
  articleId: string,
  hashes: readonly number[],
  fields: Partial<CorpusEntry> = {},
): CorpusEntry => ({
  articleId,
  version: 1,
  source: 'key-1',
  firstSeenAt: instant(1_700_000_000_000),
  registeredOriginal: false,
  simhash: [1, 2],
  text: `The text of ${articleId}.`,
  fingerprint: {
    algorithm: ALGORITHM,
    hashes: Float64Array.from(hashes),
    positions: Uint32Array.from(hashes, (_, i) => i),
    wordCount: hashes.length + 4,
  },
  ...fields,
});

export const query = (articleId: string, hashes: readonly number[]): Query => ({
  articleId,
  algorithm: ALGORITHM,
  hashes: Float64Array.from(new Set(hashes)),
});
