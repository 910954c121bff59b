import { DAY, HOUR, type Instant, MINUTE } from '../shared/clock/instant';
import { WORDS } from './language';
import { type Reading, useReading } from './reading';

const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** `2 Mar 2026, 08:10 GMT-5 (13:10 UTC)`: the reader's time zone is not known, so the site's is told, and UTC beside it. */
export function instantText(at: Instant, { language, timeZone = 'UTC' }: Reading): string {
  const date = new Date(at);
  const say = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(WORDS[language].formats, options).format(date);
  const there = say({ ...DATE, ...TIME, timeZone, timeZoneName: 'short' });
  if (timeZone === 'UTC') return there;
  const isSameDay = say({ ...DATE, timeZone }) === say({ ...DATE, timeZone: 'UTC' });
  return `${there} (${say({ ...(isSameDay ? {} : DATE), ...TIME, timeZone: 'UTC', timeZoneName: 'short' })})`;
}

export const When = ({ at }: { readonly at: Instant }) => (
  <time dateTime={at}>{instantText(at, useReading())}</time>
);

/** A length of time in two units at most, rounded towards zero: `23 hours 59 minutes`. */
export function lengthText(ms: number, { language }: Reading): string {
  const say = (count: number, unit: 'day' | 'hour' | 'minute') =>
    new Intl.NumberFormat(WORDS[language].formats, { style: 'unit', unit, unitDisplay: 'long' }).format(
      count,
    );
  const whole = Math.abs(ms);
  const [big, small] =
    whole >= 2 * DAY
      ? ([
          ['day', DAY],
          ['hour', HOUR],
        ] as const)
      : ([
          ['hour', HOUR],
          ['minute', MINUTE],
        ] as const);
  const counts = [
    [Math.floor(whole / big[1]), big[0]],
    [Math.floor((whole % big[1]) / small[1]), small[0]],
  ] as const;
  const told = counts.filter(([count]) => count > 0);
  return (told.length > 0 ? told : [counts[1]]).map(([count, unit]) => say(count, unit)).join(' ');
}
