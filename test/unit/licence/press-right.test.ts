import { parseDay } from '../../../shared/clock/day';
import { parseInstant } from '../../../shared/clock/instant';
import { pressRightTerm, pressRightUntil } from '../../../shared/licence/press-right';

describe("the press publishers' right", () => {
  it.each([
    ['2026-05-24', '2028-12-31'],
    ['2019-06-05', undefined],
    ['2019-06-06', '2021-12-31'],
    // The year begins after the publication, not with it.
    ['2026-01-01', '2028-12-31'],
    ['2025-12-31', '2027-12-31'],
  ])('in what was published %s lasts until %s', (published, until) => {
    expect(pressRightUntil(parseDay(published)!)).toBe(until);
  });

  it('is said as a fact, of the day in UTC', () => {
    expect(pressRightTerm(parseInstant('2026-05-24T10:00:00Z')!)).toBe('until 2028-12-31');
    expect(pressRightTerm(parseInstant('2019-06-05T23:59:59Z')!)).toBe('none, published before 6 June 2019');
  });
});
