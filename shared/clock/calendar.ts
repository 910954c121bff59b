import { type Instant, instant, toMs } from './instant';

/** The same time and day `months` later, in UTC; the last of the month if there is no such day (31 Aug + 6 = 28 Feb). */
export function plusMonths(at: Instant, months: number): Instant {
  const date = new Date(toMs(at));
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return instant(date.getTime());
}
