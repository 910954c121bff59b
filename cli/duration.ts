import { DAY, HOUR, MINUTE, SECOND } from '../shared/clock/instant';
import { UsageError } from './io';

const units = { s: SECOND, m: MINUTE, h: HOUR, d: DAY } as const;

/** `90s`, `30m`, `12h`, `1d`, or several in a row (`21h36m`), as milliseconds. @throws UsageError. */
export function durationMs(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)([smhd])/g)];
  if (parts.map(([part]) => part).join('') !== text || parts.length === 0)
    throw new UsageError(`'${text}' is no duration; write 90s, 30m, 12h, 1d or 21h36m`);
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units], 0);
}
