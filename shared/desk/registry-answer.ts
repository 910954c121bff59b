import { stopOf } from '../article/advisory';
import type { ArticleRow } from '../article/article';
import { parseArticleId } from '../ids';
import type { Licence } from '../licence/licence';
import { checkLicence, type LicenceAnswer } from '../licence/check-licence';
import type { AnsweredMatch } from '../licence/disposition';
import type { Match, Span } from '../match/match';
import { vouchedFor } from '../match/story-match';
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

/**
 * The matches that speak for themselves, with what the registry says of each; of a story, what `vouchedFor` names. A match with somebody else's copy says
 * nothing where the same words match a registered original: both have them from there, and a licence for the
 * original is not undone by another's copy.
 */
export async function answerMatches(
  desk: Pick<Desk, 'articles' | 'registry' | 'now'>,
  row: ArticleRow,
  text: string,
): Promise<readonly AnsweredMatch[]> {
  const matches = await Promise.all(
    (row.matches ?? [])
      .flatMap((story) => vouchedFor(story).map((match) => ({ story, match })))
      .map(async ({ story, match }) => {
        const id = parseArticleId(match.originalId);
        return { story, match, source: id && (await desk.articles.get(id)) };
      }),
  );
  const registered = matches.filter(({ source }) => source?.original ?? false).map(({ story }) => story);
  const answered: AnsweredMatch[] = [];
  for (const { story, match, source } of matches) {
    if (source && !source.original && isExplained(story, registered)) continue;
    const { advisories = {} } = source ?? {};
    // Its source has given the registration up; the tombstone that says so may be on its way.
    if (advisories.withdrawal?.copies === 'leave') continue;
    const stop = stopOf(advisories, desk.now());
    answered.push({
      match,
      ...(source?.publisherId && { publisherId: source.publisherId }),
      ...(source?.url && { originalUrl: source.url }),
      licence: await askRegistry(desk, row, text, source ?? {}, match),
      ...(source?.original && { registered: true }),
      ...(stop && { stop }),
      ...(advisories.correction && { corrected: true }),
    });
  }
  return answered;
}

/** Share of a match's words, by characters of the article, that must match registered originals too. */
const EXPLAINED = 0.8;

function isExplained(match: Match, registered: readonly Match[]): boolean {
  const origin = registered.flatMap(({ passages }) => passages.map(({ article }) => article));
  let length = 0;
  let shared = 0;
  for (const { article } of match.passages) {
    length += article[1] - article[0];
    shared += sharedLength(article, origin);
  }
  return length > 0 && shared >= EXPLAINED * length;
}

/** Characters of `span` that lie in any of `others`. */
function sharedLength([start, end]: Span, others: readonly Span[]): number {
  let shared = 0;
  let at = start;
  for (const [from, to] of others.toSorted((a, b) => a[0] - b[0])) {
    shared += Math.max(0, Math.min(to, end) - Math.max(from, at));
    at = Math.max(at, Math.min(to, end));
  }
  return shared;
}
