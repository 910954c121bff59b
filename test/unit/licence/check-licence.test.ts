import { DAY, type Instant, plus } from '../../../shared/clock/instant';
import type { LicenceId, PublisherId } from '../../../shared/ids';
import { checkLicence, type LicenceQuestion, type Term } from '../../../shared/licence/check-licence';
import type { Licence } from '../../../shared/licence/licence';

const NOW = '2026-11-20T12:00:00.000Z' as Instant;
const fjord = 'fjord-post' as PublisherId;

const licence: Licence = {
  id: 'lic_A' as LicenceId,
  publisherId: fjord,
  partner: 'feed-north',
  scope: { kind: 'prefixes', prefixes: ['https://fjord-post.example/news'] },
  from: '2026-01-01T00:00:00.000Z' as Instant,
  until: '2027-01-01T00:00:00.000Z' as Instant,
  terms: { credit: 'Fjord Post', maxWords: 400, embargoMs: DAY },
};

const question: LicenceQuestion = {
  licences: [licence],
  source: 'feed-north',
  original: {
    publisherId: fjord,
    canonicalUrl: 'https://fjord-post.example/news/ferry',
    publishedAt: plus(NOW, -2 * DAY),
  },
  copy: { copiedWords: 400, text: 'The ferry is gone.\n\nPhoto and text: FJORD  post.' },
  now: NOW,
};

describe('the registry answers', () => {
  it('licensed, naming the licence', () => {
    expect(checkLicence(question)).toMatchObject({ answer: 'licensed', licenceId: 'lic_A' });
  });

  it.each<readonly [Term, Partial<LicenceQuestion>]>([
    ['not_yet_valid', { now: plus(licence.from, -1) }],
    ['expired', { now: licence.until as Instant }],
    ['embargo', { original: { ...question.original, publishedAt: plus(NOW, -DAY + 1) } }],
    ['over_word_limit', { copy: { ...question.copy, copiedWords: 401 } }],
    ['no_credit', { copy: { ...question.copy, text: 'By the fjord, post haste.' } }],
  ])('terms broken: %s', (term, change) => {
    const answer = checkLicence({ ...question, ...change });
    expect(answer).toMatchObject({
      answer: 'terms_broken',
      licenceId: 'lic_A',
      broken: expect.arrayContaining([term]),
    });
    expect(answer.reasons.join(' ')).toContain('lic_A');
  });

  it('names every broken term at once', () => {
    expect(
      checkLicence({ ...question, copy: { copiedWords: 900, text: '' }, now: plus(NOW, 90 * DAY) }),
    ).toMatchObject({ broken: ['expired', 'over_word_limit', 'no_credit'] });
  });

  it('keeps to the edges: the last millisecond, the first word too many, the end of an embargo', () => {
    expect(checkLicence({ ...question, now: plus(licence.until as Instant, -1) }).answer).toBe('licensed');
    expect(
      checkLicence({
        ...question,
        now: licence.from,
        original: { ...question.original, publishedAt: plus(licence.from, -DAY) },
      }).answer,
    ).toBe('licensed');
  });

  it('the licence that fits best speaks', () => {
    const old = { ...licence, id: 'lic_B' as LicenceId, until: licence.from };
    expect(checkLicence({ ...question, licences: [old, licence] })).toMatchObject({
      answer: 'licensed',
      licenceId: 'lic_A',
    });
  });

  it('a credit of nothing but spaces asks for nothing', () => {
    const blank = { ...licence, terms: { credit: ' ' } };
    expect(checkLicence({ ...question, licences: [blank] }).answer).toBe('licensed');
  });

  it('one for every source covers every source', () => {
    expect(
      checkLicence({ ...question, source: 'another', licences: [{ ...licence, partner: '*' }] }).answer,
    ).toBe('licensed');
  });

  it.each([
    ['no licence', { licences: [] }],
    ['another partner', { source: 'feed-south' }],
    [
      'other works, though the prefix looks alike',
      { original: { ...question.original, canonicalUrl: 'https://fjord-post.example/newsletter/1' } },
    ],
    ['another publisher', { licences: [{ ...licence, publisherId: 'other' as PublisherId }] }],
  ])('unlicensed: %s', (_why, change) => {
    expect(checkLicence({ ...question, ...change }).answer).toBe('unlicensed');
  });

  it('unknown, where nobody knows whose the original is', () => {
    expect(checkLicence({ ...question, original: {} }).answer).toBe('unknown');
  });

  it('does not invent an embargo for an original without a date, and says that it was not checked', () => {
    const { publishedAt: _unknown, ...original } = question.original;
    const answer = checkLicence({ ...question, original });
    expect(answer.answer).toBe('licensed');
    expect(answer.reasons.join(' ')).toContain('embargo could not be checked');
  });
});
