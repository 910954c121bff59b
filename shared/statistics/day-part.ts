import type { ArticleRow } from '../article/article';
import type { OutboxEntry } from '../case/case';
import { type Day, dayOf } from '../clock/day';
import type { CaseId } from '../ids';
import type { Verdict } from '../match/match';
import type { CaseDay } from './case-days';

/** What one case, article, order to a CMS or mail to a party adds to the figures of one day. */
export type DayPart =
  | ({ readonly of: 'case'; readonly caseId: CaseId } & CaseDay)
  | { readonly of: 'article'; readonly verdict: Verdict }
  | { readonly of: 'order'; readonly delivered: number; readonly failed: number }
  | {
      readonly of: 'mail';
      readonly delivered: number;
      readonly failed: number;
      /** Taken, and come back; it counts among the delivered of its day all the same. */
      readonly returned: number;
    };

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

/** Attempts at an order to a CMS or at a mail, each on its day, and a mail's return on that of its own. */
export function deliveryDays({
  effect,
  log = [],
  returned,
}: Pick<OutboxEntry, 'effect' | 'log' | 'returned'>): readonly (readonly [Day, DayPart])[] {
  const { kind } = effect;
  if (kind !== 'cms' && kind !== 'mail') return [];
  const back = returned && dayOf(returned.at);
  const days = new Set([...log.map(({ at }) => dayOf(at)), ...(back ? [back] : [])]);
  return [...days].map((day) => {
    const attempts = log.filter(({ at }) => dayOf(at) === day);
    const failed = attempts.filter(({ error }) => error !== undefined).length;
    const counts = { delivered: attempts.length - failed, failed };
    return [
      day,
      kind === 'cms' ? { of: 'order', ...counts } : { of: 'mail', ...counts, returned: back === day ? 1 : 0 },
    ];
  });
}
