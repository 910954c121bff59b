import * as fc from '../../fast-check';
import { canonicalHost, canonicalUrl, hostOf, likelyAddresses } from '../../../shared/article/canonical-url';

const SAME = 'https://mirror.example/world/ferry';

describe('one page, many addresses', () => {
  it.each([
    'https://mirror.example/world/ferry',
    'http://mirror.example/world/ferry',
    'HTTPS://Mirror.Example/world/ferry',
    'https://mirror.example:443/world/ferry',
    'http://mirror.example:80/world/ferry',
    'https://www.mirror.example/world/ferry',
    'https://m.mirror.example/world/ferry',
    'https://amp.mirror.example/world/ferry',
    'https://mobile.mirror.example/world/ferry',
    'https://mirror.example./world/ferry',
    'https://user:secret@mirror.example/world/ferry',
    'https://mirror.example/world/ferry/',
    'https://mirror.example//world//ferry',
    'https://mirror.example/world/./x/../ferry',
    'https://mirror.example/world/ferry#comments',
    'https://mirror.example/world/ferry?',
    'https://mirror.example/world/ferry?utm_source=feed&utm_medium=rss&fbclid=abc',
    'https://mirror.example/world/ferry?gclid=1&mc_cid=2&mc_eid=3#top',
    'https://mirror.example/world/ferry/amp',
    'https://mirror.example/world/ferry/amp/',
    'https://mirror.example/world/ferry?amp=1',
    'https://mirror.example/world/ferry?outputType=amp',
    'https://mirror.example/world/ferry/index.html',
    'https://mirror.example/world/%66erry',
    '  https://mirror.example/world/ferry\n',
    'https://www.m.mirror.example/world/ferry',
    'https://amp.www.mirror.example/world/ferry/amp',
    'https://mirror.example/world/ferry/amp/amp/',
    'https://mirror.example/world/ferry/amp/index.html',
    'https://mirror.example/world/ferry/amp.html',
    'https://mirror.example/world/ferry.amp',
    'https://mirror.example/world/ferry?_gl=1*x&pk_campaign=mail&at_medium=rss&xtor=AL-1',
    'https://www.google.com/amp/s/www.mirror.example/world/ferry/amp',
    'https://www.google.co.uk/amp/s/mirror.example/world/ferry',
    'https://google.de/amp/mirror.example/world/ferry?amp=1',
    'https://mirror-example.cdn.ampproject.org/c/s/mirror.example/world/ferry',
    'https://mirror-example.cdn.ampproject.org/v/s/amp.mirror.example/world/ferry?amp=1&utm_source=x',
    'https://cdn.ampproject.org/c/mirror.example/world/ferry/',
    'https://mirror-example.bing-amp.com/c/s/mirror.example/world/ferry',
    'https://www.google.com/amp/s/mirror-example.cdn.ampproject.org/c/s/mirror.example/world/ferry',
  ])('%s', (address) => {
    expect(canonicalUrl(address)).toBe(SAME);
  });
});

describe('other pages stay other pages', () => {
  it.each([
    ['https://mirror.example/World/Ferry', 'https://mirror.example/World/Ferry'],
    ['https://news.mirror.example/world/ferry', 'https://news.mirror.example/world/ferry'],
    ['https://mirror.example:8443/world/ferry', 'https://mirror.example:8443/world/ferry'],
    ['https://mirror.example/world/ferry?page=2', 'https://mirror.example/world/ferry?page=2'],
    ['https://mirror.example/?p=7&utm_source=x', 'https://mirror.example/?p=7'],
    ['https://mirror.example/?b=2&a=1', 'https://mirror.example/?a=1&b=2'],
    ['https://mirror.example/?a=2&a=1', 'https://mirror.example/?a=2&a=1'],
    ['https://mirror.example/?amp=12', 'https://mirror.example/?amp=12'],
    ['https://mirror.example/a%2fb', 'https://mirror.example/a%2Fb'],
    ['https://mirror.example/a%20b', 'https://mirror.example/a%20b'],
    ['https://mirror.example/%E2%82%AC', 'https://mirror.example/%E2%82%AC'],
    ['https://mirror.example/€', 'https://mirror.example/%E2%82%AC'],
    ['https://bücher.example/a', 'https://xn--bcher-kva.example/a'],
    ['https://mirror.example/amplifier', 'https://mirror.example/amplifier'],
    ['https://mirror.example/story.amp.html', 'https://mirror.example/story.html'],
    ['https://mirror.example/amp/ferry', 'https://mirror.example/amp/ferry'],
    ['https://mirror.example/.amp', 'https://mirror.example/.amp'],
    ['https://www.google.com/amp/s/ferry', 'https://google.com/amp/s/ferry'],
    ['https://www.google.com/search?q=amp', 'https://google.com/search?q=amp'],
    [
      'https://google.evil.example/amp/s/mirror.example/a',
      'https://google.evil.example/amp/s/mirror.example/a',
    ],
    ['https://notampproject.org/c/s/mirror.example/a', 'https://notampproject.org/c/s/mirror.example/a'],
    [
      'https://web.archive.org/web/2026/https://mirror.example/a',
      'https://web.archive.org/web/2026/https:/mirror.example/a',
    ],
    ['https://mirror.example/', 'https://mirror.example/'],
    ['https://mirror.example', 'https://mirror.example/'],
    ['https://amp/', 'https://amp/'],
    ['https://m.example/a', 'https://m.example/a'],
    ['https://127.0.0.1:8080/a', 'https://127.0.0.1:8080/a'],
    ['https://[::1]/a', 'https://[::1]/a'],
  ])('%s is %s', (address, canonical) => {
    expect(canonicalUrl(address)).toBe(canonical);
  });

  it.each([
    '',
    'mirror.example/a',
    '/a',
    'ftp://mirror.example/a',
    'mailto:nora@fjord-post.example',
    'javascript:alert(1)',
    'https://',
    'http://%',
    `https://mirror.example/${'a'.repeat(9_000)}`,
  ])('%s is no web address', (address) => {
    expect(canonicalUrl(address)).toBeUndefined();
  });
});

