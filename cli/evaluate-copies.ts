/**
 * Eight kinds of copies as scrapers make them, for measuring retrieval on real text. Pure: the generator's random
 * numbers are an argument, so a seed gives the same copies everywhere.
 */
export type Random = () => number;

/** sfc32 by Chris Doty-Humphrey: 128 bits of state, [0, 1). */
export function randomFrom(seed: number): Random {
  let [a, b, c, d] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 0x1 | 0];
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return (t >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}

const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)]!;

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

export interface CopyContext {
  readonly random: Random;
  /** Words to replace others with. */
  readonly vocabulary: readonly string[];
  /** Another article, to hide an excerpt in. */
  readonly host: string;
}

type Copyist = (text: string, context: CopyContext) => string;

const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.!?]["'”’]?)\s+(?=["'“‘]?\p{Lu})/u).filter((sentence) => sentence.trim() !== '');

const HEADERS = [
  'Home | World | Politics | Business | Sport | Weather | Sign in\nBreaking: follow our live coverage as it happens. Download our app for alerts.\nBy Staff Reporter. Published this morning, updated a few minutes ago. Share on social media.',
  'Welcome to your daily digest of the stories that matter.\nAdvertisement\nSkip to content. Search this site. Popular now: ten things you did not know about your own kitchen.',
  'This story was gathered automatically from around the web by our news robot. Menu. Latest. Trending. Contact. Privacy policy. Accept all cookies to continue reading without limits.',
];
const FOOTERS = [
  'Read the full story at the source. All content belongs to its respective owners; write to our desk and we will act within one working day. Subscribe to our newsletter and never miss a headline again. Related: what we know so far. Terms of use apply to every visit. Copyright by the site and its partners.',
  'Leave a Reply. Your email address will not be published. Required fields are marked. Save my name in this browser for the next time I comment. Tags: news, today, world. Previous post. Next post.',
  'Did you like this article? Tell your friends and follow us for more. You may also like: the best deals of the week, picked by our editors, who may earn a commission from links on this page at no cost to you.',
];

const LOOKALIKES: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  o: 'о',
  p: 'р',
  x: 'х',
  y: 'у',
  A: 'А',
  B: 'В',
  C: 'С',
  E: 'Е',
  H: 'Н',
  K: 'К',
  M: 'М',
  O: 'О',
  P: 'Р',
  T: 'Т',
};
const INVISIBLE = ['\u200b', '\u200c', '\u2060', '\u00ad', '\ufeff'];
const LIGATURES: readonly (readonly [string, string])[] = [
  ['ffi', 'ﬃ'],
  ['fi', 'ﬁ'],
  ['fl', 'ﬂ'],
];

const wrapped: Copyist = (text, { random }) =>
  `${pick(HEADERS, random)}\n\n${text}\n\n${pick(FOOTERS, random)}`;

const dropped: Copyist = (text, { random }) =>
  sentencesOf(text)
    .filter(() => random() >= 0.3)
    .join(' ');

const synonyms: Copyist = (text, { random, vocabulary }) =>
  text.replaceAll(/\p{L}{3,}/gu, (word) => (random() < 0.1 ? pick(vocabulary, random) : word));

/** Some sentences in a row, 60 words or a quarter of the text, in the middle of another article. */
const excerpt: Copyist = (text, { random, host }) => {
  const sentences = sentencesOf(text);
  const wanted = Math.max(60, text.split(/\s+/).length / 4);
  let from = Math.floor(random() * sentences.length);
  let taken = '';
  while (taken.split(/\s+/).length < wanted && from < sentences.length) taken += ` ${sentences[from++]}`;
  for (let back = sentences.length - 1; taken.split(/\s+/).length < wanted && back >= 0; back--)
    taken = sentences.slice(back).join(' ');
  const around = sentencesOf(host);
  const at = Math.floor(random() * (around.length + 1));
  return [...around.slice(0, at), taken.trim(), ...around.slice(at)].join(' ');
};

const disguised: Copyist = (text, { random }) =>
  Array.from(text, (char) => {
    const twin = LOOKALIKES[char];
    const letter = twin !== undefined && random() < 0.1 ? twin : char;
    return random() < 0.03 && /\p{L}/u.test(char) ? letter + pick(INVISIBLE, random) : letter;
  }).join('');

const reformatted: Copyist = (text, { random }) => {
  let result = text
    .replaceAll(/"([^"]*)"/g, '“$1”')
    .replaceAll("'", '’')
    .replaceAll(/ - /g, ' — ');
  for (const [letters, ligature] of LIGATURES)
    result = result.replaceAll(letters, () => (random() < 0.5 ? ligature : letters));
  return result
    .split(/\n\s*\n/)
    .map(
      (paragraph) =>
        `<p>${paragraph.replaceAll('&', '&amp;').replaceAll(/\s+/g, () => (random() < 0.1 ? '&nbsp;' : ' '))}</p>`,
    )
    .map((paragraph) => (random() < 0.1 ? paragraph.toUpperCase() : paragraph))
    .join('\n');
};

const reordered: Copyist = (text, { random }) => shuffled(sentencesOf(text), random).join(' ');

const everything: Copyist = (text, context) =>
  [dropped, synonyms, reordered, disguised, wrapped].reduce((copy, copyist) => copyist(copy, context), text);

export const COPYISTS = {
  'wrapped in a site': wrapped,
  '30 % of sentences dropped': dropped,
  '10 % synonyms': synonyms,
  'excerpt in another article': excerpt,
  'look-alikes, invisible signs': disguised,
  'format changed': reformatted,
  're-ordered': reordered,
  'all together': everything,
} as const satisfies Record<string, Copyist>;

export type CopyKind = keyof typeof COPYISTS;
