import type { ArticleRow } from '../article/article';
import type { PreparedArticle } from '../article/prepare-text';
import { HOUR, instant, type Instant, parseInstant, plus } from '../clock/instant';
import type { DatedEvidence, Side } from '../match/who-was-first';

/** What a row, or the corpus's record of one, says of when a text was there. */
export interface Recorded extends Pick<ArticleRow, 'acceptedAt' | 'original'> {
  readonly id: string;
  readonly url?: string | undefined;
  readonly publishedAt?: Instant | undefined;
}

/**
 * Our own ingest log's word, and the date that came along: of a registered original by its publisher's own feed, under
 * its key; of any other article it is what the page said of itself.
 */
export function recordedDates(
  side: Side,
  { id, url, acceptedAt, original, publishedAt }: Recorded,
): readonly DatedEvidence[] {
  const seen: DatedEvidence = { side, rung: 'ingest_log', at: acceptedAt, source: id };
  if (publishedAt === undefined) return [seen];
  return [
    seen,
    { side, rung: original ? 'signed_feed' : 'page_metadata', at: publishedAt, source: url ?? id },
  ];
}

/** We have seen the page ourselves. */
export const fetchedDates = (at: Instant, source: string): readonly DatedEvidence[] => [
  { side: 'original', rung: 'ingest_log', at, source },
];

/** The date in a page's markup. */
export function pageDates(side: Side, { page }: PreparedArticle, source: string): readonly DatedEvidence[] {
  const at = statedInstant(page?.newsArticle?.datePublished);
  return at === undefined ? [] : [{ side, rung: 'page_metadata', at, source }];
}

/** What a complainant says of its work. @param firstPublished in whatever form it was given; other than ISO 8601 it is left. */
export function statedDates(firstPublished: string | undefined): readonly DatedEvidence[] {
  const at = statedInstant(firstPublished);
  return at === undefined ? [] : [{ side: 'original', rung: 'partys_word', at, source: 'notice' }];
}

/** Where a date begins first on earth. */
const EASTERNMOST = -14 * HOUR;

/** An instant as written; of a date alone the earliest it can mean, since what a side says counts only against it. */
function statedInstant(text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const trimmed = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(trimmed)) return parseInstant(trimmed);
  const midnight = Date.parse(`${trimmed}T00:00:00Z`);
  return Number.isNaN(midnight) ? undefined : plus(instant(midnight), EASTERNMOST);
}
