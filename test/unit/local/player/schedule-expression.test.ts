import { scheduleExpression } from '../../../../local/event-sources/schedule-expression';

const next = (expression: string, after: string): string => {
  const at = scheduleExpression(expression)(Date.parse(after));
  return Number.isFinite(at) ? new Date(at).toISOString().slice(0, 16) : 'never';
};

describe('a schedule expression', () => {
  it.each([
    ['rate(1 minute)', '2026-11-22T10:00:30Z', '2026-11-22T10:01'],
    ['rate(15 minutes)', '2026-11-22T10:00:00Z', '2026-11-22T10:15'],
    ['rate(2 days)', '2026-11-22T10:00:00Z', '2026-11-24T10:00'],
    ['cron(0/15 * * * ? *)', '2026-11-22T10:14:59Z', '2026-11-22T10:15'],
    ['cron(0/15 * * * ? *)', '2026-11-22T10:15:00Z', '2026-11-22T10:30'],
    ['cron(5,35 8-10 * * ? *)', '2026-11-22T10:35:00Z', '2026-11-23T08:05'],
    // 22 November 2026 is a Sunday; EventBridge calls it day 1.
    ['cron(0 9 ? * MON-FRI *)', '2026-11-21T12:00:00Z', '2026-11-23T09:00'],
    ['cron(0 9 ? * 1 *)', '2026-11-21T12:00:00Z', '2026-11-22T09:00'],
    ['cron(0 0 1 JAN ? *)', '2026-11-22T00:00:00Z', '2027-01-01T00:00'],
    ['cron(0 12 29 2 ? *)', '2026-11-22T00:00:00Z', '2028-02-29T12:00'],
    ['cron(0 0 31 2 ? *)', '2026-11-22T00:00:00Z', 'never'],
    ['cron(0 0 1 1 ? 2020)', '2026-11-22T00:00:00Z', 'never'],
  ])('%s after %s is due at %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  it.each([
    'at(2026-11-22T10:00:00)',
    'rate(0 minutes)',
    'rate(1.5 hours)',
    'cron(0 9 * * *)',
    'cron(60 9 * * ? *)',
    'cron(0 9 L * ? *)',
    'cron(0 9 ? * 2#1 *)',
    'cron(*/0 9 * * ? *)',
  ])('refuses %s, rather than running at a wrong time', (expression) => {
    expect(() => scheduleExpression(expression)).toThrow(expression.slice(0, 4));
  });
});
