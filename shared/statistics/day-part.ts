import type { ArticleRow } from '../article/article';
import type { OutboxEntry } from '../case/case';
import { type Day, dayOf } from '../clock/day';
import type { Verdict } from '../match/match';
import type { CaseDay } from './case-days';

/** What one case, article or delivery adds to the figures of one day. */
export type DayPart =
  | ({ readonly of: 'case' } & CaseDay)
  | { readonly of: 'article'; readonly verdict: Verdict }
  | { readonly of: 'delivery'; readonly delivered: number; readonly failed: number };

/** An article counts on the day on which it was first compared, as the strongest that was found of it since. */
export function articleDay({
  original,
  stages,
  matches,
}: Pick<ArticleRow, 'original' | 'stages' | 'matches'>): readonly (readonly [Day, DayPart])[] {
  const checked = original ? undefined : stages.find(({ stage }) => stage === 'matched');
  if (checked === undefined) return [];
  return [[dayOf(checked.at), { of: 'article', verdict: matches?.[0]?.verdict ?? 'original' }]];
}

/** Attempts at an order to a CMS, each on its day. */
export function deliveryDays({
  effect,
  log = [],
}: Pick<OutboxEntry, 'effect' | 'log'>): readonly (readonly [Day, DayPart])[] {
  if (effect.kind !== 'cms') return [];
  return [...new Set(log.map(({ at }) => dayOf(at)))].map((day) => {
    const attempts = log.filter(({ at }) => dayOf(at) === day);
    const failed = attempts.filter(({ error }) => error !== undefined).length;
    return [day, { of: 'delivery', delivered: attempts.length - failed, failed }];
  });
}