describe('addresses under which the page may stand as well', () => {
  it.each([
    ['https://mirror.example/amp/world/ferry', ['https://mirror.example/world/ferry']],
    ['https://mirror.example/m/world/ferry', ['https://mirror.example/world/ferry']],
    ['https://mirror.example/world/ferry/print', ['https://mirror.example/world/ferry']],
    ['https://mirror.example/world/ferry?share=1', ['https://mirror.example/world/ferry']],
    [
      'https://mirror.example/amp/ferry?id=7',
      [
        'https://mirror.example/ferry?id=7',
        'https://mirror.example/amp/ferry',
        'https://mirror.example/ferry',
      ],
    ],
    ['https://mirror.example/?id=7', []],
    ['https://mirror.example/amp', []],
    ['https://mirror.example/world/ferry', []],
    ['nothing', []],
  ])('of %s', (canonical, likely) => {
    expect(likelyAddresses(canonical)).toEqual(likely);
  });
});

describe('whatever the address', () => {
  const variant = fc.constantFrom('www.', 'm.', 'amp.', 'mobile.', '');
  const folder = fc.constantFrom(
    'amp',
    'amp.html',
    'index.html',
    'a.amp',
    'b',
    '',
    '%61mp',
    'c.amp.html',
    'x%2famp',
  );
  const cache = fc.constantFrom(
    '',
    'https://www.google.com/amp/s/',
    'https://x.cdn.ampproject.org/c/s/',
    'https://x.bing-amp.com/c/',
  );
  const built = fc
    .tuple(
      fc.array(cache, { maxLength: 2 }),
      fc.array(variant, { maxLength: 3 }),
      fc.array(folder, { maxLength: 5 }),
      fc.constantFrom('', '?amp', '?utm_id=1&b=2&a', '?amp=1&amp=12'),
    )
    .map(
      ([caches, hosts, path, query]) =>
        `${caches.join('').replaceAll(/(?!^)https:\/\//g, '') || 'https://'}${hosts.join('')}mirror.example/${path.join('/')}${query}`,
    );

  it('of many variants at once, the canonical address is its own', () => {
    fc.assert(
      fc.property(built, (address) => {
        const canonical = canonicalUrl(address);
        expect(canonical).toBeDefined();
        expect(canonicalUrl(canonical!)).toBe(canonical);
        expect(hostOf(address)).toBe(new URL(canonical!).hostname);
        for (const likely of likelyAddresses(canonical!)) expect(canonicalUrl(likely)).toBe(likely);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws, and the canonical address of a canonical address is itself', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl({ withQueryParameters: true, withFragments: true }),
          fc.string({ unit: 'binary' }),
        ),
        (address) => {
          const canonical = canonicalUrl(address);
          expect(canonical === undefined ? undefined : canonicalUrl(canonical)).toBe(canonical);
        },
      ),
    );
  });

  it('has the host that a site lists', () => {
    expect(hostOf('https://WWW.Mirror.Example:8443/a')).toBe(canonicalHost('mirror.example'));
    expect(hostOf('nothing')).toBeUndefined();
  });
});

describe('a host longer than a name in the DNS can be', () => {
  // 'Something went wrong on our side': the host was too long to look up.
  it('names no page of anybody', () => {
    const host = (length: number) => `${'a.'.repeat(length / 2 - 1)}fr`;
    expect(hostOf(`https://${host(252)}/x`)).toBe(host(252));
    for (const long of [host(254), `${'ü.'.repeat(1000)}com`]) {
      expect(hostOf(`https://${long}/x`)).toBeUndefined();
      expect(canonicalUrl(`https://${long}/x`)).toBeUndefined();
    }
  });
});
