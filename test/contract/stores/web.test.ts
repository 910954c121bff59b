import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo, LookupFunction } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { isCallable } from '../../../shared/stores/public-address';
import { systemClock } from '../../../shared/stores/system-clock';
import { openWeb, type WebOptions } from '../../../shared/stores/web';

interface Site {
  readonly url: string;
  readonly port: number;
  /** Paths asked for, in order. */
  readonly asked: string[];
  readonly headers: readonly NodeJS.Dict<string | string[]>[];
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(
  answer: (path: string, response: ServerResponse) => void,
  host = '127.0.0.1',
): Promise<Site> {
  const asked: string[] = [];
  const headers: NodeJS.Dict<string | string[]>[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    headers.push(request.headers);
    response.on('error', () => undefined);
    answer(request.url ?? '', response);
  }).listen(0, host);
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://${host}:${port}`, port, asked, headers };
}

const html = (text: string) => `<!doctype html><title>x</title><article><p>${text}</p></article>`;
const page = (response: ServerResponse, body: string | Buffer, more: NodeJS.Dict<string> = {}) =>
  void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...more }).end(body);

/** A public web whose only address is 127.0.0.1; 127.0.0.2 stands for what is inside. */
const only127001 = (address: string): boolean => address === '127.0.0.1' || isCallable(address, false);
const open = (options: Partial<WebOptions> = {}) =>
  openWeb({ now: systemClock, allowLoopback: true, mayCall: only127001, pauseMs: 0, ...options });

