import { HOUR, type Instant, MINUTE, parseInstant, SECOND, toMs } from '../../shared/clock/instant';
import { duration } from '../../shared/clock/time-left';

const day = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' });
const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

/** `today 14:23`, `Mon 23 Nov 14:23`: in the reader's own time zone. */
export function moment(at: Instant, now: Instant): string {
  const [date, today] = [new Date(toMs(at)), new Date(toMs(now))];
  const name = date.toDateString() === today.toDateString() ? 'today' : day.format(date);
  return `${name} ${clock.format(date)}`;
}

/** The desk's refusals name instants for machines; a person reads each as any other time of the console. */
export const withMoments = (text: string, now: Instant): string =>
  text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (found) => {
    const at = parseInstant(found);
    return at === undefined ? found : moment(at, now);
  });

/** With the zone, for who has to be sure. */
export const exactly = (at: Instant): string => full.format(new Date(toMs(at)));

const two = (n: number): string => String(n).padStart(2, '0');

/** `23:59:12`; `-00:04:10` once it has passed. */
export function ticking(ms: number): string {
  const whole = Math.abs(Math.trunc(ms / SECOND)) * SECOND;
  const [h, m, s] = [
    Math.floor(whole / HOUR),
    Math.floor((whole % HOUR) / MINUTE),
    (whole % MINUTE) / SECOND,
  ];
  return `${ms < 0 ? '−' : ''}${two(h)}:${two(m)}:${two(s)}`;
}

/** `3 h 58 m left`, to the second in the last hour, `overdue by 2 h`. */
export const leftWords = (ms: number): string =>
  ms < 0
    ? `overdue by ${duration(-ms)}`
    : ms < HOUR
      ? `${ticking(ms).slice(3)} left`
      : `${duration(ms)} left`;

export { duration };
