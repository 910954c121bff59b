import { LshIndex, Minhash } from 'minhash';
import type { Found, Retriever } from '../retriever';

const SHINGLE_WORDS = 3;
/** 64 bands of two of the 128 values: two texts with a Jaccard similarity of .2 meet in nine of ten cases. */
const BAND_SIZE = 2;

export function shingleMinhash(text: string): Minhash {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const values = new Minhash();
  const shingles = new Set<string>();
  for (let i = 0; i + SHINGLE_WORDS <= Math.max(words.length, SHINGLE_WORDS); i++)
    shingles.add(words.slice(i, i + SHINGLE_WORDS).join(' '));
  for (const shingle of shingles) values.update(shingle);
  return values;
}

export interface MinhashIndex {
  add(id: string, values: Minhash): void;
  best(values: Minhash): Found | undefined;
}

export function minhashIndex(): MinhashIndex {
  const lsh = new LshIndex({ bandSize: BAND_SIZE });
  const minhashes = new Map<string, Minhash>();
  return {
    add: (id, values) => {
      minhashes.set(id, values);
      lsh.insert(id, values);
    },
    best: (values) => {
      // `query` of minhash 0.0.9 throws for a band that was never inserted, so only known ones are asked for.
      const met = new Set(lsh.getHashbands(values).flatMap((band) => lsh.index[band] ?? []));
      let best: Found | undefined;
      for (const id of met) {
        const score = values.jaccard(minhashes.get(id)!);
        if (best === undefined || score > best.score) best = { id, score };
      }
      return best;
    },
  };
}

/** npm `minhash` over word 3-shingles, in its LSH index. */
export function minhash(): Retriever {
  const index = minhashIndex();
  return {
    name: 'minhash',
    use: `128 values over word ${SHINGLE_WORDS}-shingles, its LSH index with bands of ${BAND_SIZE}; estimated Jaccard similarity`,
    add: (id, text) => index.add(id, shingleMinhash(text)),
    finish: () => undefined,
    best: (texts) => texts.map((text) => index.best(shingleMinhash(text))),
  };
}
