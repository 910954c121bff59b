import * as fc from '../../fast-check';
import { canonicalUrl } from '../../../shared/article/canonical-url';
import { readBulkText } from '../../../shared/notice/bulk-text';

const TWO_WORKS = `# The last ferry, a report by Nora Lund
# https://fjord-post.example/ferry
https://mirror.example/ferry
https://mirror.example/ferry-2

# Herring is back,
# a column in two lines
# https://fjord-post.example/herring
http://mirror.example/herring
`;

describe('a list in the format for bulk uploads', () => {
  it('names works and the copies of each', () => {
    expect(readBulkText(TWO_WORKS)).toEqual({
      works: [
        {
          description: 'The last ferry, a report by Nora Lund',
          originalUrl: 'https://fjord-post.example/ferry',
        },
        {
          description: 'Herring is back,\na column in two lines',
          originalUrl: 'https://fjord-post.example/herring',
        },
      ],
      targets: [
        { url: 'https://mirror.example/ferry', work: 0 },
        { url: 'https://mirror.example/ferry-2', work: 0 },
        { url: 'http://mirror.example/herring', work: 1 },
      ],
    });
  });

  it.each<readonly [string, string, ReturnType<typeof readBulkText>]>([
    [
      'of Windows, with a byte order mark',
      `\ufeff${TWO_WORKS.replaceAll('\n', '\r\n')}`,
      readBulkText(TWO_WORKS),
    ],
    [
      'without works',
      'https://mirror.example/a',
      { works: [], targets: [{ url: 'https://mirror.example/a' }] },
    ],
    ['without copies', '# A work', { works: [{ description: 'A work' }], targets: [] }],
    [
      'with a second address of the work',
      '#https://a.example/1\n##  https://a.example/2',
      { works: [{ originalUrl: 'https://a.example/1', description: 'https://a.example/2' }], targets: [] },
    ],
    [
      'with a line that is no address: it is kept, to be named',
      '# A work\nnot an address',
      { works: [{ description: 'A work' }], targets: [{ url: 'not an address', work: 0 }] },
    ],
    [
      'with one page twice',
      '# A work\nhttps://mirror.example/a\nhttps://www.mirror.example/a?utm_source=x\n# B\nhttps://mirror.example/a',
      {
        works: [{ description: 'A work' }, { description: 'B' }],
        targets: [
          { url: 'https://mirror.example/a', work: 0 },
          { url: 'https://mirror.example/a', work: 1 },
        ],
      },
    ],
    ['empty', ' \n#\n', { works: [], targets: [] }],
  ])('%s', (_what, text, found) => {
    expect(readBulkText(text)).toEqual(found);
  });

  it('of more copies than one case holds says how many were left out', () => {
    const urls = Array.from({ length: 20_000 }, (_, n) => `https://mirror.example/${n}`);
    const { targets, targetsLeftOut } = readBulkText(`# A work\n${urls.join('\n')}`);
    expect([targets.length, targetsLeftOut]).toEqual([500, 19_500]);
  });

  it('whatever it holds, every copy names a work that is there, and no page of a work stands twice', () => {
    const line = fc.oneof(
      fc.nat(9).map((n) => `https://mirror.example/${n}`),
      fc.nat(9).map((n) => `# https://a.example/${n}`),
      fc.constantFrom('# a work', '#', '', 'x', '#\u0000', '\ufeff'),
      fc.string({ maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fc.constantFrom('\n', '\r\n', '\r'), (lines, end) => {
        const { works, targets } = readBulkText(lines.join(end));
        for (const { work, url } of targets) {
          expect(work ?? -1).toBeLessThan(works.length);
          expect(url).not.toMatch(/^#|[\r\n]/);
        }
        const rows = targets.map(({ work, url }) => `${work} ${canonicalUrl(url) ?? url}`);
        expect(new Set(rows).size).toBe(rows.length);
      }),
    );
  });
});
