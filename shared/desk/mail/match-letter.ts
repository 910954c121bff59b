import type { FoundCopy } from '../found-copies';
import { type Block, type Letter, link, list, oneLine, paragraph } from './letter';
import { filled } from './letters';
import { localeFor } from './locales/locale-for';

/** What a digest of copies is made of: the publisher's own addresses, pages of ours, and figures. */
export interface MatchLetterView {
  readonly publisher: string;
  /** `url` only where it is a page of ours. */
  readonly copies: readonly Pick<
    FoundCopy,
    'url' | 'originalUrl' | 'ownWords' | 'originalCoverage' | 'licence'
  >[];
  /** The reader's, then the site's. */
  readonly languages: readonly (string | undefined)[];
  /** They chose a webhook, which did not take these. */
  readonly viaWebhook: boolean;
  readonly copiesUrl: string;
  /** Where alerts are changed or stopped. */
  readonly choiceUrl: string;
}

/** Copies named one by one; the account lists all. */
const NAMED = 25;

/** Says what was found and judges nothing. */
export function matchLetter({ publisher, copies, languages, viaWebhook, ...to }: MatchLetterView): Letter {
  const locale = localeFor(...languages);
  const { sentences: say } = locale;
  const count = copies.length;
  const isOne = new Intl.PluralRules(locale.language).select(count) === 'one';
  const name = oneLine(publisher);
  const line = ({
    url,
    originalUrl,
    ownWords,
    originalCoverage,
    licence,
  }: MatchLetterView['copies'][number]) =>
    filled(licence === 'licensed' ? say.copyLicensed : say.copyFound, {
      page: url === undefined ? say.pageUnnamed : oneLine(url),
      words: ownWords,
      percent: Math.floor(originalCoverage * 100),
      original: originalUrl === undefined ? say.originalUnnamed : oneLine(originalUrl),
    });
  const more: readonly Block[] =
    count > NAMED ? [paragraph(filled(say.copiesMore, { count: count - NAMED }))] : [];
  return {
    language: locale.language,
    subject: oneLine(filled(isOne ? say.copies_one : say.copies_other, { count, publisher: name })),
    blocks: [
      paragraph(filled(say.copiesIntro, { publisher: name })),
      ...(viaWebhook ? [paragraph(say.copiesNotTaken)] : []),
      list(copies.slice(0, NAMED).map(line)),
      ...more,
      link(say.copiesAll, to.copiesUrl),
      paragraph(say.copiesNoJudgement),
      paragraph(filled(say.copiesWhy, { publisher: name })),
      link(say.copiesChange, to.choiceUrl),
    ],
  };
}
