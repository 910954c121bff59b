import type { Span } from '../match/match';

/** A photographer's or agency's credit at the end of a paragraph: the owner of the photograph, not of the text. */
export interface Credit {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const AGENCY =
  '(?:AP Photo|AP Images|AP|AFP|KCNA|KNS|REUTERS|Reuters|EPA-EFE|EPA|Xinhua|TASS|UPI|PA Wire|PA Media|PA|Getty Images|Getty|Anadolu Agency|Anadolu|NurPhoto|Shutterstock|Bloomberg|POOL|Pool|HANDOUT|Handout|STR|The New York Times|The Washington Post)';
const NAME = "[A-Z][\\p{L}.'’-]{1,30}(?:\\s[A-Z][\\p{L}.'’-]{0,30}){0,3}";
/**
 * The credit must follow the end of a sentence or a bracket and end the paragraph: `officials told AP` and
 * `He works at AP.` are prose.
 */
const CREDIT = new RegExp(
  `(?:^|[.!?”"')]\\s+|\\s\\(|\\()` +
    `((?:Photo(?:graph)?(?: by|:)\\s)?(?:${NAME}\\s*/\\s*)?(?:via\\s+|VIA\\s+)?${AGENCY}` +
    `(?:\\s*(?:/|\\bvia\\b|\\bVIA\\b)\\s*(?:${AGENCY}|${NAME}))*)\\)?\\s*$`,
  'u',
);
/** No credit is longer; looking at the end alone keeps a text of one line linear. */
const LOOK_BACK = 200;

export function creditsOf(text: string, paragraphs: readonly Span[]): Credit[] {
  const credits: Credit[] = [];
  for (const [start, end] of paragraphs) {
    const from = Math.max(start, end - LOOK_BACK);
    const match = CREDIT.exec(text.slice(from, end));
    const credit = match?.[1];
    // Cut off in the middle, `^` would accept any place.
    if (match === null || credit === undefined || (from > start && match.index === 0)) continue;
    const at = from + match.index + match[0].indexOf(credit);
    credits.push({ text: credit, start: at, end: at + credit.length });
  }
  return credits;
}
