import type { ArticleRow } from '../article/article';
import type { Effect, OutboxEntry } from '../case/case';
import { isVisible } from '../case/holds';
import type { Instant } from '../clock/instant';
import type { ArticleId, PublisherId } from '../ids';
import type { AnsweredMatch } from '../licence/disposition';
import type { LicenceAnswer } from '../licence/check-licence';
import type { Verdict } from '../match/match';
import type { Desk } from './desk';
import { matchAlertsOf } from './match-alert-choice';
import { owe } from './outbox';

/** A copy of a publisher's registered original, found in an article of somebody else: written with the copy's disposition. */
export interface FoundCopy {
  /** Whose original it is. */
  readonly publisherId: PublisherId;
  readonly articleId: ArticleId;
  readonly originalId: string;
  /** When the copy came to us. */
  readonly since: Instant;
  readonly url?: string;
  readonly title?: string;
  readonly originalUrl?: string;
  readonly verdict: Verdict;
  /** Share of the copy's (original's) words that stand in both, 0..1. */
  readonly articleCoverage: number;
  readonly originalCoverage: number;
  readonly ownWords: number;
  readonly licence: LicenceAnswer['answer'];
}

/** Quotations and what is nobody's own are no copies. */
const TOLD: readonly Verdict[] = ['copy', 'partial'];

/** Told of one article, each with an alert: a transaction holds 100 rows. */
const MAX_COPIES = 40;

/** What the publishers of an article's originals are told of it; a publisher's own article is no copy of theirs. */
export const copiesIn = (row: ArticleRow, answered: readonly AnsweredMatch[]): readonly FoundCopy[] =>
  answered
    .flatMap(({ match, publisherId, originalUrl, licence, registered }) => {
      const isTold = registered && publisherId !== undefined && publisherId !== row.publisherId;
      if (!isTold || !TOLD.includes(match.verdict)) return [];
      const { originalId, verdict, articleCoverage, originalCoverage, ownWords } = match;
      return {
        publisherId,
        articleId: row.id,
        originalId,
        since: row.acceptedAt,
        ...(row.url !== undefined && { url: row.url }),
        ...(row.title !== undefined && { title: row.title }),
        ...(originalUrl !== undefined && { originalUrl }),
        verdict,
        articleCoverage,
        originalCoverage,
        ownWords,
        licence: licence.answer,
      };
    })
    .slice(0, MAX_COPIES);

/** Word of each copy that its publisher was not told of before. A copy that they licensed is no news, unless they say so. */
export async function alertsOf(
  desk: Pick<Desk, 'now' | 'ids' | 'articles' | 'registry'>,
  row: ArticleRow,
  copies: readonly FoundCopy[],
): Promise<readonly OutboxEntry[]> {
  const now = desk.now();
  const owed = copies.map(async ({ publisherId, originalId, licence }) => {
    if (await desk.articles.copyOf(publisherId, row, originalId)) return [];
    if (licence === 'licensed') {
      const publisher = await desk.registry.publisher(publisherId);
      if (!publisher || !matchAlertsOf(publisher).licensedToo) return [];
    }
    const effect: Effect = { kind: 'match_alert', siteId: row.siteId, publisherId, originalId };
    return [owe(desk, row.id, { effect, notBefore: now })];
  });
  return (await Promise.all(owed)).flat();
}

/** It was let out, by the policy or by a person, and nothing holds it down now. */
export const isPublished = async (
  desk: Pick<Desk, 'articles'>,
  { id, disposition: stands }: ArticleRow,
): Promise<boolean> =>
  stands !== undefined &&
  (stands.kind !== 'hold' || stands.caseId !== undefined) &&
  isVisible(await desk.articles.holds(id));

export interface PublishedCopies {
  readonly copies: readonly FoundCopy[];
  /** Leads to older ones. */
  readonly cursor?: string;
}

const PAGE = 25;

/** Copies that the public can read, newest first; what is held back is no business of anybody outside. */
export async function publishedCopies(
  desk: Pick<Desk, 'articles'>,
  publisherId: PublisherId,
  after?: string,
): Promise<PublishedCopies> {
  const { copies, cursor } = await desk.articles.copiesOf(publisherId, PAGE, after);
  const published = await Promise.all(
    copies.map(async (copy) => {
      const row = await desk.articles.get(copy.articleId);
      return row !== undefined && (await isPublished(desk, row));
    }),
  );
  return {
    copies: copies.filter((_, index) => published[index]),
    ...(cursor !== undefined && { cursor }),
  };
}
