import { DAY, HOUR, type Instant, MINUTE, SECOND } from './instant';
import { isPaused, remainingMs, type SlaClock } from './sla-clock';

/** A length of time in two units at most, rounded towards zero: `2 d 3 h`, `23 h 59 m`, `12 m`, `40 s`. */
export function duration(ms: number): string {
  const whole = Math.max(0, Math.floor(ms));
  if (whole >= 2 * DAY) return pair(whole, DAY, 'd', HOUR, 'h');
  if (whole >= HOUR) return pair(whole, HOUR, 'h', MINUTE, 'm');
  if (whole >= MINUTE) return `${Math.floor(whole / MINUTE)} m`;
  return `${Math.floor(whole / SECOND)} s`;
}

/** What a person reads of a clock; the command line, the mails and the console say the same words. */
export function timeLeft(clock: SlaClock, now: Instant): string {
  if (clock.cancelledAt !== undefined) return 'stopped';
  if (clock.fulfilledAt !== undefined) return clock.breachedAt === undefined ? 'done in time' : 'done late';
  const left = remainingMs(clock, now);
  if (left < 0) return `overdue by ${duration(-left)}`;
  return isPaused(clock) ? `paused with ${duration(left)} left` : `${duration(left)} left`;
}

function pair(ms: number, big: number, bigName: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % big) / small);
  return rest === 0
    ? `${Math.floor(ms / big)} ${bigName}`
    : `${Math.floor(ms / big)} ${bigName} ${rest} ${smallName}`;
}
