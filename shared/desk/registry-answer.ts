import type { ArticleRow } from '../article/article';
import { parseArticleId } from '../ids';
import type { Licence } from '../licence/licence';
import { checkLicence, type LicenceAnswer } from '../licence/check-licence';
import type { AnsweredMatch } from '../licence/disposition';
import type { Match } from '../match/match';
import type { Desk } from './desk';

type Original = Pick<ArticleRow, 'publisherId' | 'canonicalUrl' | 'publishedAt'>;

/** Asks the licence registry about one copy. @param text the copy's, searched for the credit. */
export async function askRegistry(
  desk: Pick<Desk, 'registry' | 'now'>,
  copy: Pick<ArticleRow, 'submitter' | 'publishedAt'>,
  text: string,
  original: Original,
  match: Pick<Match, 'ownWords' | 'quotedWords'>,
): Promise<LicenceAnswer> {
  const licences: readonly Licence[] = original.publisherId
    ? await desk.registry.licencesOf(original.publisherId)
    : [];
  const { publisherId, canonicalUrl, publishedAt } = original;
  return checkLicence({
    licences,
    source: copy.submitter,
    original: {
      ...(publisherId && { publisherId }),
      ...(canonicalUrl && { canonicalUrl }),
      ...(publishedAt && { publishedAt }),
    },
    copy: {
      copiedWords: match.ownWords + match.quotedWords,
      text,
      ...(copy.publishedAt && { publishedAt: copy.publishedAt }),
    },
    now: desk.now(),
  });
}

/** Every match of a row with what the registry says of it. */
export async function answerMatches(
  desk: Pick<Desk, 'articles' | 'registry' | 'now'>,
  row: ArticleRow,
  text: string,
): Promise<readonly AnsweredMatch[]> {
  const answered: AnsweredMatch[] = [];
  for (const match of row.matches ?? []) {
    const id = parseArticleId(match.originalId);
    const original = id && (await desk.articles.get(id));
    answered.push({
      match,
      ...(original?.publisherId && { publisherId: original.publisherId }),
      licence: await askRegistry(desk, row, text, original ?? {}, match),
    });
  }
  return answered;
}
