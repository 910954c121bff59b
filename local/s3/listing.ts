import type { ByteKey } from './byte-key';
import { lowerBound } from './key-index';

/** A place in the order of keys: everything not below it is still to come. */
export type ListPosition = string;

export type ListEntry =
  | { readonly kind: 'key'; readonly key: ByteKey }
  | { readonly kind: 'common_prefix'; readonly prefix: ByteKey };

export interface ListPage {
  readonly entries: readonly ListEntry[];
  /** Where the next page starts; undefined on the last one. */
  readonly next: ListPosition | undefined;
}

/** Above every continuation of a byte key: no byte is 0x100. */
const ABOVE_ALL_BYTES = '\u0100';

export function justAfter(key: ByteKey): ListPosition {
  return `${key}\0`;
}

/**
 * One page of ListObjectsV2 over sorted keys: keys with the prefix, those that hold the delimiter after it rolled up
 * into one common prefix, at most `maxEntries` of both together. A rolled-up prefix costs one search, however many
 * keys it stands for.
 */
export function listPage(
  keys: readonly ByteKey[],
  query: {
    readonly prefix: ByteKey;
    readonly delimiter: ByteKey;
    readonly from: ListPosition;
    readonly maxEntries: number;
  },
): ListPage {
  const { prefix, delimiter, maxEntries } = query;
  const entries: ListEntry[] = [];
  let next: ListPosition | undefined = query.from;
  if (maxEntries === 0) return { entries, next: undefined };
  let at = Math.max(lowerBound(keys, prefix), lowerBound(keys, query.from));
  for (;;) {
    const key = keys[at];
    if (key === undefined || !key.startsWith(prefix)) return { entries, next: undefined };
    if (entries.length === maxEntries) return { entries, next };
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (cut < 0) {
      entries.push({ kind: 'key', key });
      next = justAfter(key);
      at += 1;
    } else {
      const commonPrefix = key.slice(0, cut + delimiter.length) as ByteKey;
      entries.push({ kind: 'common_prefix', prefix: commonPrefix });
      next = commonPrefix + ABOVE_ALL_BYTES;
      at = lowerBound(keys, next);
    }
  }
}

const TOKEN_MARK = 'next:';

export function encodeContinuationToken(position: ListPosition): string {
  return Buffer.from(TOKEN_MARK + position, 'utf8').toString('base64url');
}

/** undefined for a token that this emulator did not make. */
export function decodeContinuationToken(token: string): ListPosition | undefined {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  return text.startsWith(TOKEN_MARK) && encodeContinuationToken(text.slice(TOKEN_MARK.length)) === token
    ? text.slice(TOKEN_MARK.length)
    : undefined;
}