/** A resolver that answers as it is told, and counts. */
function resolver(...answers: readonly (readonly string[])[]) {
  let calls = 0;
  const resolve: LookupFunction = (_host, _options, callback) => {
    const addresses = answers[Math.min(calls, answers.length - 1)]!;
    calls += 1;
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return { resolve: resolve as unknown as NonNullable<WebOptions['resolve']>, calls: () => calls };
}

const textOf = (body: Uint8Array) => Buffer.from(body).toString('utf8');

describe('reading a page that a complaint names', () => {
  it('gives its bytes, where they came from and how old they are, and sends nothing of ours along', async () => {
    const site = await serve((_, response) =>
      page(response, html('The harbour'), { 'set-cookie': 'a=b', etag: '"1"', server: 'x' }),
    );
    const answer = await open().read(`${site.url.replace('//', '//user:secret@')}/a?b=c#d`);
    expect(answer).toMatchObject({
      outcome: 'fetched',
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8', etag: '"1"' },
    });
    expect(answer.outcome === 'fetched' && Object.keys(answer.headers)).not.toContain('set-cookie');
    expect(answer.outcome === 'fetched' && textOf(answer.body)).toBe(html('The harbour'));
    expect(site.asked).toEqual(['/a?b=c']);
    expect(Object.keys(site.headers[0]!).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('unpacks %s', async (encoding, pack) => {
    const site = await serve((_, response) =>
      page(response, pack(html('packed')), { 'content-encoding': encoding }),
    );
    const answer = await open().read(site.url);
    expect(answer.outcome === 'fetched' && textOf(answer.body)).toBe(html('packed'));
  });

  it('follows five redirects and no sixth, without cookies', async () => {
    const site = await serve((path, response) => {
      const left = Number(path.slice(1));
      if (left === 0) page(response, html('there'));
      else response.writeHead(302, { location: `/${left - 1}`, 'set-cookie': 'tracked=1' }).end('moved');
    });
    const arrived = await open().read(`${site.url}/5`);
    expect(arrived).toMatchObject({ outcome: 'fetched' });
    expect(arrived.addresses).toEqual([5, 4, 3, 2, 1, 0].map((n) => `${site.url}/${n}`));
    expect(site.headers.some(({ cookie }) => cookie !== undefined)).toBe(false);
    expect(await open().read(`${site.url}/6`)).toMatchObject({
      outcome: 'refused',
      why: 'too_many_redirects',
    });
  });

  it.each([
    [404, 'not_found'],
    [410, 'not_found'],
    [403, 'refused_by_site'],
    [500, 'refused_by_site'],
    [304, 'refused_by_site'],
  ])('of a site that answers %i says %s', async (status, why) => {
    const site = await serve((_, response) => void response.writeHead(status).end());
    expect(await open().read(site.url)).toMatchObject({ outcome: 'refused', why, status });
  });

  it.each(['application/pdf', 'image/png', 'application/json', ''])('does not read %s', async (type) => {
    const site = await serve(
      (_, response) => void response.writeHead(200, type === '' ? {} : { 'content-type': type }).end('%PDF'),
    );
    expect(await open().read(site.url)).toMatchObject({ outcome: 'refused', why: 'not_text' });
  });

  it('waits between two requests to one host', async () => {
    const site = await serve((_, response) => page(response, html('x')));
    const web = open({ pauseMs: 60 });
    const began = performance.now();
    await Promise.all([web.read(`${site.url}/1`), web.read(`${site.url}/2`), web.read(`${site.url}/3`)]);
    // A timer may fire a millisecond early.
    expect(performance.now() - began).toBeGreaterThanOrEqual(118);
  });
});

describe('a page that wants to reach inside', () => {
  // The addresses as they are written, deployed: nothing may be connected to at all.
  it.each([
    ['the machine itself', 'http://127.0.0.1/'],
    ['by one number', 'http://2130706433/'],
    ['in octal', 'http://0177.0.0.1/'],
    ['in hexadecimal', 'http://0x7f.1/'],
    ['shortened', 'http://127.1/'],
    ['the unspecified address', 'http://0/'],
    ['in IPv6', 'http://[::1]/'],
    ['mapped into IPv6', 'http://[::ffff:127.0.0.1]/'],
    ['the metadata service', 'http://169.254.169.254/latest/meta-data/'],
    ['the same mapped into IPv6', 'http://[::ffff:169.254.169.254]/'],
    ['the same in hexadecimal', 'http://[::ffff:a9fe:a9fe]/'],
    ['the same by NAT64', 'http://[64:ff9b::a9fe:a9fe]/'],
    ['the same by 6to4', 'http://[2002:a9fe:a9fe::]/'],
    ['the metadata service of IPv6', 'http://[fd00:ec2::254]/'],
    ['a private network', 'http://10.0.0.7/'],
    ['another', 'http://172.31.255.1/'],
    ['a third', 'http://192.168.1.1/'],
    ['a carrier’s network', 'http://100.64.0.1/'],
    ['a link-local address', 'http://[fe80::1]/'],
    ['full-width digits', 'http://１２７.0.0.1/'],
  ])('%s is refused: %s', async (_what, address) => {
    expect(await openWeb({ now: systemClock }).read(address)).toMatchObject({
      outcome: 'refused',
      why: 'private_address',
    });
  });

  it.each([
    'http://localhost/',
    'http://LOCALHOST./',
    'http://localhost.localdomain/',
    'http://ip6-localhost/',
  ])('by a name of this machine: %s', async (address) => {
    const answer = await openWeb({ now: systemClock, resolve: resolver(['127.0.0.1']).resolve }).read(
      address,
    );
    expect(answer).toMatchObject({ outcome: 'refused', why: 'private_address' });
  });

  it.each([
    'file:///etc/passwd',
    'ftp://gazette.example/',
    'gopher://127.0.0.1:6379/_x',
    'data:text/html,x',
    'http://',
    'not an address',
    'https://gazette.example:25/',
    'http://gazette.example:6379/',
  ])('%s is no address of a page', async (address) => {
    expect(await openWeb({ now: systemClock }).read(address)).toMatchObject({
      outcome: 'refused',
      why: 'not_a_web_address',
    });
  });

  it('by a redirect: each step is checked like the first', async () => {
    const inside = await serve((_, response) => page(response, 'secret'), '127.0.0.2');
    const outside = await serve((path, response) => {
      const to = path === '/file' ? 'file:///etc/passwd' : inside.url;
      response.writeHead(301, { location: to }).end();
    });
    expect(await open().read(`${outside.url}/in`)).toMatchObject({
      outcome: 'refused',
      why: 'private_address',
    });
    expect(await open().read(`${outside.url}/file`)).toMatchObject({
      outcome: 'refused',
      why: 'not_a_web_address',
    });
    expect(inside.asked).toEqual([]);
  });

  it('by a name whose answer changes: what was checked is what is called, and the next step is checked anew', async () => {
    const first = await serve((_, response) => void response.writeHead(302, { location: '/again' }).end());
    const inside = await serve((_, response) => page(response, 'secret'), '127.0.0.2');
    const { resolve, calls } = resolver(['127.0.0.1'], ['127.0.0.2']);
    const answer = await open({ resolve }).read(`http://rebinding.example:${first.port}/`);
    expect(answer).toMatchObject({ outcome: 'refused', why: 'private_address' });
    // One look-up for each connection: none between the check and the call.
    expect(calls()).toBe(2);
    expect(first.asked).toEqual(['/']);
    expect(inside.asked).toEqual([]);
  });

  it('by a name with a good and a bad answer', async () => {
    const site = await serve((_, response) => page(response, 'x'));
    const { resolve } = resolver(['127.0.0.1', '169.254.169.254']);
    expect(await open({ resolve }).read(`http://two.example:${site.port}/`)).toMatchObject({
      why: 'private_address',
    });
    expect(site.asked).toEqual([]);
  });

  it('says so of a host that does not exist', async () => {
    const resolve = ((_host: string, _options: object, callback: (error: Error) => void) =>
      callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))) as unknown as NonNullable<
      WebOptions['resolve']
    >;
    expect(await open({ resolve }).read('https://gone.example/')).toMatchObject({ why: 'no_such_host' });
  });
});

describe('a page that wants to hurt', () => {
  it('of ten gigabytes, announced: none of it is read', async () => {
    const site = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': String(10 * 2 ** 30) });
      response.write('x');
    });
    expect(await open().read(site.url)).toMatchObject({ why: 'too_large' });
  });

  it('of ten gigabytes, not announced: it is left at the limit', async () => {
    let written = 0;
    const chunk = 'x'.repeat(64 << 10);
    const site = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      const more = (): void => {
        while (!response.destroyed && written < 10 * 2 ** 30) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
      };
      more();
    });
    expect(await open({ maxBytes: 1 << 20 }).read(site.url)).toMatchObject({ why: 'too_large' });
    expect(written).toBeLessThan(64 << 20);
  });

  it('packed a thousand times smaller: it is left at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(256 << 20));
    expect(bomb.length).toBeLessThan(1 << 20);
    const site = await serve((_, response) => page(response, bomb, { 'content-encoding': 'gzip' }));
    const before = process.memoryUsage().arrayBuffers;
    expect(await open({ maxBytes: 1 << 20 }).read(site.url)).toMatchObject({ why: 'too_large' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20);
  });

  it('packed twice: it is not unpacked at all', async () => {
    const site = await serve((_, response) =>
      page(response, gzipSync(gzipSync('x')), { 'content-encoding': 'gzip, gzip' }),
    );
    expect(await open().read(site.url)).toMatchObject({ why: 'not_text' });
  });

  it.each([
    ['that never answers', () => undefined],
    [
      'that drips',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const drip = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ])('%s: it is left when its time is over', async (_what, answer) => {
    const site = await serve((_, response) => answer(response));
    expect(await open({ timeoutMs: 200 }).read(site.url)).toMatchObject({ why: 'timed_out' });
  });

  it('with endless headers, or that breaks off, or is not what it says it is packed as', async () => {
    const site = await serve((path, response) => {
      if (path === '/headers') response.writeHead(200, { 'x-long': 'x'.repeat(64 << 10) }).end();
      else if (path === '/broken') {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '100' });
        response.write('x', () => response.destroy());
      } else page(response, 'not gzip', { 'content-encoding': 'gzip' });
    });
    for (const path of ['/headers', '/broken', '/lie'])
      expect(await open().read(site.url + path)).toMatchObject({ outcome: 'refused', why: 'unreachable' });
  });
});
