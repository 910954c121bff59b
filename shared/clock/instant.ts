/** A UTC instant as ISO 8601 with milliseconds and `Z`; strings sort as the instants do. */
export type Instant = string & { readonly __brand: 'Instant' };

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** @param ms milliseconds since the Unix epoch. @throws RangeError if not a representable date. */
export const instant = (ms: number): Instant => new Date(ms).toISOString() as Instant;

/** Milliseconds since the Unix epoch. */
export const toMs = (at: Instant): number => Date.parse(at);

/** Any ISO 8601 date-time with an offset, as an Instant; undefined if it is not one. */
export function parseInstant(text: string): Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : instant(ms);
}

/** `at` moved by `ms` milliseconds. */
export const plus = (at: Instant, ms: number): Instant => instant(toMs(at) + ms);

/** Milliseconds from `from` to `to`; negative if `to` is earlier. */
export const between = (from: Instant, to: Instant): number => toMs(to) - toMs(from);
