import { request as httpRequest, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withConsoleTools } from '../../../local/console-tools';

const moved: number[] = [];
const listener = withConsoleTools(
  async (_request, response) => void response.writeHead(200).end('the desk'),
  {
    links: () => ({ outboxUrl: 'http://127.0.0.1:1/outbox?token=t' }),
    advance: async (ms) => void moved.push(ms),
  },
);

let server: Server;
let port: number;
beforeAll(async () => {
  server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((started) => server.listen(0, '127.0.0.1', started));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => new Promise((closed) => server.close(closed)));

/** As a browser asks, which alone sets `sec-fetch-site`: `fetch` would not. */
const ask = (method: string, path: string, headers: Record<string, string>, body = '') =>
  new Promise<{ readonly status: number; readonly body: string }>((answered, failed) => {
    const asked = httpRequest({ port, host: '127.0.0.1', method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => (text += String(part)));
      response.on('end', () => answered({ status: response.statusCode ?? 0, body: text }));
    });
    asked.on('error', failed).end(body);
  });

const ours = { 'sec-fetch-site': 'same-origin' };

describe('what the console can do to the local stack', () => {
  it('is to see its mails and to move its clock by hours', async () => {
    expect((await ask('GET', '/local/tools', ours)).body).toContain('outbox');
    expect((await ask('POST', '/local/tools/advance', ours, '{"hours":12}')).status).toBe(200);
    expect(moved).toEqual([12 * 3_600_000]);
    expect((await ask('POST', '/local/tools/advance', ours, '{"hours":-1}')).status).toBe(400);
  });

  it('is not for a page of another site, nor for one that reaches this machine by a name of its own', async () => {
    const elsewhere = { 'sec-fetch-site': 'cross-site' };
    expect((await ask('POST', '/local/tools/advance', elsewhere, '{"hours":1}')).status).toBe(403);
    expect((await ask('GET', '/local/tools', { ...ours, host: 'evil.example' })).status).toBe(403);
    expect((await ask('GET', '/local/tools', {})).status).toBe(403);
    expect(moved).toHaveLength(1);
  });

  it('takes no other address from the desk', async () => {
    expect((await ask('GET', '/queue', {})).body).toBe('the desk');
  });
});
