import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { distributionListener, type Behavior } from '../../../../local/distribution/distribution';
import { edgeFunction } from '../../../../local/distribution/edge-function';

const seen: IncomingMessage[] = [];
const behavior = (more: Partial<Behavior> & Pick<Behavior, 'pathPattern'>): Behavior => ({
  methods: ['GET', 'HEAD'],
  origin: { api: 'desk', headers: {} },
  onRequest: undefined,
  responseHeaders: {},
  ...more,
});
const listener = distributionListener(
  {
    behaviors: [
      behavior({
        pathPattern: '/pages/*',
        onRequest: edgeFunction(
          'function handler(event) { event.request.uri = "/one-page"; return event.request; }',
        ),
        responseHeaders: { 'content-security-policy': "default-src 'none'", 'x-said': 'by the policy' },
      }),
      behavior({
        pathPattern: '/forms',
        methods: ['POST'],
        onRequest: edgeFunction(`function handler(event) {
          var length = event.request.headers['content-length'];
          return length && Number(length.value) > 10
            ? { statusCode: 303, headers: { location: { value: '/too-large' } } }
            : event.request;
        }`),
      }),
      behavior({
        pathPattern: '*',
        methods: ['GET', 'POST'],
        origin: { api: 'desk', headers: { 'x-door': 'ours' } },
      }),
    ],
  },
  {
    s3: new S3Client({ region: 'us-east-1' }),
    api: () => async (request) => {
      seen.push(request);
      return { status: 200, headers: { 'x-said': 'by the origin' }, body: Buffer.from(request.url ?? '') };
    },
  },
);

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((started) => server.listen(0, '127.0.0.1', started));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((closed) => server.close(closed)));

describe('a distribution, as it is played', () => {
  it('chooses by path, runs the function, and sets the policy’s headers over the origin’s', async () => {
    const response = await fetch(`${url}/pages/any/where?q=1`);
    expect(await response.text()).toBe('/one-page?q=1');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'");
    expect(response.headers.get('x-said')).toBe('by the policy');
  });

  it('passes everything else on as it is, and tells the origin who asked', async () => {
    const response = await fetch(`${url}/queue?limit=5`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(await response.text()).toBe('/queue?limit=5');
    expect(response.headers.get('x-said')).toBe('by the origin');
    expect(seen.at(-1)!.headers['x-forwarded-for']).toMatch(/^203\.0\.113\.9, .*127\.0\.0\.1$/);
    expect(seen.at(-1)!.headers['x-door']).toBe('ours');
  });

  it('answers by its function where that answers, whatever is still being sent', async () => {
    const send = (body: Buffer) => fetch(`${url}/forms`, { method: 'POST', body, redirect: 'manual' });
    const asked = seen.length;
    const turnedAway = await send(Buffer.alloc(20_000_000));
    expect([turnedAway.status, turnedAway.headers.get('location')]).toEqual([303, '/too-large']);
    expect(seen).toHaveLength(asked);
    expect((await send(Buffer.alloc(10))).status).toBe(200);
  });

  it('lets through the methods that are allowed, and no other', async () => {
    expect((await fetch(`${url}/pages/x`, { method: 'POST' })).status).toBe(403);
    expect((await fetch(`${url}/queue`, { method: 'POST' })).status).toBe(200);
  });
});

describe('a function at its edge', () => {
  it('that answers with a body that is no text, or changes more than the address, is an error and not silently something else', () => {
    const answering = edgeFunction('function handler() { return { statusCode: 302, body: "x" }; }');
    expect(() => answering({ method: 'GET', uri: '/' })).toThrow(/answered with body/);
    const method = edgeFunction('function handler(e) { e.request.method = "PUT"; return e.request; }');
    expect(() => method({ method: 'GET', uri: '/' })).toThrow(/did more to a request/);
  });
});
