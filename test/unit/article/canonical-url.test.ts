import * as fc from 'fast-check';
import { canonicalHost, canonicalUrl, hostOf } from '../../../shared/article/canonical-url';

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

describe('whatever the address', () => {
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
