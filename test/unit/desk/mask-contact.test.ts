import { parseInstant } from '../../../shared/clock/instant';
import { maskNotice } from '../../../shared/desk/mask-contact';
import { maskText } from '../../../shared/notice/mask-text';

describe('masking', () => {
  it.each([
    ['write to jane.roe@gazette.example now', 'write to j***@gazette.example now'],
    ['jane.roe [at] gazette.example', 'j*** [at] gazette.example'],
    ['jane.roe {at} gazette [dot] example', 'j*** {at} gazette [dot] example'],
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

  it('covers what is known of the sender wherever they wrote it', () => {
    const masked = maskNotice(
      {
        channel: 'mail',
        receivedAt: parseInstant('2026-03-02T12:00:00Z')!,
        contact: { postalAddress: '1 Quay Street\nHarbourtown\nUK', phone: '555 0123' },
        works: [],
        targets: [],
        raw: 'I live at 1 Quay Street, Harbourtown, UK; ring 555 0123.',
      },
      'REV',
    );
    expect(masked.raw).toBe('I live at on file, on file, UK; ring ***23.');
  });

  // A reviewer read in the description of a work how to reach its author.
  it("covers every part of a notice in the sender's own words", () => {
    const words = 'Write to jane@gazette.example or call +44 20 7946 0123.';
    const said = { textId: 'own_words', text: words };
    const masked = maskNotice(
      {
        channel: 'form',
        receivedAt: parseInstant('2026-03-02T12:00:00Z')!,
        contact: {},
        works: [
          { title: words, description: words, author: words, originalUrl: 'https://gazette.example/1234567' },
        ],
        targets: [{ url: 'https://news.demo.example/1234567', quoted: words }],
        goodFaith: said,
        authority: said,
        accuracy: said,
        signature: words,
        onBehalfOf: words,
        explanation: words,
        raw: words,
      },
      'REV',
    );
    expect(JSON.stringify(masked)).not.toMatch(/jane@|7946/);
    expect(masked.targets[0]?.url).toBe('https://news.demo.example/1234567');
    expect(masked.works[0]?.originalUrl).toBe('https://gazette.example/1234567');
  });
});
