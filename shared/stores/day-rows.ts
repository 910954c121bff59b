import type { ArticleRow } from '../article/article';
import type { CaseHead, OutboxEntry, TimelineEntry } from '../case/case';
import { canonicalJson } from '../case/timeline';
import type { Day } from '../clock/day';
import { CANARY_SITE_ID } from '../desk/canary-site';
import type { SiteId } from '../ids';
import { caseDays, NOTHING } from '../statistics/case-days';
import { articleDay, type DayPart, deliveryDays } from '../statistics/day-part';
import { articlePk, casePk, ownerPk, startingWith } from './desk-rows';
import { FORMAT, type Row, type Table } from './table';

// What a case, an article or a delivery adds to a day's figures. It is written with the change that alters it, whole and
// computed from the record alone, so nothing is counted twice and nothing drifts.

/** The partition of the `queue` index in which a day's figures lie together. */
export const figuresPk = (day: Day): string => `FIGURES#${day}`;

const dayRow = (pk: string, sk: string, day: Day, part: DayPart): Row => ({
  pk,
  sk,
  format: FORMAT,
  body: part,
  queuePk: figuresPk(day),
  queueSk: `${pk}#${sk}`,
});

/** Nobody's figures are to count the canary's. */
const isCounted = (siteId: SiteId): boolean => siteId !== CANARY_SITE_ID;

/** `ARTICLE#…/DAY#<day>`. */
export const articleDayRows = (article: ArticleRow): readonly Row[] =>
  articleDay(article)
    .filter(() => isCounted(article.siteId))
    .map(([day, part]) => dayRow(articlePk(article.id), `DAY#${day}`, day, part));

/** `…/ATTEMPTS#<day>#<delivery>`. The canary has no mailbox, so no mail is tried for it. */
export const deliveryDayRows = (entry: OutboxEntry): readonly Row[] =>
  deliveryDays(entry)
    .filter(() => entry.effect.kind !== 'cms' || isCounted(entry.effect.siteId))
    .map(([day, part]) => dayRow(ownerPk(entry.owner), `ATTEMPTS#${day}#${entry.id}`, day, part));

/**
 * `CASE#…/DAY#<day>`, those that are not as the record makes them. A day to which the case no longer adds anything, since
 * a decision was taken back, keeps an empty row: no row is ever deleted.
 * @param timeline the whole of it.
 * @param isNew whether the case is only being opened, so that nothing stands there yet.
 */
export async function caseDayRows(
  desk: Table,
  head: CaseHead,
  timeline: readonly TimelineEntry[],
  isNew = false,
): Promise<readonly Row[]> {
  if (!isCounted(head.siteId)) return [];
  const pk = casePk(head.id);
  const right = [...caseDays(head, timeline)].map(([day, part]) =>
    dayRow(pk, `DAY#${day}`, day, { of: 'case', caseId: head.id, ...part }),
  );
  const stored = isNew ? [] : (await desk.page({ pk, ...startingWith('DAY#') })).rows;
  const vanished = stored
    .filter(({ sk }) => !right.some((row) => row.sk === sk))
    .map(({ sk }): Row => {
      const body: DayPart = { of: 'case', caseId: head.id, ...NOTHING };
      return { pk, sk: String(sk), format: FORMAT, body };
    });
  return differing([...right, ...vanished], stored);
}

/** Of the rows as they should be, those that are not so stored. */
export const differing = (
  right: readonly Row[],
  stored: readonly Readonly<Record<string, unknown>>[],
): readonly Row[] => {
  const known = new Set(stored.map(textOf));
  return right.filter((row) => !known.has(textOf({ ...row })));
};

const textOf = ({ sk, body, queuePk }: Readonly<Record<string, unknown>>): string =>
  canonicalJson([sk, body, queuePk]);
