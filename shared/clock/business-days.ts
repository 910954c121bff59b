import { DAY, HOUR, type Instant, instant, toMs } from './instant';

/** A calendar day, `YYYY-MM-DD`, in whatever zone it was taken. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

/** Days since 1970-01-01; arithmetic on days needs no zone. */
const dayNumber = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`) / DAY;
const fromDayNumber = (day: number): LocalDate => new Date(day * DAY).toISOString().slice(0, 10) as LocalDate;

/** The calendar day of an instant in an IANA time zone. @throws RangeError on an unknown zone. */
export function localDate(at: Instant, timeZone: string): LocalDate {
  const { year, month, day } = wallClock(at, timeZone);
  return `${year}-${month}-${day}` as LocalDate;
}

/** When clocks in `timeZone` first show `hour`:00 on that day; where a change of clocks skips it, when they would have. */
export function atLocalHour(date: LocalDate, hour: number, timeZone: string): Instant {
  const wanted = dayNumber(date) * DAY + hour * HOUR;
  const offsetNear = (ms: number) => shownAt(instant(ms), timeZone) - ms;
  // At most one change lies between the two, so one of these offsets is in force.
  return [offsetNear(wanted - DAY), offsetNear(wanted + DAY)]
    .map((offset) => instant(wanted - offset))
    .filter((at) => shownAt(at, timeZone) >= wanted)
    .sort()[0]!;
}

/** What a wall clock shows, as milliseconds as if it were UTC. */
function shownAt(at: Instant, timeZone: string): number {
  const { year, month, day, hour, minute } = wallClock(at, timeZone);
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
}

function wallClock(at: Instant, timeZone: string) {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(toMs(at));
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  };
}

/** Legal public holidays of 5 U.S.C. 6103 as observed: Saturday's on the Friday before, Sunday's on the Monday after. */
export function isFederalHoliday(date: LocalDate): boolean {
  const year = Number(date.slice(0, 4));
  // New Year's Day on a Saturday is observed in the year before.
  return [...holidaysOf(year), ...holidaysOf(year + 1)].some(
    (holiday) => observed(holiday) === dayNumber(date),
  );
}

function holidaysOf(year: number): readonly number[] {
  const fixed = (month: number, day: number) => Date.UTC(year, month - 1, day) / DAY;
  return [
    fixed(1, 1),
    nthWeekday(year, 1, 1, 3), // Martin Luther King
    nthWeekday(year, 2, 1, 3), // Washington
    lastMonday(year, 5), // Memorial Day
    ...(year >= 2021 ? [fixed(6, 19)] : []), // Juneteenth
    fixed(7, 4),
    nthWeekday(year, 9, 1, 1), // Labor Day
    nthWeekday(year, 10, 1, 2), // Columbus Day
    fixed(11, 11), // Veterans Day
    nthWeekday(year, 11, 4, 4), // Thanksgiving
    fixed(12, 25),
  ];
}

/** 0 = Sunday. 1970-01-01 was a Thursday. */
const weekday = (day: number): number => (((day + 4) % 7) + 7) % 7;

function nthWeekday(year: number, month: number, wanted: number, n: number): number {
  const first = Date.UTC(year, month - 1, 1) / DAY;
  return first + ((wanted - weekday(first) + 7) % 7) + (n - 1) * 7;
}

function lastMonday(year: number, month: number): number {
  const last = Date.UTC(year, month, 0) / DAY;
  return last - ((weekday(last) - 1 + 7) % 7);
}

function observed(day: number): number {
  if (weekday(day) === 6) return day - 1;
  return weekday(day) === 0 ? day + 1 : day;
}

const isBusinessDay = (date: LocalDate): boolean => {
  const day = weekday(dayNumber(date));
  return day !== 0 && day !== 6 && !isFederalHoliday(date);
};

/** The nth business day after `date`, which is day 0 and never counts. */
export function businessDayAfter(date: LocalDate, n: number): LocalDate {
  let day = dayNumber(date);
  for (let left = n; left > 0;) if (isBusinessDay(fromDayNumber((day += 1)))) left -= 1;
  return fromDayNumber(day);
}

/**
 * 17 U.S.C. 512(g)(2)(C): restored not less than 10, nor more than 14, business days after receipt. Ten full days have
 * passed at 00:00 of day 11; the job runs at 09:00 of that day; day 14 is the last.
 */
export function restoreWindow(receivedAt: Instant, timeZone: string) {
  const day0 = localDate(receivedAt, timeZone);
  const [day11, day14] = [businessDayAfter(day0, 11), businessDayAfter(day0, 14)];
  return {
    earliestAt: atLocalHour(day11, 0, timeZone),
    runAt: atLocalHour(day11, 9, timeZone),
    latestAt: atLocalHour(fromDayNumber(dayNumber(day14) + 1), 0, timeZone),
    day11,
    day14,
  };
}
