import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { processIo } from '../../../cli/io';
import { run } from '../../../cli/main';

/** What the API is asked, by whom. */
async function asked(...argv: string[]) {
  const requests: { readonly call: string; readonly by: string; readonly body: unknown }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      requests.push({
        call: `${request.method} ${request.url}`,
        by: request.headers.authorization ?? '',
        body: body === '' ? undefined : JSON.parse(body),
      });
      response.writeHead(200, { 'content-type': 'application/json', connection: 'close' });
      response.end(JSON.stringify({ scope: 'newsriver', cases: 0, mended: 0 }));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const io = { ...processIo(), stdout, stderr, env: {}, exitWith: () => undefined };
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await run([...argv, '--api', api, '--token', 'of-rita', '--json'], io);
  await new Promise((closed) => server.close(closed));
  return { requests, said: String(stderr.read() ?? '') };
}

describe("options of a verb's own verb", () => {
  it('pause one site: `deliveries pause --site newsriver` stopped the whole desk', async () => {
    const { requests } = await asked('deliveries', 'pause', '--site', 'newsriver', '--reason', 'an upgrade');
    expect(requests).toEqual([
      {
        call: 'POST /deliveries/gates',
        by: 'Bearer of-rita',
        body: { siteId: 'newsriver', did: 'paused', reason: 'an upgrade' },
      },
    ]);
  });

  it('say who asks: `queue rebuild --token T` went out under the name of another', async () => {
    const { requests } = await asked('queue', 'rebuild');
    expect(requests).toMatchObject([{ call: 'POST /queue/rebuild', by: 'Bearer of-rita' }]);
  });

  it('are refused before it, where they would be lost', async () => {
    const { requests, said } = await asked('deliveries', '--site', 'newsriver', 'pause', '--reason', 'x');
    expect(requests).toEqual([]);
    expect(said).toContain("--site goes after 'pause'");
  });
});
