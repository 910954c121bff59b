import { decodeHTML } from 'entities';
import { FOLD_TABLE } from './fold-table.generated';
import { WordList, type Words } from './word-list';

export type { Words } from './word-list';

/** A word that mixes Latin with look-alikes of another script; `codePoints` are those, e.g. `U+0421`. */
export interface MixedScriptWord {
  readonly start: number;
  readonly end: number;
  readonly codePoints: readonly string[];
}

/** Names the rules of this file and the fold table; part of the fingerprint's algorithm id. */
export const NORMALISATION = 'nfkc-fold13-1';

// One table entry per UTF-16 code unit, filled on first sight: lower-cased unit, kind and script bits.
const SEPARATOR = 1 << 16;
const IGNORABLE = 2 << 16;
const LETTER = 3 << 16;
const UNSPACED = 4 << 16;
const COMPLEX = 5 << 16;
const KIND = 7 << 16;
const LATIN = 1 << 20;
const LOOKALIKE = 1 << 21;
const BOTH_SCRIPTS = LATIN | LOOKALIKE;
const entries = new Uint32Array(0x10000);

const IS_IGNORABLE = /^[\p{Default_Ignorable_Code_Point}\p{Cf}]$/u;
const IS_MARK = /^\p{M}$/u;
const IS_WORD = /^[\p{L}\p{N}]$/u;
const IS_LATIN = /^\p{Script=Latin}$/u;
const IS_LOOKALIKE = /^[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]$/u;
const IS_UNSPACED =
  /^(?=\p{L})[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Yi}\p{Script=Javanese}\p{Script=Tai_Le}\p{Script=New_Tai_Lue}\p{Script=Tai_Tham}]$/u;
const AMPERSAND = 0x26;
const LESS_THAN = 0x3c;

function classify(unit: number): number {
  const char = String.fromCharCode(unit);
  const entry = kindOf(unit, char);
  entries[unit] = entry;
  return entry;
}

/** Which sigma stands at the end of a Greek word depends on its place only. */
const lowerCase = (text: string): string => text.toLowerCase().replaceAll('ς', 'σ');

function kindOf(unit: number, char: string): number {
  if (unit === AMPERSAND || unit === LESS_THAN) return COMPLEX;
  if (unit >= 0xd800 && unit < 0xe000) return COMPLEX;
  // Conjoining jamo compose with their neighbours.
  if (unit >= 0x1100 && unit < 0x1200) return COMPLEX;
  if (IS_IGNORABLE.test(char)) return IGNORABLE;
  if (IS_MARK.test(char) || char.normalize('NFKC') !== char) return COMPLEX;
  if (!IS_WORD.test(char)) return SEPARATOR;
  if (IS_UNSPACED.test(char)) return UNSPACED | unit;
  const lower = lowerCase(char);
  if (lower.length !== 1 || lower.normalize('NFKC') !== lower) return COMPLEX;
  const script = IS_LATIN.test(char) ? LATIN : IS_LOOKALIKE.test(char) ? LOOKALIKE : 0;
  return LETTER | script | lower.charCodeAt(0);
}

const isComplex = (unit: number): boolean => ((entries[unit]! || classify(unit)) & KIND) === COMPLEX;

const HASH_SEED = 0x2f0b4a87;
const HASH_PRIME = 0x01000193;

/** Finaliser of MurmurHash3: every bit of the input moves every bit of the output. */
export function mix32(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** The hash that `Words` holds for a word that is normalised already. */
export function wordHash(word: string): number {
  let hash = HASH_SEED;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), HASH_PRIME);
  return mix32(hash) >>> 0;
}

const STEM_LETTERS = 6;
const MIN_STEM_LETTERS = 4;

const stemHash = (word: string): number =>
  word.length < MIN_STEM_LETTERS ? 0 : wordHash(word.slice(0, STEM_LETTERS));

/** Hangul vowels and finals, compatibility and half-width forms too: NFKC may join them to what stands before. */
const JOINS = /^[\u1160-\u11ff\u3131-\u318e\uffa0-\uffdc]$/;
// Unicode's Stream-Safe Text Format (UAX #15) allows 30 marks on a letter; more would make reordering quadratic.
const MAX_MARKS = 30;
const ENTITY = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,30});/y;
const TAG = /<\/?[A-Za-z][A-Za-z\d]{0,15}(?:\s[^<>]{0,1000})?\/?>|<!--[^>]{0,1000}-->/y;

function at(pattern: RegExp, text: string, index: number): string | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0];
}

/**
 * Splits a text into normalised words. A word is a run of letters and digits after normalisation: `Putin's` is two
 * words, `re-entry` too, so that neither an apostrophe nor a hyphen changed by a copyist breaks a run. Combining
 * marks belong to their letter. Scripts written without spaces (Han, kana, Thai, Lao, Khmer, Myanmar ...) give one
 * word a letter, so that n-grams work there.
 *
 * Normalised means: character references decoded once, stray HTML tags dropped, NFKC,
 * default-ignorables stripped, look-alikes folded in words that mix them with Latin, lower case. Linear time.
 * `seen` gets each normalised word, for those who want to read them.
 */
