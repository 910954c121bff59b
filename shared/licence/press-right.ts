import { type Day, dayOf, parseDay } from '../clock/day';
import type { Instant } from '../clock/instant';

/** What was first published before it is not covered (Art. 15(4) of Directive (EU) 2019/790). */
const SINCE = '2019-06-06' as Day;

/**
 * Until when the press publishers' right of Directive (EU) 2019/790, Art. 15, lasts for what was published that day: two years
 * from the 1 January that follows. Undefined where there never was one. It belongs to publishers established in a member
 * state only; the author's own copyright is another and lasts longer.
 */
export const pressRightUntil = (published: Day): Day | undefined =>
  published < SINCE ? undefined : parseDay(`${Number(published.slice(0, 4)) + 2}-12-31`);

/** That, as a fact for whoever judges the page. */
export function pressRightTerm(publishedAt: Instant): string {
  const until = pressRightUntil(dayOf(publishedAt));
  return until === undefined ? 'none, published before 6 June 2019' : `until ${until}`;
}

/** Goes with the term wherever it is shown: where the publisher is established is for people to know. */
export const WHOSE_PRESS_RIGHT = 'only if its publisher is established in a member state of the EU';
