/** What the validator of the API (shared/wire) may refuse of a form's fields. */
interface RefusedWords {
  readonly tooLong: (max: string) => string;
  readonly mailAddress: string;
  readonly control: string;
  readonly surrogate: string;
  readonly tooManyWorks: (max: string) => string;
  readonly tooManyAddresses: (max: string) => string;
  readonly saysNothing: string;
  readonly tooLargeText: string;
  readonly tooLarge: string;
  readonly other: string;
}

/** The validator's English by its beginning; a test makes it say each, so that none is missed. */
const REFUSALS: readonly (readonly [RegExp, (words: RefusedWords, found: string) => string])[] = [
  [/^at most (\d+) characters/, (words, max) => words.tooLong(max)],
  [/^expected a mail address/, ({ mailAddress }) => mailAddress],
  [/^holds a control character/, ({ control }) => control],
  [/^holds half a character/, ({ surrogate }) => surrogate],
  [/^at most (\d+) works/, (words, max) => words.tooManyWorks(max)],
  [/^at most (\d+) addresses/, (words, max) => words.tooManyAddresses(max)],
  [/^say what the complaint is about/, ({ saysNothing }) => saysNothing],
  [/^is larger than \d+ bytes: send the article/, ({ tooLargeText }) => tooLargeText],
  [/^is larger than \d+ bytes/, ({ tooLarge }) => tooLarge],
];

/** Says in another language what the validator said in English. */
export const inOtherWords =
  (words: RefusedWords) =>
  (detail: string): string => {
    for (const [pattern, says] of REFUSALS) {
      const found = pattern.exec(detail);
      if (found) return says(words, found[1] ?? '');
    }
    return words.other;
  };
