import type { LicenceId, PublisherId } from '../../../shared/ids';
import type { LicenceAnswer } from '../../../shared/licence/check-licence';
import { type AnsweredMatch, disposition, dispositionPolicy } from '../../../shared/licence/disposition';
import type { Verdict } from '../../../shared/match/match';

const LICENSED: LicenceAnswer = {
  answer: 'licensed',
  licenceId: 'lic_A' as LicenceId,
  reasons: ['Licence lic_A covers it.'],
};
const BROKEN: LicenceAnswer = {
  answer: 'terms_broken',
  licenceId: 'lic_A' as LicenceId,
  broken: ['expired'],
  reasons: ['Licence lic_A: ended on 2026-01-01.'],
};
const UNLICENSED: LicenceAnswer = { answer: 'unlicensed', reasons: ['No licence.'] };
const UNKNOWN: LicenceAnswer = { answer: 'unknown', reasons: ['Publisher not known.'] };

const match = (verdict: Verdict, licence: LicenceAnswer, publisherId = 'fjord-post'): AnsweredMatch => ({
  match: {
    originalId: 'art_9',
    verdict,
    score: 1,
    articleCoverage: 0.9,
    originalCoverage: 0.9,
    ownWords: 640,
    quotedWords: 20,
    boilerplateWords: 0,
    longestRunWords: 99,
  },
  publisherId: publisherId as PublisherId,
  licence,
});

const complete = { incomplete: [] };
const open = dispositionPolicy('open');
const closed = dispositionPolicy('closed');

describe('what becomes of an article', () => {
  it.each([
    ['nothing found', [], 'publish'],
    ['an unlicensed copy', [match('copy', UNLICENSED)], 'hold'],
    ['an unlicensed part', [match('partial', UNLICENSED)], 'hold'],
    ['a licensed copy', [match('copy', LICENSED)], 'label'],
    ['a copy whose licence is broken', [match('copy', BROKEN)], 'hold'],
    ['a copy of nobody knows whom', [match('copy', UNKNOWN)], 'hold'],
    ['a quotation', [match('quotation', UNLICENSED)], 'publish'],
    ['boilerplate', [match('boilerplate', UNLICENSED)], 'publish'],
    ['nothing of another’s', [match('original', UNLICENSED)], 'publish'],
    [
      'licensed and unlicensed at once',
      [match('copy', LICENSED), match('partial', UNLICENSED, 'other')],
      'hold',
    ],
  ] as const)('%s: %s', (_what, matches, kind) => {
    expect(disposition(open, complete, matches).kind).toBe(kind);
  });

  it('calls the original by its address where that is known', () => {
    const found = { ...match('copy', BROKEN), originalUrl: 'https://fjord.example/ferry' };
    expect(disposition(open, complete, [found]).reasons[0]).toMatch(
      /^Copy of https:\/\/fjord\.example\/ferry: /,
    );
  });

  it('says why, and by which policy', () => {
    const held = disposition(open, complete, [match('copy', BROKEN)]);
    expect(held.reasons).toEqual([
      'Copy of art_9: 640 of its words outside quotations. The licence is not kept to.',
      'Licence lic_A: ended on 2026-01-01.',
    ]);
    expect(held.policyVersion).toBe(open.version);
  });

  it('a publisher’s own text is not a copy of somebody else', () => {
    const own = { publisherId: 'fjord-post' as PublisherId, incomplete: [] };
    expect(disposition(open, own, [match('copy', UNLICENSED)])).toMatchObject({
      kind: 'publish',
      reasons: [expect.stringContaining('own text')],
    });
    expect(disposition(open, own, [match('copy', UNLICENSED, 'other')]).kind).toBe('hold');
  });

  it('fails open or closed as the site chose, never silently', () => {
    const incomplete = { incomplete: ['pack 01J is unreadable'] };
    expect(disposition(open, incomplete, [])).toMatchObject({
      kind: 'publish',
      reasons: [expect.stringContaining('pack 01J')],
    });
    expect(disposition(closed, incomplete, [])).toMatchObject({
      kind: 'hold',
      reasons: [expect.stringContaining('pack 01J')],
    });
    expect(disposition(open, incomplete, [match('copy', LICENSED)]).kind).toBe('label');
  });
});
