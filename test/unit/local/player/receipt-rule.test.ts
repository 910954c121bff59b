import { takes } from '../../../../local/mail/receive-mail';

describe('the recipients of a receipt rule', () => {
  it.each([
    [['desk@example.org'], 'Desk@Example.ORG', true],
    [['desk@example.org'], 'other@example.org', false],
    [['example.org'], 'anyone@example.org', true],
    [['example.org'], 'anyone@sub.example.org', false],
    [['.example.org'], 'anyone@sub.example.org', true],
    [['.example.org'], 'anyone@example.org', false],
    [[], 'anyone@anywhere.example', true],
  ])('%j takes %s: %s', (recipients, address, expected) => {
    expect(takes({ recipients }, address)).toBe(expected);
  });
});
