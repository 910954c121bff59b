import { maskText } from '../../../shared/desk/mask-contact';

describe('masking', () => {
  it.each([
    ['write to jane.roe@gazette.example now', 'write to j***@gazette.example now'],
    ['jane.roe [at] gazette.example', 'j*** [at] gazette.example'],
    ['call +44 (0)20 7946-0123.', 'call ***23.'],
    ['Tel 0171/2345678', 'Tel ***78'],
    ['müller@bücher.example', 'm***@bücher.example'],
  ])('hides how to reach people: %s', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  it.each([
    'https://news.demo.example/2026/03/02/1234567890-story?id=20260302120000',
    'on 2 March 2026 at 12:00',
    'Reg. No. TX-8-123',
    '17 U.S.C. 512(c)(3)(A)',
  ])('never the matter itself: %s', (text) => {
    expect(maskText(text)).toBe(text);
  });

  it('comes to an end with a long text that is nearly an address everywhere', () => {
    const text = `${'1 '.repeat(100_000)}${'a.'.repeat(100_000)}@`;
    expect(maskText(text).endsWith('a.@')).toBe(true);
  });
});
