import type { ItemState } from '../../../shared/case/case';
import { REASON_WORDS } from '../../../shared/case/words';
import { en } from '../../../shared/desk/mail/locales/en';
import { itemWords } from '../../../pages/case-words';

describe('what has become of an address', () => {
  // The page and the mail of one decision said it in two wordings, kept in two files.
  it.each(Object.keys(en.standing) as ItemState[])('%s reads on the page as in the letter', (state) => {
    const words = itemWords({ state });
    const said = state === 'WITHDRAWN' ? 'withdrawn by you' : en.standing[state];
    expect(words.toLowerCase()).toBe(said.toLowerCase());
    expect(words).toMatch(/^[A-Z]/);
  });

  it('is, once the site said so or the page was seen, what they said and saw', () => {
    const at = '2026-03-02T12:00:00.000Z' as never;
    expect(itemWords({ state: 'DISABLED', acknowledgedAt: at })).toBe('Taken down, as the site says');
    expect(itemWords({ state: 'REMOVED', acknowledgedAt: at, confirmedGoneAt: at })).toBe('Gone');
    expect(itemWords({ state: 'AMENDED', acknowledgedAt: at })).toBe('To be changed, and otherwise stays');
  });

  it('for a reason is told to the parties in the words that staff read', () => {
    expect(en.because).toEqual(REASON_WORDS);
  });
});
