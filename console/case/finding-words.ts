import type { FetchRefusal } from '../../shared/case/fetch-refusal';
import type { Verdict } from '../../shared/match/match';
import type { Evidence, ItemView } from '../desk/use-desk';
import { plural } from './percent';

/** In three words what the texts share; the numbers stand beside it. */
export const VERDICT_WORDS = {
  copy: 'Most is shared',
  partial: 'Passages are shared',
  quotation: 'Quotations are shared',
  boilerplate: 'Hardly anything shared',
  original: 'Nothing is shared',
} as const satisfies Record<Verdict, string>;

type NotCompared = Extract<ItemView['comparison'], { outcome: 'not_compared' }>['why'];

export const NOT_COMPARED_WORDS = {
  no_original_text: 'The text of the original is not at hand.',
  no_article_text: 'The text of the page is not at hand.',
  not_ours: 'The address is not on a site of ours.',
  not_found: 'No article of ours stands at this address.',
  unreadable: 'The page holds no words that could be read.',
} as const satisfies Record<NotCompared, string>;

/** After `its page was looked for, but`. */
export const FETCH_WORDS = {
  not_a_web_address: 'that is no address on the web',
  private_address: 'its address is not a public one',
  no_such_host: 'there is no such host',
  unreachable: 'its host could not be reached',
  timed_out: 'its host did not answer in time',
  too_large: 'it is too large',
  too_many_redirects: 'it leads from one address to the next without end',
  not_found: 'it is not there',
  refused_by_site: 'its site refused to show it',
  not_text: 'it is no text',
  too_many_pages: 'one complaint has no more pages looked at',
} as const satisfies Record<FetchRefusal, string>;

type LicenceAnswer = NonNullable<Evidence['licence']>['answer'];

/** After `licence:`. */
export const LICENCE_WORDS = {
  licensed: 'granted',
  terms_broken: 'terms not kept',
  unlicensed: 'none',
  unknown: 'cannot be told',
} as const satisfies Record<LicenceAnswer, string>;

/** What the items of a group have in common, in the words that one item has them in. */
export const groupFinding = (finding: string): string => {
  if (finding === 'pending') return 'being compared';
  const words: Readonly<Record<string, string>> = { ...VERDICT_WORDS, ...NOT_COMPARED_WORDS };
  return (words[finding] ?? finding).replace(/\.$/, '').replace(/^./, (first) => first.toLowerCase());
};

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** `five photo credits`. */
const inWords = (count: number, thing: string): string =>
  `${NUMBERS[count] ?? count} ${plural(count, thing).replace(/^\d+ /, '')}`;

/** `366 of 412 own words, five photo credits, one disguised letter, licence: none`: what was found, in one line. */
export function findingInOneLine({ comparison, article, articleFacts, licence }: Evidence): string {
  const { credits, mixedScript } = articleFacts;
  const letters = mixedScript.reduce((sum, { codePoints }) => sum + codePoints.length, 0);
  return [
    article.ownWords === undefined
      ? `${comparison.ownWords} own words, of ${article.words} on the page`
      : `${comparison.ownWords} of ${article.ownWords} own words`,
    credits.length > 0 && inWords(credits.length, 'photo credit'),
    letters > 0 && inWords(letters, 'disguised letter'),
    licence && `licence: ${LICENCE_WORDS[licence.answer]}`,
  ]
    .filter((part) => part !== false && part !== undefined)
    .join(', ');
}
