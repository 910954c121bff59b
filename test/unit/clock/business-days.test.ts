import {
  atLocalHour,
  businessDayAfter,
  isFederalHoliday,
  type LocalDate,
  restoreWindow,
} from '../../../shared/clock/business-days';
import { plusMonths } from '../../../shared/clock/calendar';
import type { Instant } from '../../../shared/clock/instant';

const date = (text: string) => text as LocalDate;

describe('business days for 17 U.S.C. 512(g) (fact sheet, 1.6)', () => {
  it.each([
    ['2026-11-20', '2026-12-07', '2026-12-08', '2026-12-11'],
    ['2026-11-25', '2026-12-10', '2026-12-11', '2026-12-16'],
    ['2026-12-18', '2027-01-05', '2027-01-06', '2027-01-11'],
    ['2026-12-31', '2027-01-15', '2027-01-19', '2027-01-22'],
    ['2027-01-02', '2027-01-15', '2027-01-19', '2027-01-22'],
    ['2027-06-11', '2027-06-28', '2027-06-29', '2027-07-02'],
    ['2027-06-18', '2027-07-02', '2027-07-06', '2027-07-09'],
    ['2027-12-17', '2028-01-04', '2028-01-05', '2028-01-10'],
    ['2026-07-02', '2026-07-17', '2026-07-20', '2026-07-23'],
  ])('received %s: day 10 %s, day 11 %s, day 14 %s', (received, ten, eleven, fourteen) => {
    expect(businessDayAfter(date(received), 10)).toBe(ten);
    expect(businessDayAfter(date(received), 11)).toBe(eleven);
    expect(businessDayAfter(date(received), 14)).toBe(fourteen);
  });

  it.each(['2026-07-03', '2027-06-18', '2027-07-05', '2027-12-24', '2027-12-31', '2028-11-10'])(
    'observes the holiday of a weekend on %s',
    (observed) => {
      expect(isFederalHoliday(date(observed))).toBe(true);
    },
  );

  it('has no Juneteenth before 2021', () => {
    expect(isFederalHoliday(date('2020-06-19'))).toBe(false);
    expect(isFederalHoliday(date('2023-06-19'))).toBe(true);
  });

  it('takes the day of receipt in the agent’s zone, at one minute past midnight too', () => {
    const zone = 'America/New_York';
    // 2026-11-21T04:59Z is still Friday the 20th in New York; two minutes later it is Saturday.
    expect(restoreWindow('2026-11-21T04:59:00.000Z' as Instant, zone)).toMatchObject({
      earliestAt: '2026-12-08T05:00:00.000Z',
      runAt: '2026-12-08T14:00:00.000Z',
      latestAt: '2026-12-12T05:00:00.000Z',
    });
    expect(restoreWindow('2026-11-23T05:01:00.000Z' as Instant, zone).day11).toBe('2026-12-09');
  });

  it('finds local hours on days when the clocks change', () => {
    expect(atLocalHour(date('2027-03-14'), 9, 'America/New_York')).toBe('2027-03-14T13:00:00.000Z');
    expect(atLocalHour(date('2027-03-14'), 2, 'America/New_York')).toBe('2027-03-14T07:00:00.000Z');
    expect(atLocalHour(date('2026-11-01'), 0, 'America/New_York')).toBe('2026-11-01T04:00:00.000Z');
    expect(atLocalHour(date('2026-11-01'), 9, 'Asia/Kathmandu')).toBe('2026-11-01T03:15:00.000Z');
  });
});

describe('months on the calendar', () => {
  it.each([
    ['2026-08-31T10:00:00.000Z', '2027-02-28T10:00:00.000Z'],
    ['2027-08-31T10:00:00.000Z', '2028-02-29T10:00:00.000Z'],
    ['2026-11-22T00:00:00.000Z', '2027-05-22T00:00:00.000Z'],
  ])('six months from %s is %s', (from, to) => {
    expect(plusMonths(from as Instant, 6)).toBe(to);
  });
});
