import { HOUR, MINUTE, SECOND } from '../clock/instant';

/** Waits between attempts in milliseconds, as Standard Webhooks proposes; some three days in all. */
const BACKOFF_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** How long to wait after the attempt that follows `attempts` others; undefined after the last. */
export const waitAfter = (attempts: number): number | undefined => BACKOFF_MS[attempts];
