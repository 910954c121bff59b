import { storedHash } from './postings';

/** How widely a shingle stands: `pages` documents, variants of one page or story once, of `sites` hosts that are known. */
export interface Spread {
  readonly pages: number;
  readonly sites: number;
}

/**
 * The shingles of one algorithm that are boilerplate; memory holds nothing of them but how widely they stand. It is
 * asked with the hashes of fingerprints.
 */
export interface StopList {
  readonly size: number;
  readonly has: (hash: number) => boolean;
  readonly spreadOf: (hash: number) => Spread | undefined;
}

/** Columns in order of the hash as it is stored, each hash once. */
export interface StoppedShingles {
  readonly hashes: Float64Array;
  readonly pages: Uint32Array;
  readonly sites: Uint32Array;
}

const EMPTY = -1;

export function stopListOf({ hashes, pages, sites }: StoppedShingles): StopList {
  // Open addressing, at most half full: a look-up asks 800 times, a Set would box every hash.
  const mask = 2 ** Math.ceil(Math.log2(2 * hashes.length + 2)) - 1;
  const keys = new Float64Array(mask + 1).fill(EMPTY);
  const indexes = new Uint32Array(mask + 1);
  const slotOf = (hash: number): number => {
    let slot = hash & mask;
    while (keys[slot] !== hash && keys[slot] !== EMPTY) slot = (slot + 1) & mask;
    return slot;
  };
  hashes.forEach((hash, i) => {
    const slot = slotOf(hash);
    keys[slot] = hash;
    indexes[slot] = i;
  });
  const slotOfFingerprint = (hash: number): number | undefined => {
    const stored = storedHash(hash);
    const slot = slotOf(stored);
    return keys[slot] === stored ? slot : undefined;
  };
  return {
    size: hashes.length,
    has: (hash) => slotOfFingerprint(hash) !== undefined,
    spreadOf: (hash) => {
      const slot = slotOfFingerprint(hash);
      if (slot === undefined) return undefined;
      const index = indexes[slot]!;
      return { pages: pages[index]!, sites: sites[index]! };
    },
  };
}

export const NO_STOP_LIST = stopListOf({
  hashes: new Float64Array(0),
  pages: new Uint32Array(0),
  sites: new Uint32Array(0),
});
