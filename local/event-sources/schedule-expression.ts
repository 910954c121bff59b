/** When a schedule is due next: the first instant after `afterMs`; both in milliseconds since the epoch. */
export type NextDue = (afterMs: number) => number;

const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
const fields = [
  { name: 'minutes', from: 0, to: 59, names: [] },
  { name: 'hours', from: 0, to: 23, names: [] },
  { name: 'day of month', from: 1, to: 31, names: [] },
  { name: 'month', from: 1, to: 12, names: 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ') },
  // EventBridge counts from Sunday = 1.
  { name: 'day of week', from: 1, to: 7, names: 'SUN MON TUE WED THU FRI SAT'.split(' ') },
  { name: 'year', from: 1970, to: 2199, names: [] },
] as const;

/**
 * Reads EventBridge's `rate(…)` and `cron(…)`, in UTC.
 * @throws Error on anything else, `L`, `W` and `#` included: a schedule is never played at a wrong time.
 */
export function scheduleExpression(expression: string): NextDue {
  const [, kind, argument = ''] = /^(rate|cron)\((.+)\)$/.exec(expression.trim()) ?? [];
  if (kind === 'rate') return everyMs(argument, expression);
  if (kind === 'cron') return cron(argument, expression);
  throw new Error(`the schedule ${expression} is not played: rate(…) and cron(…) are`);
}

function everyMs(argument: string, expression: string): NextDue {
  const [, count, unit] = /^(\d+) (minute|hour|day)s?$/.exec(argument) ?? [];
  if (count === undefined || Number(count) < 1)
    throw new Error(`${expression}: a rate is a whole number of minutes, hours or days`);
  const period = Number(count) * unitMs[unit as keyof typeof unitMs];
  return (afterMs) => afterMs + period;
}

function cron(argument: string, expression: string): NextDue {
  const parts = argument.split(/\s+/);
  if (parts.length !== fields.length) throw new Error(`${expression}: a cron expression has six fields`);
  const [minutes, hours, daysOfMonth, months, daysOfWeek, years] = parts.map((part, index) =>
    allowed(part, fields[index]!, expression),
  ) as [Allowed, Allowed, Allowed, Allowed, Allowed, Allowed];
  const day = (date: Date) =>
    years(date.getUTCFullYear()) &&
    months(date.getUTCMonth() + 1) &&
    daysOfMonth(date.getUTCDate()) &&
    daysOfWeek(date.getUTCDay() + 1);
  return (afterMs) => {
    let at = (Math.floor(afterMs / unitMs.minute) + 1) * unitMs.minute;
    // The longest gap a valid expression can have: 29 February across 2100.
    const horizon = at + 3_000 * unitMs.day;
    while (at < horizon) {
      const date = new Date(at);
      if (!day(date)) at = (Math.floor(at / unitMs.day) + 1) * unitMs.day;
      else if (!hours(date.getUTCHours())) at = (Math.floor(at / unitMs.hour) + 1) * unitMs.hour;
      else if (!minutes(date.getUTCMinutes())) at += unitMs.minute;
      else return at;
    }
    return Number.POSITIVE_INFINITY;
  };
}

type Allowed = (value: number) => boolean;

function allowed(part: string, field: (typeof fields)[number], expression: string): Allowed {
  const number = (text: string): number => {
    const named = (field.names as readonly string[]).indexOf(text.toUpperCase());
    const value = named >= 0 ? field.from + named : Number(text);
    if (!/^\d+$/.test(text) && named < 0)
      throw new Error(`${expression}: ${part} is not played as ${field.name}`);
    if (value < field.from || value > field.to)
      throw new Error(`${expression}: there is no ${field.name} ${text}`);
    return value;
  };
  if (part === '*' || part === '?') return () => true;
  const tests = part.split(',').map((item): Allowed => {
    const [range = '', step] = item.split('/');
    const [first = '', last] = range.split('-');
    const from = first === '*' ? field.from : number(first);
    const to = last !== undefined ? number(last) : step !== undefined ? field.to : from;
    const every = step === undefined ? 1 : Number(step);
    if (!Number.isInteger(every) || every < 1) throw new Error(`${expression}: ${item} has no valid step`);
    return (value) => value >= from && value <= to && (value - from) % every === 0;
  });
  return (value) => tests.some((test) => test(value));
}
