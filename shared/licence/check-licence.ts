import { type Instant, plus } from '../clock/instant';
import type { LicenceId, PublisherId } from '../ids';
import type { Licence } from './licence';

export type Term = 'expired' | 'not_yet_valid' | 'embargo' | 'over_word_limit' | 'no_credit';

export type LicenceAnswer =
  | { readonly answer: 'licensed'; readonly licenceId: LicenceId; readonly reasons: readonly string[] }
  | {
      readonly answer: 'terms_broken';
      readonly licenceId: LicenceId;
      readonly broken: readonly Term[];
      readonly reasons: readonly string[];
    }
  | { readonly answer: 'unlicensed'; readonly reasons: readonly string[] }
  /** The registry cannot say: we do not know whose the original is. */
  | { readonly answer: 'unknown'; readonly reasons: readonly string[] };

export interface LicenceQuestion {
  /** All licences of the original's publisher. */
  readonly licences: readonly Licence[];
  /** Feed or submitter that republishes. */
  readonly source: string;
  readonly original: {
    readonly publisherId?: PublisherId;
    readonly canonicalUrl?: string;
    readonly publishedAt?: Instant;
  };
  readonly copy: {
    /** Words that stand in the original too. */
    readonly copiedWords: number;
    /** The copy's text, searched for the credit. */
    readonly text: string;
  };
  /** When the use is judged: never the date the copy claims for itself. */
  readonly now: Instant;
}

/** Whether `source` may republish the original as it did. The licence with the fewest broken terms speaks. */
export function checkLicence(question: LicenceQuestion): LicenceAnswer {
  const { licences, original, source } = question;
  if (original.publisherId === undefined)
    return { answer: 'unknown', reasons: ['The publisher of the original is not known to the registry.'] };
  const ofPartner = licences.filter(
    ({ publisherId, partner }) =>
      publisherId === original.publisherId && (partner === '*' || partner === source),
  );
  const answers = ofPartner
    .filter((licence) => covers(licence, original.canonicalUrl))
    .map((licence) => ({ licence, breaches: breaches(licence, question) }))
    .sort((a, b) => a.breaches.length - b.breaches.length);
  const best = answers[0];
  if (best === undefined)
    return {
      answer: 'unlicensed',
      reasons: [
        ofPartner.length === 0
          ? `No licence of ${original.publisherId} names ${source} as a partner.`
          : `No licence of ${original.publisherId} for ${source} covers this work.`,
      ],
    };
  if (best.breaches.length === 0)
    return {
      answer: 'licensed',
      licenceId: best.licence.id,
      reasons: [
        `Licence ${best.licence.id} of ${best.licence.publisherId} covers it.`,
        ...(best.licence.terms.embargoMs !== undefined && original.publishedAt === undefined
          ? ['Its embargo could not be checked: the original has no date.']
          : []),
      ],
    };
  return {
    answer: 'terms_broken',
    licenceId: best.licence.id,
    broken: best.breaches.map(({ term }) => term),
    reasons: best.breaches.map(({ reason }) => `Licence ${best.licence.id}: ${reason}`),
  };
}

interface Breach {
  readonly term: Term;
  readonly reason: string;
}

function breaches(licence: Licence, { original, copy, now }: LicenceQuestion): readonly Breach[] {
  const { from, until, terms } = licence;
  const found: Breach[] = [];
  if (now < from) found.push({ term: 'not_yet_valid', reason: `valid only from ${from}.` });
  if (until !== undefined && now >= until) found.push({ term: 'expired', reason: `ended on ${until}.` });
  if (terms.embargoMs !== undefined && original.publishedAt !== undefined) {
    const free = plus(original.publishedAt, terms.embargoMs);
    if (now < free) found.push({ term: 'embargo', reason: `not to be republished before ${free}.` });
  }
  if (terms.maxWords !== undefined && copy.copiedWords > terms.maxWords)
    found.push({
      term: 'over_word_limit',
      reason: `allows ${terms.maxWords} words of the original, the copy has ${copy.copiedWords}.`,
    });
  if (terms.credit !== undefined && !hasCredit(copy.text, terms.credit))
    found.push({ term: 'no_credit', reason: `asks for the credit "${terms.credit}", which the copy lacks.` });
  return found;
}

/** A licence for other works is none for this one; its terms say nothing here. */
const covers = ({ scope }: Licence, url: string | undefined): boolean =>
  scope.kind === 'all' || scope.prefixes.some((prefix) => isUnder(url, prefix));

/** Prefixes end at a path segment: `/news` covers `/news/a`, not `/newsletter`. */
function isUnder(url: string | undefined, prefix: string): boolean {
  if (url === undefined) return false;
  const stem = prefix.replace(/\/$/, '');
  return url === stem || ['/', '?'].some((next) => url.startsWith(stem + next));
}

/** The credit as whole words, whatever the case and spacing. */
function hasCredit(text: string, credit: string): boolean {
  const plain = (source: string) => source.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  const [copy, wanted] = [plain(text), plain(credit)];
  if (wanted === '') return true;
  const isWord = (char: string) => /[\p{L}\p{N}]/u.test(char);
  for (let at = copy.indexOf(wanted); at >= 0; at = copy.indexOf(wanted, at + 1))
    if (!isWord(copy.charAt(at - 1)) && !isWord(copy.charAt(at + wanted.length))) return true;
  return false;
}
