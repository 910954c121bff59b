import { DAY, HOUR, MINUTE, SECOND } from '../../shared/clock/instant';

export interface TimeScale {
  readonly unit: 'seconds' | 'minutes' | 'hours' | 'days';
  readonly ms: number;
}

/** In which unit times are told of which this is the longest: a second is not 0.0003 hours, and a month not 720. */
export function timeScale(longestMs: number): TimeScale {
  if (longestMs < 2 * MINUTE) return { unit: 'seconds', ms: SECOND };
  if (longestMs < 2 * HOUR) return { unit: 'minutes', ms: MINUTE };
  return longestMs < 3 * DAY ? { unit: 'hours', ms: HOUR } : { unit: 'days', ms: DAY };
}
