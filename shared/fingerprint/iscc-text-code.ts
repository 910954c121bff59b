import { xxHash32 } from 'js-xxhash';
import { minhash, MINHASHES } from './iscc-minhash';

/** Lengths of the body of a Text-Code that the standard knows, bits. */
export type IsccBits = 32 | 64 | 96 | 128 | 160 | 192 | 224 | 256;

export interface IsccTextCode {
  /** E.g. `ISCC:EAASKDNZNYGUUF5A`. */
  readonly iscc: string;
  /** Code points of the collapsed text. */
  readonly characters: number;
}

const NGRAM_CHARACTERS = 13;
/** Bits kept of each minhash, the lowest first. */
const KEPT_BITS = 4;
/** MainType Content, SubType Text, version 0: four bits each; then the length. */
const HEADER = [0x20, 0x00] as const;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The ISCC Text-Code of ISO 24138:2024, version 0: an id to exchange with others, by which whole texts that are
 * much alike can be told from their ids. Passages are found by our own fingerprint.
 * @param text plain text, without markup.
 */
export function isccTextCode(text: string, bits: IsccBits = 64): IsccTextCode {
  const collapsed = collapse(text);
  const { bytes, starts } = encode(collapsed);
  const characters = starts.length - 1;
  const ngrams = Math.max(1, characters - NGRAM_CHARACTERS + 1);
  const features = Uint32Array.from({ length: ngrams }, (_, first) =>
    xxHash32(bytes.subarray(starts[first], starts[Math.min(first + NGRAM_CHARACTERS, characters)]), 0),
  );
  const header = [HEADER[0], HEADER[1] | (bits / 32 - 1)];
  const body = digestOf(minhash(features)).subarray(0, bits / 8);
  return { iscc: `ISCC:${base32([...header, ...body])}`, characters };
}

/**
 * Decomposed, without white space, lower case, without control characters, marks and punctuation, recomposed. White
 * space goes before lower case is made, as in iscc-core: a sigma ends a word only at the end of the text.
 */
const collapse = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\s\p{Z}]+/gu, '')
    .toLowerCase()
    .replaceAll(/[\p{C}\p{M}\p{P}]+/gu, '')
    .normalize('NFKC');

/** UTF-8, and at which byte each code point begins; behind the last stands the length. */
function encode(text: string): { readonly bytes: Uint8Array; readonly starts: readonly number[] } {
  const bytes = new TextEncoder().encode(text);
  const starts: number[] = [];
  for (let i = 0; i < bytes.length; i++) if ((bytes[i]! & 0xc0) !== 0x80) starts.push(i);
  return { bytes, starts: [...starts, bytes.length] };
}

/** First bit 0 of all minhashes, then bit 1 of all, and so on. */
function digestOf(hashes: Uint32Array): Uint8Array {
  const digest = new Uint8Array((MINHASHES * KEPT_BITS) / 8);
  for (let bit = 0; bit < MINHASHES * KEPT_BITS; bit++) {
    const value = (hashes[bit % MINHASHES]! >>> Math.floor(bit / MINHASHES)) & 1;
    digest[bit >>> 3]! |= value << (7 - (bit & 7));
  }
  return digest;
}

/** RFC 4648, without padding. */
function base32(bytes: readonly number[]): string {
  let text = '';
  let rest = 0;
  let restBits = 0;
  for (const byte of bytes) {
    rest = (rest << 8) | byte;
    for (restBits += 8; restBits >= 5; restBits -= 5) text += BASE32[(rest >>> (restBits - 5)) & 31]!;
    rest &= 0xff;
  }
  return restBits === 0 ? text : text + BASE32[(rest << (5 - restBits)) & 31]!;
}