export function splitWords(
  text: string,
  seen?: (word: string) => void,
): { readonly words: Words; readonly mixedScript: readonly MixedScriptWord[] } {
  const length = text.length;
  const mixedScript: MixedScriptWord[] = [];
  const list = new WordList((length >>> 2) + 16);

  const emit = (word: string, start: number, end: number) => {
    list.add(wordHash(word), stemHash(word), start, end);
    seen?.(word);
  };

  /** Folds look-alikes if the word mixes scripts, and notes that it did. */
  const finish = (word: string, start: number, end: number) => {
    const chars = Array.from(word);
    if (!chars.some((char) => IS_LATIN.test(char)) || !chars.some((char) => IS_LOOKALIKE.test(char))) {
      emit(lowerCase(word), start, end);
      return;
    }
    const codePoints = new Set<string>();
    const folded = chars.map((char) => {
      const codePoint = char.codePointAt(0) ?? 0;
      const latin = FOLD_TABLE.get(codePoint);
      if (latin !== undefined) codePoints.add(`U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`);
      return latin ?? char;
    });
    if (codePoints.size > 0) mixedScript.push({ start, end, codePoints: [...codePoints] });
    emit(lowerCase(folded.join('')), start, end);
  };

  /** The exact way, letter by letter, from `from` to the next plain separator; returns where that stands. */
  const splitComplex = (from: number): number => {
    let i = from;
    let word = '';
    let wordStart = 0;
    let wordEnd = 0;
    let unspaced = false;
    const flush = () => {
      if (word !== '') finish(word, wordStart, wordEnd);
      word = '';
      unspaced = false;
    };
    while (i < length) {
      const unit = text.charCodeAt(i);
      const kind = (entries[unit] || classify(unit)) & KIND;
      if (kind === SEPARATOR) break;
      let end = i + 1;
      let letters: string;
      if (unit === AMPERSAND || unit === LESS_THAN) {
        const markup = at(unit === AMPERSAND ? ENTITY : TAG, text, i);
        if (markup !== undefined) end = i + markup.length;
        letters = markup === undefined || unit === LESS_THAN ? ' ' : decodeHTML(markup);
      } else {
        if ((text.codePointAt(i) ?? 0) > 0xffff) end++;
        for (let marks = 0; end < length && marks < MAX_MARKS; marks++) {
          const next = String.fromCodePoint(text.codePointAt(end) ?? 0);
          if (!(IS_MARK.test(next) || JOINS.test(next))) break;
          end += next.length;
        }
        letters = text.slice(i, end);
      }
      for (const char of letters.normalize('NFKC')) {
        if (IS_IGNORABLE.test(char)) continue;
        if (IS_WORD.test(char)) {
          const single = IS_UNSPACED.test(char);
          if (single || unspaced) flush();
          if (word === '') wordStart = i;
          unspaced = single;
          word += char;
          wordEnd = end;
        } else if (word !== '' && IS_MARK.test(char)) {
          word += char;
          wordEnd = end;
        } else flush();
      }
      i = end;
    }
    flush();
    return i;
  };

  let i = 0;
  while (i < length) {
    let unit = text.charCodeAt(i);
    let entry = entries[unit]! || classify(unit);
    let kind = entry & KIND;
    if (kind === LETTER) {
      const start = i;
      let end = i;
      let hash = HASH_SEED;
      let stem = 0;
      let letters = 0;
      let scripts = 0;
      do {
        if (kind === LETTER) {
          hash = Math.imul(hash ^ (entry & 0xffff), HASH_PRIME);
          if (++letters === STEM_LETTERS) stem = hash;
          scripts |= entry;
          end = i + 1;
        }
        if (++i === length) {
          kind = SEPARATOR;
          break;
        }
        unit = text.charCodeAt(i);
        entry = entries[unit]! || classify(unit);
        kind = entry & KIND;
      } while (kind === LETTER || kind === IGNORABLE);
      if (kind === COMPLEX || (scripts & BOTH_SCRIPTS) === BOTH_SCRIPTS) {
        i = splitComplex(start);
        continue;
      }
      const stemmed = letters < MIN_STEM_LETTERS ? 0 : mix32(letters < STEM_LETTERS ? hash : stem);
      list.add(mix32(hash), stemmed, start, end);
      seen?.(lowerCase(visible(text.slice(start, end))));
    } else if (kind === UNSPACED && !(i + 1 < length && isComplex(text.charCodeAt(i + 1)))) {
      emit(text.charAt(i), i, ++i);
    } else if (kind === UNSPACED || kind === COMPLEX) {
      i = splitComplex(i);
    } else i++;
  }

  return { words: list.finish(), mixedScript };
}

const visible = (raw: string): string =>
  Array.from(raw)
    .filter((char) => !IS_IGNORABLE.test(char))
    .join('');
