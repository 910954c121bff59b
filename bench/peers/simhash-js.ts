import { SimHash } from 'simhash-js';
import type { Found, Retriever } from '../retriever';

const BITS = 32;

function bitsOf(value: number): number {
  let bits = 0;
  for (let rest = value >>> 0; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}

export const readmeHash = (text: string): number => new SimHash().hash(text);

/** simhash-js as its README uses it: default options, the text itself, the nearest of all hashes. */
export function simhashJs(): Retriever {
  const ids: string[] = [];
  const hashes: number[] = [];
  const nearest = (text: string): Found | undefined => {
    const hash = readmeHash(text);
    let best = -1;
    let least = BITS + 1;
    for (let i = 0; i < hashes.length; i++) {
      const distance = bitsOf(hash ^ hashes[i]!);
      if (distance < least) [best, least] = [i, distance];
    }
    return best < 0 ? undefined : { id: ids[best]!, score: BITS - least };
  };
  return {
    name: 'simhash-js',
    use: 'as its README: default options, the nearest of all 32-bit hashes (distance counted by us)',
    add: (id, text) => {
      ids.push(id);
      hashes.push(readmeHash(text));
    },
    finish: () => undefined,
    best: (texts) => texts.map(nearest),
  };
}
