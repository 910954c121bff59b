import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { z } from 'zod';
import { type Call, created, type Handlers, ok, serve } from '../../../functions/http';
import { parseInstant } from '../../../shared/clock/instant';
import { parseArticleId } from '../../../shared/ids';
import { Problem } from '../../../shared/problem';

const noon = parseInstant('2026-03-02T12:00:00Z')!;
const invocation = { awsRequestId: 'req-1', getRemainingTimeInMillis: () => 1_000 };

const event = (routeKey: string, more: Partial<APIGatewayProxyEventV2> = {}): APIGatewayProxyEventV2 =>
  ({
    version: '2.0',
    routeKey,
    headers: {},
    requestContext: { http: { sourceIp: '203.0.113.7' } },
    isBase64Encoded: false,
    ...more,
  }) as APIGatewayProxyEventV2;

describe('the dispatcher', () => {
  const log: string[] = [];
  let spy: jest.SpyInstance;
  beforeEach(() => {
    log.length = 0;
    spy = jest.spyOn(console, 'log').mockImplementation((line: string) => void log.push(line));
  });
  afterEach(() => spy.mockRestore());

  const unused = () => Promise.reject(new Error('not in this test'));
  /** Their answers are what these tests look at, not what the routes' contracts ask. */
  const handlers = {
    health: async () => ok({ status: 'ok' }),
    submitArticle: async (call: Call) =>
      created(call.body(z.strictObject({ text: z.string() })), '/articles/1'),
    readArticle: async (call: Call, caller: string) =>
      ok({ id: call.param('articleId', parseArticleId), caller }),
    registerOriginal: () => Promise.reject(new TypeError('secret text of somebody')),
    registerLicence: () => Promise.reject(new Problem('corrupt', 'row 7 of table x is damaged')),
    submitNotice: async (call: Call) => ok({ fields: [...(await call.form()).keys()].length }),
    readStatus: unused,
    supplyOriginalText: unused,
    completeComplaint: unused,
    withdrawComplaint: unused,
  } satisfies Partial<Record<keyof Handlers<'intake-api', string>, unknown>>;
  const handler = serve<'intake-api', string>({
    function: 'intake-api',
    now: () => noon,
    doorToken: 'the token',
    admit: async (_route, { source }) => {
      if (source === '203.0.113.66')
        throw new Problem('too_many_requests', 'wait', { facts: { retryAfterSeconds: 42 } });
    },
    identify: async (auth, call) => {
      if (auth !== 'public' && call.header('x-api-key') === undefined)
        throw new Problem('unauthenticated', 'a key');
      return 'somebody';
    },
    handlersFor: () => handlers as unknown as Handlers<'intake-api', string>,
  });
  const call = async (routeKey: string, more: Partial<APIGatewayProxyEventV2> = {}) => {
    const { statusCode, headers, body } = await handler(event(routeKey, more), invocation);
    return { statusCode, headers, body: JSON.parse(body ?? '') as Record<string, unknown> };
  };
  const key = { 'x-api-key': 'k' };

  it('answers with JSON that nobody keeps', async () => {
    expect(await call('GET /health')).toEqual({
      statusCode: 200,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
      body: { status: 'ok' },
    });
  });

  // A page in Latin-1 was taken, and every accent in it was stored as a question mark.
  it('refuses a body that is not UTF-8', async () => {
    const latin = Buffer.from('{"text":"Gr\xFC\xDFe"}', 'latin1').toString('base64');
    const headers = { 'x-api-key': 'k' };
    expect(await call('POST /articles', { headers, body: latin, isBase64Encoded: true })).toMatchObject({
      statusCode: 422,
      body: { detail: expect.stringContaining('UTF-8') as string },
    });
  });

  it('reads a body as it is or in base64, and points at what is wrong with it', async () => {
    const text = 'Grüße';
    const base64 = Buffer.from(JSON.stringify({ text })).toString('base64');
    expect(await call('POST /articles', { headers: key, body: base64, isBase64Encoded: true })).toMatchObject(
      {
        statusCode: 201,
        headers: { location: '/articles/1' },
        body: { text },
      },
    );
    expect(await call('POST /articles', { headers: key, body: '{"texte":1}' })).toMatchObject({
      statusCode: 422,
      headers: { 'content-type': 'application/problem+json' },
      body: { errors: [{ pointer: '/text' }, { pointer: '/texte' }] },
    });
    expect(await call('POST /articles', { headers: key })).toMatchObject({ statusCode: 422 });
  });

  // One request of nothing but separators kept a function busy until it was stopped.
  it.each([
    ['application/x-www-form-urlencoded', 'a&'.repeat(1_000_000)],
    [
      'multipart/form-data; boundary=b',
      `${'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'.repeat(20_000)}--b--`,
    ],
  ])('reads no form of more fields than a page has, as %s', async (type, body) => {
    const answer = await call('POST /notices', { headers: { 'content-type': type }, body });
    expect(answer).toMatchObject({
      statusCode: 422,
      body: { detail: expect.stringMatching(/the form could not/) },
    });
  });

  it('asks who calls before anything else', async () => {
    expect(await call('POST /articles', { body: '{' })).toMatchObject({
      statusCode: 401,
      headers: { 'www-authenticate': 'Bearer' },
    });
  });

  it('tells who calls too often when to come back', async () => {
    const requestContext = {
      http: { sourceIp: '203.0.113.66' },
    } as APIGatewayProxyEventV2['requestContext'];
    expect(await call('GET /health', { requestContext })).toMatchObject({
      statusCode: 429,
      headers: { 'content-type': 'application/problem+json', 'retry-after': '42' },
    });
  });

  it('knows no address but those of its own function, and no id that is none', async () => {
    expect(await call('GET /queue')).toMatchObject({ statusCode: 404 });
    expect(await call('$default')).toMatchObject({ statusCode: 404 });
    const read = (articleId: string) =>
      call('GET /articles/{articleId}', { headers: key, pathParameters: { articleId } });
    expect(await read('nonsense')).toMatchObject({ statusCode: 404 });
    expect(await read('art_01M81F1KKYCYNH8X8XR6Y8703R')).toMatchObject({
      statusCode: 200,
      body: { caller: 'somebody' },
    });
  });

  it.each(['POST /originals', 'POST /licences'])(
    'tells nothing of a fault in %s but its request, here and in the log',
    async (routeKey) => {
      const answer = await call(routeKey, { headers: key });
      expect(answer).toMatchObject({ statusCode: 500, body: { instance: 'urn:copydesk:request:req-1' } });
      expect(JSON.stringify(answer)).not.toMatch(/secret|damaged|row/);
      const line = JSON.parse(log[0]!) as Record<string, unknown>;
      expect(line).toMatchObject({ event: 'request_failed', requestId: 'req-1', function: 'intake-api' });
      expect(log.join()).not.toMatch(/secret/);
    },
  );
});
