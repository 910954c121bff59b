import { DAY, type Instant, instant, toMs } from './instant';

/** A UTC day, `2026-11-22`; strings sort as the days do. */
export type Day = string & { readonly __brand: 'Day' };

export const dayOf = (at: Instant): Day => at.slice(0, 10) as Day;

/** Its first instant. */
export const startOfDay = (day: Day): Instant => `${day}T00:00:00.000Z` as Instant;

/** Undefined where the calendar has no such day. */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && dayOf(instant(ms)) === text ? (text as Day) : undefined;
}

export const plusDays = (day: Day, count: number): Day => dayOf(instant(toMs(startOfDay(day)) + count * DAY));

/** Days from `from` to `to`, both included. */
export const dayCount = (from: Day, to: Day): number =>
  (toMs(startOfDay(to)) - toMs(startOfDay(from))) / DAY + 1;
