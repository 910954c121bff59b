import { splitWords } from '../../../shared/article/words';
import { hammingDistance, shingleDigests, simhash } from '../../../shared/fingerprint/simhash';

const wordsOf = (text: string) => splitWords(text).words;
const hashOf = (text: string) => simhash(wordsOf(text));

// Bob Jenkins' lookup3 for up to twelve ASCII characters, both seeds 0, but as simhash-js rotates: with the sign.
function lookup3(text: string): number {
  const bytes = new TextEncoder().encode(text);
  const rot = (x: number, k: number) => (x << k) | (x >> (32 - k));
  let a = (0xdeadbeef + bytes.length) | 0;
  let b = a;
  let c = a;
  const word = (i: number) =>
    (bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8) | ((bytes[i + 2] ?? 0) << 16) | ((bytes[i + 3] ?? 0) << 24);
  if (bytes.length === 0) return c >>> 0;
  a = (a + word(0)) | 0;
  b = (b + word(4)) | 0;
  c = (c + word(8)) | 0;
  c = ((c ^ b) - rot(b, 14)) | 0;
  a = ((a ^ c) - rot(c, 11)) | 0;
  b = ((b ^ a) - rot(a, 25)) | 0;
  c = ((c ^ b) - rot(b, 16)) | 0;
  a = ((a ^ c) - rot(c, 4)) | 0;
  b = ((b ^ a) - rot(a, 14)) | 0;
  c = ((c ^ b) - rot(b, 24)) | 0;
  return c >>> 0;
}

/** Charikar's vote, bit by bit: the independent reference. */
function vote(digests: readonly string[]): number {
  const hashes = digests.map(lookup3);
  let result = 0;
  for (let bit = 0; bit < 32; bit++) {
    const ones = hashes.filter((hash) => ((hash >>> bit) & 1) === 1).length;
    if (ones * 2 > hashes.length) result |= 1 << bit;
  }
  return result >>> 0;
}

const reference = (text: string) =>
  [0x51ed270b, 0x2545f491].map((salt) => vote(shingleDigests(wordsOf(text), salt)));

const article = Array.from({ length: 400 }, (_, i) => `word${(i * 7919) % 1009}`).join(' ');

describe('simhash', () => {
  it.each([
    ['two shingles', 'the ferry sails again'],
    ['one shingle', 'the ferry sails'],
    ['fewer words than a shingle', 'ferry'],
    ['more shingles than the library takes by default', article],
  ])('is Charikar’s vote for %s', (_, text) => {
    expect([...hashOf(text)]).toEqual(reference(text));
  });

  it('is zero for no words, and for nothing else that is likely', () => {
    expect(hashOf('')).toEqual([0, 0]);
    expect(hashOf('a')).not.toEqual([0, 0]);
  });

  it('moves little where the text does', () => {
    expect(hammingDistance(hashOf(article), hashOf(`x ${article}`))).toBeLessThan(4);
    const other = Array.from({ length: 400 }, (_, i) => `noun${(i * 7919) % 1013}`).join(' ');
    expect(hammingDistance(hashOf(article), hashOf(other))).toBeGreaterThan(16);
  });
});

describe('hammingDistance', () => {
  it('counts bits', () => {
    expect(hammingDistance([0, 0], [0xffffffff, 0xffffffff])).toBe(64);
    expect(hammingDistance([10, 0], [9, 0])).toBe(2);
    expect(hammingDistance([0x80000000, 1], [0, 0])).toBe(2);
    expect(hammingDistance([5, 6], [5, 6])).toBe(0);
  });
});
