/** Offsets in UTF-16 code units, `end` behind the last. */
export interface NameSpan {
  readonly start: number;
  readonly end: number;
}

/** Letters that do not come apart into a base and marks. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'a',
  œ: 'o',
  ø: 'o',
  å: 'a',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Müller, Mueller, Muller and MÜLLER are one; so are a few names that are two, which hides one word too many. */
const foldName = (word: string): string =>
  word
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ßæœøåłđðþı]/g, (letter) => LETTERS[letter]!)
    .replaceAll(/ae|oe|ue|aa/g, (pair) => pair[0]!);

const WORD = /\p{L}[\p{L}\p{M}]*/gu;
/** Written without spaces: a name is not a word of its own there. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
/** Titles and particles stand for nobody, nor does the sign of a signature, `/s/`. */
const NOBODY = new Set(
  'mr mrs ms miss sir dr prof herr frau mme von van der den de la le da di du del and und et of the for by i s'.split(
    ' ',
  ),
);
const SHORTEST_ALONE = 3;
const LONGEST_GAP = 3;

const wordsOf = (name: string): readonly string[] =>
  [...name.normalize('NFKC').matchAll(WORD)]
    .map(([word]) => foldName(word))
    .filter((word) => !NOBODY.has(word));

/**
 * Where a text names somebody: two parts of a name side by side however they are written, an initial among them, or one part
 * of three letters with a capital. `spared`: words that are public anyway, as those of an organisation; they count only
 * beside another part.
 */
export function findNames(
  text: string,
  names: readonly string[],
  spared: readonly string[] = [],
): NameSpan[] {
  const parts = new Set(names.flatMap(wordsOf));
  if (parts.size === 0) return [];
  const initials = new Set([...parts].map((part) => part[0]!));
  const open = new Set(spared.flatMap(wordsOf));
  const found: NameSpan[] = [];
  let run: (NameSpan & { readonly word: string; readonly initial: boolean })[] = [];
  const close = () => {
    const whole = run.filter(({ initial }) => !initial);
    const first = run[0];
    if (first && (whole.length > 1 || (whole[0] && (run.length > 1 || standsAlone(whole[0].word)))))
      found.push({ start: first.start, end: run.at(-1)!.end });
    run = [];
  };
  const standsAlone = (word: string): boolean =>
    word.length >= SHORTEST_ALONE && /^\p{Lu}|^\p{Lo}/u.test(word) && !open.has(foldName(word));
  for (const { index: start, 0: word } of text.matchAll(WORD)) {
    const folded = foldName(word);
    const initial = word.length === 1 && /\p{Lu}/u.test(word) && initials.has(folded) && !parts.has(folded);
    const known = parts.has(folded);
    const last = run.at(-1);
    if (last && (!(known || initial) || start - last.end > LONGEST_GAP)) close();
    if (known || initial) run.push({ start, end: start + word.length, word, initial });
  }
  close();
  return [...found, ...unspaced(text, names)].sort((a, b) => a.start - b.start);
}

function* unspaced(text: string, names: readonly string[]): Generator<NameSpan> {
  for (const name of names.map((each) => each.normalize('NFKC').replaceAll(/\s/g, ''))) {
    if (name.length < 2 || !UNSPACED.test(name)) continue;
    for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + name.length))
      yield { start, end: start + name.length };
  }
}

/** Whether two names have the same words, in any order and spelling. */
export function isNamed(name: string, other: string): boolean {
  const [a, b] = [new Set(wordsOf(name)), new Set(wordsOf(other))];
  return a.size > 0 && a.size === b.size && [...a].every((word) => b.has(word));
}
