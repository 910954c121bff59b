import * as fc from '../fast-check';
import { canonicalUrl } from '../../shared/article/canonical-url';
import { readNotice } from '../../shared/notice/read-notice';
import { screenNotice } from '../../shared/notice/screen-notice';
import { isOurHost, RECEIVED } from '../unit/notice/letter-of-complaint';

const read = (text: string) => readNotice(text, { channel: 'mail', receivedAt: RECEIVED, isOurHost });

/** Pieces that real letters are made of, in any order and any number. */
const piece = fc.oneof(
  fc.constantFrom(
    'Dear Sir,',
    'Original work: The last ferry',
    'Infringing URL:',
    '**Which pages should be taken down?**',
    'Signature:',
    'Regards,',
    'Nora Lund',
    '/s/',
    'I have a good faith belief that it is not authorized.',
    'Under penalty of perjury, I am the owner.',
    'E-mail: nora@fjord-post.example',
    'Address:',
    '> quoted',
    '---',
    '',
  ),
  fc.nat(20).map((n) => `https://mirror.example/story-${n}`),
  fc.nat(20).map((n) => `https://fjord-post.example/story-${n}`),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const letter = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('\n'));

describe('whatever a letter says', () => {
  it('is kept, screened, and complains only of addresses it names, each once', () => {
    fc.assert(
      fc.property(letter, (text) => {
        const notice = read(text);
        expect(notice.raw).toBe(text);
        const targets = notice.targets.map(({ url }) => canonicalUrl(url));
        expect(new Set(targets).size).toBe(targets.length);
        expect(targets).not.toContain(undefined);
        for (const { work } of notice.targets)
          expect(work ?? 0).toBeLessThan(Math.max(1, notice.works.length));
        const { targets: screened, missing, dmcaEffective } = screenNotice(notice, isOurHost);
        expect(screened).toHaveLength(targets.length);
        expect(dmcaEffective && missing.length > 0).toBe(false);
      }),
    );
  });

  it('every story of ours that it names outside a work’s own section is complained of', () => {
    const stories = fc.uniqueArray(fc.nat(500), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(stories, fc.constantFrom('\n', '\n\n', ' and ', ', '), (numbers, between) => {
        const urls = numbers.map((n) => `https://mirror.example/story-${n}`);
        const { targets } = read(`Please take these pages down:\n${urls.join(between)}\n\nNora Lund`);
        expect(targets.map(({ url }) => url)).toEqual(urls);
      }),
    );
  });
});
