import type { ItemState } from '../../../shared/case/case';
import { REASON_WORDS } from '../../../shared/case/words';
import { en as letters } from '../../../shared/desk/mail/locales/en';
import { itemWords, progressOf } from '../../../pages/case-words';
import { LANGUAGE_TAGS, WORDS } from '../../../pages/language';

const at = '2026-03-02T12:00:00.000Z' as never;

describe('what has become of an address', () => {
  // The page and the mail of one decision said it in two wordings, kept in two files.
  it.each(
    LANGUAGE_TAGS.flatMap((tag) =>
      (Object.keys(letters.standing) as ItemState[]).map((state) => [tag, state] as const),
    ),
  )('in %s: %s reads on the page as in the letter', (tag, state) => {
    const said =
      state === 'WITHDRAWN' ? WORDS[tag].follow.items.withdrawnByYou : WORDS[tag].letters.standing[state];
    const words = itemWords(WORDS[tag], { state });
    expect(words.toLowerCase()).toBe(said.toLowerCase());
    expect(words[0]).toBe(words[0]!.toUpperCase());
  });

  it('is, once the site said so or the page was seen, what they said and saw', () => {
    const says = (item: Parameters<typeof itemWords>[1]) => itemWords(WORDS.en, { orderedAt: at, ...item });
    expect(says({ state: 'DISABLED', acknowledgedAt: at })).toBe('Taken down, as the site says');
    expect(says({ state: 'REMOVED', acknowledgedAt: at, confirmedGoneAt: at })).toBe('Gone');
    expect(says({ state: 'AMENDED', acknowledgedAt: at })).toBe('To be changed, and otherwise stays');
  });

  it('is carried out once it was seen, or where nothing can be seen, said', () => {
    expect(progressOf({ state: 'PENDING' })).toBe('open');
    expect(progressOf({ state: 'KEPT' })).toBe('other');
    expect(progressOf({ state: 'WITHDRAWN', orderedAt: at })).toBe('withdrawn');
    expect(progressOf({ state: 'DISABLED', orderedAt: at, acknowledgedAt: at })).toBe('ordered');
    expect(progressOf({ state: 'DISABLED', orderedAt: at, confirmedGoneAt: at })).toBe('done');
    expect(progressOf({ state: 'AMENDED', orderedAt: at, acknowledgedAt: at })).toBe('done');
  });

  it('for a reason is told to the parties in the words that staff read', () => {
    expect(letters.because).toEqual(REASON_WORDS);
  });
});
