import * as fc from '../../fast-check';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { z } from 'zod';
import { serve } from '../../../functions/http';
import { publisherPages } from '../../../functions/publisher-pages-routes';
import { publicPages } from '../../../functions/public-pages-routes';
import { GUARD_FIELD } from '../../../pages/form-fields';
import { HOUR, plus, SECOND } from '../../../shared/clock/instant';
import { sha256 } from '../../../shared/desk/digest';
import type { PublisherId } from '../../../shared/ids';
import { type Contract, contracts } from '../../../shared/wire/contracts';
import {
  deliveryMessage,
  noticesMessage,
  pageFetch,
  submissionsMessage,
} from '../../../shared/wire/messages';
import { PROBLEM_CONTENT_TYPE } from '../../../shared/wire/problem-json';
import { type Route, routes } from '../../../shared/wire/routes';
import { type DeskEmulators, DeskWorld, openDeskEmulators } from '../../soak/desk/desk-world';
import {
  type Ask,
  asStaff,
  batchOf,
  DOOR_TOKEN,
  eventOf,
  functionsOf,
  invocation,
  PUBLIC_URL,
  WORK_QUEUES,
  type WorkQueueName,
} from '../support/functions';
import { hostileJson } from '../support/hostile-json';
import { type Known, valuesOf } from '../support/schema-values';
import { completeNotice, copyUrl, harbour } from '../support/submissions';

/** For each route or work queue; `PROPERTY_TIMES=80` asks longer (test/fast-check.ts). */
const RUNS = 6;

const rita = { role: 'REV', id: 'rita' } as const;
const GUARD = 'g'.repeat(43);

let emulators: DeskEmulators;
let world: DeskWorld;
let known: Known;
let params: Readonly<Record<string, string>>;
let log: string[];
let spy: jest.SpyInstance;

beforeAll(async () => {
  log = [];
  spy = jest.spyOn(console, 'log').mockImplementation((line: string) => void log.push(line));
  emulators = await openDeskEmulators();
  world = await DeskWorld.open(emulators);
  const headers = { 'x-api-key': world.key };
  const { articleId } = await world.ask({
    route: 'registerOriginal',
    headers,
    body: JSON.stringify({ url: copyUrl, text: harbour }),
  });
  const { caseId, statusToken } = await world.ask({
    route: 'submitNotice',
    body: JSON.stringify(completeNotice()),
  });
  await world.pass(1);
  await world.staff(rita, 'claimCase', { caseId: String(caseId) });
  params = {
    articleId: String(articleId),
    caseId: String(caseId),
    token: String(statusToken),
    owner: String(caseId),
    id: String(caseId),
    alertId: String(caseId),
    siteId: 'demo',
    publisherId: 'gazette',
    item: '1',
    exclusionId: 'exc_01M81TRNNN0VJJWG4TFT43S2RT',
    draft: 'none',
    version: '0',
  };
  known = [
    [/article id/i, String(articleId)],
    [/case number/i, String(caseId)],
    [/alert is about/i, String(caseId)],
    [/outbox id/i, 'msg_01M81TRNNN0VJJWG4TFT43S2RT'],
    [/publisher id/i, 'gazette'],
    [/site id/i, 'demo'],
    [/date-time/i, '2026-03-01T10:00:00Z'],
    [/whsec/, `whsec_${Buffer.alloc(32, 9).toString('base64')}`],
  ];
});
afterAll(async () => {
  spy.mockRestore();
  world.close();
  await emulators.close();
});

/** What changes something; a request more is counted whatever becomes of it. */
const written = (): readonly string[] =>
  world.calls
    .made()
    .map(({ command }) => command)
    .filter((name) => /^(?:Put|TransactWrite|Delete|Send)/.test(name));

type Answer = APIGatewayProxyStructuredResultV2 & { readonly writes: readonly string[] };

async function send(asked: Ask): Promise<Answer> {
  const { route, event } = eventOf(asked);
  const desk = world.newDesk();
  const functions = {
    ...functionsOf(desk, { list: async () => [] }),
    'public-pages': serve({ ...publicPages(desk, PUBLIC_URL), doorToken: DOOR_TOKEN }),
    'publisher-pages': serve({ ...publisherPages(desk, PUBLIC_URL), doorToken: DOOR_TOKEN }),
  };
  // No faster than people and programs are allowed to.
  world.advance(3 * SECOND);
  world.calls.arm();
  log.length = 0;
  const ended = await world.calls.run(route.name, () => functions[route.function](event, invocation));
  if (ended === 'died') throw new Error('nobody has died');
  if ('threw' in ended) throw ended.threw;
  return { ...ended.answer, writes: written() };
}

const ROLES = { legal: 'LEG', reviewer: 'REV', manager: 'MGR', admin: 'ADM', auditor: 'AUD' } as const;

function callerOf({ auth }: Route): Readonly<Record<string, string>> {
  if (typeof auth === 'string') return {};
  if ('scope' in auth) return { 'x-api-key': world.key };
  const { groups } = auth;
  return asStaff(groups.includes('reviewer') ? rita : { role: ROLES[groups[0] ?? 'admin'], id: 'ada' });
}

const isProblem = (body: string): boolean => {
  const { detail, errors = [] } = JSON.parse(body) as {
    detail: string;
    errors?: readonly { readonly pointer: string; readonly detail: string }[];
  };
  return (
    [detail, ...errors.map((error) => error.detail)].every((words) => /\w/.test(words)) &&
    errors.every(({ pointer }) => pointer === '' || pointer.startsWith('/'))
  );
};

/** What is wrong with an answer: it is one of the contract, or a clear refusal that has changed nothing. */
function wrongIn(
  { statusCode = 0, headers, body = '', writes }: Answer,
  { isKeyed = false, mustRefuse = false, isPage = false } = {},
): string | undefined {
  if (statusCode >= 500) return log.join('\n');
  if (statusCode < 400) return mustRefuse ? `it was taken: ${statusCode} ${body}` : undefined;
  if (!isPage && headers?.['content-type'] !== PROBLEM_CONTENT_TYPE) return 'it is no problem+json';
  if (!isPage && !isProblem(body)) return `it does not say what is wrong: ${body}`;
  // A key was taken in hand and given back.
  const allowed = isKeyed && writes.join() === 'PutItemCommand,PutItemCommand';
  const changes = (mustRefuse || statusCode === 422) && writes.length > 0 && !allowed;
  return changes ? `it was refused and wrote ${writes.join()}: ${body}` : undefined;
}

const contractOf = (name: string): Contract | undefined =>
  new Map<string, Contract>(Object.entries(contracts)).get(name);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const api = routes.filter(({ function: by }) => by === 'intake-api' || by === 'desk-api');

describe('whatever is sent to a route of the API is answered, or refused in words, and a refusal changes nothing', () => {
  it.each(api.filter(({ name }) => contractOf(name)?.body).map(({ name }) => name))(
    'as the body of %s',
    async (name) => {
      const route = api.find((each) => each.name === name)!;
      const schema = contractOf(name)!.body!;
      await fc.assert(
        fc.asyncProperty(hostileJson(valuesOf(schema, known)), async (body) => {
          const answer = await send({ route: name, params, headers: callerOf(route), body });
          const mustRefuse = !schema.safeParse(parsed(body)).success;
          expect(wrongIn(answer, { mustRefuse })).toBeUndefined();
        }),
        { numRuns: RUNS },
      );
    },
  );

  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ maxLength: 60 }),
    fc.constantFrom('', '..', '%00', '\ud800', '__proto__', '0', '-1', '1e9', 'null', 'x'.repeat(9_000)),
  );

  it.each(api.map(({ name }) => name))('as path, query and headers of %s', async (name) => {
    const route = api.find((each) => each.name === name)!;
    const query = contractOf(name)?.query;
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, each]) => each!);
    const headerNames = ['idempotency-key', 'if-match', 'if-none-match', 'x-api-key', 'authorization'];
    const pairs = (of: readonly string[]) => fc.dictionary(fc.constantFrom(...of, 'x'), odd, { maxKeys: 3 });
    const asked = query
      ? fc.oneof(
          pairs(['limit', 'cursor', 'siteId', 'state', 'from', 'to']),
          valuesOf(query, known) as fc.Arbitrary<Record<string, string>>,
        )
      : pairs(['limit']);
    await fc.assert(
      fc.asyncProperty(pairs(names), asked, pairs(headerNames), async (path, search, headers) => {
        const answer = await send({
          route: name,
          params: { ...params, ...path },
          query: Object.fromEntries(Object.entries(search).map(([key, value]) => [key, value])),
          headers: { ...callerOf(route), ...headers },
          ...(route.method !== 'GET' && { body: '{}' }),
        });
        const isKeyed = headers['idempotency-key'] !== undefined;
        expect(wrongIn(answer, { isKeyed })).toBeUndefined();
      }),
      { numRuns: Math.ceil(RUNS / 3) },
    );
  });

  it('as bytes that are no text', async () => {
    const bytes = fc.uint8Array({ maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        const answer = await send({ route: 'submitNotice', body });
        expect(wrongIn(answer, { mustRefuse: true })).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });
});

describe('whatever comes by a form', () => {
  const forms = routes.filter((route) => route.function === 'public-pages' && route.method === 'POST');
  const ofWork = ['title', 'originalUrl', 'description', 'text', 'addresses', 'part'];
  const names = [
    ...ofWork.flatMap((each) => [`works.0.${each}`, `works.1.${each}`]),
    ...'name organisation email phone postalAddress capacity onBehalfOf explanation signature'.split(' '),
    ...'idempotencyKey item moreAddresses moreOfWork textOfWork goodFaith authority accuracy'.split(' '),
    ...'works.999.title works.-1.title works.1e3.title __proto__'.split(' '),
  ];
  const action = fc.constantFrom(
    'send',
    'send-anyway',
    'check',
    'save',
    'add-work',
    'remove-work-9',
    'x',
    '',
  );
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom(
      '',
      copyUrl,
      '\u0000',
      'x'.repeat(30_000),
      '<b>&',
      '1',
      '-1',
      'NaN',
      'jane@gazette.example',
    ),
  );
  const file = fc.option(
    fc.record({ name: fc.string({ maxLength: 30 }), bytes: fc.uint8Array({ maxLength: 600 }) }),
  );

  it.each(forms.map(({ name }) => name))('to %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...names), typed), { maxLength: 12 }),
        action,
        file,
        fc.boolean(),
        async (fields, button, upload, guarded) => {
          const form = new FormData();
          for (const [field, value] of fields) form.append(field, value);
          form.set('action', button);
          if (guarded) form.set(GUARD_FIELD, GUARD);
          if (upload) {
            const blob = new Blob([Buffer.from(upload.bytes)]);
            form.set(name === 'fileComplaint' ? 'addressFile' : 'textFile', blob, upload.name);
          }
          const request = new Request('https://desk.example/', { method: 'POST', body: form });
          const answer = await send({
            route: name,
            params,
            headers: { 'content-type': request.headers.get('content-type')! },
            body: new Uint8Array(await request.arrayBuffer()),
            cookies: [`__Host-guard=${GUARD}`],
          });
          const wrong = wrongIn(answer, { isPage: true });
          expect({ wrong, written: guarded ? [] : answer.writes }).toEqual({ wrong: undefined, written: [] });
        },
      ),
      { numRuns: RUNS * 2 },
    );
  });

  it('that is none', async () => {
    const types = fc.constantFrom(
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'text/plain',
      '',
    );
    await fc.assert(
      fc.asyncProperty(types, fc.uint8Array({ maxLength: 300 }), async (type, body) => {
        const { statusCode, writes } = await send({
          route: 'fileComplaint',
          headers: { 'content-type': type },
          body,
        });
        expect(statusCode).toBeLessThan(500);
        expect(writes).toEqual([]);
      }),
      { numRuns: RUNS * 2 },
    );
  });
});

describe('whatever comes to the pages of a publisher’s account', () => {
  const account = routes.filter((route) => route.function === 'publisher-pages');
  const fields =
    'name email siteHost domains domain scopes days url title publishedAt text partner prefixes from until credit maxWords embargoHours hook secret alerts __proto__';
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom(
      '',
      'gazette.example',
      'news.demo.example',
      'https://gazette.example/\u202e',
      'editor@gazette.example',
      'x@xn--.example',
      '\u0000',
      '\ud800',
      '-1',
      '9'.repeat(40),
      '2026-02-30',
      'originals:write',
      '*',
      'a,'.repeat(20_000),
      'https://127.0.0.1/hook',
    ),
  );
  const upload = fc.option(
    fc.oneof(
      fc.uint8Array({ maxLength: 600 }),
      fc.constantFrom(
        'url,text\n"unclosed',
        `url,title,text\nhttps://gazette.example/1,\u0000,${harbour}`,
        '<rss><item><link>javascript:alert(1)</link>',
        '[{"uri":"x","body_text":7},null,{"uri":"\u202e","pubStatus":"canceled"}]',
        '{"items":{"length":1e9}}',
      ),
    ),
  );
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '',
      '..',
      '%00',
      'x'.repeat(5_000),
      'gazette',
      'lic_01M81TRNNN0VJJWG4TFT43S2RT',
      '0'.repeat(26),
    ),
  );
  const SECRET = 's'.repeat(43);

  /** Signed in anew: whatever was sent before may have signed out. */
  const signIn = () => {
    const desk = world.newDesk();
    const until = plus(desk.now(), 12 * HOUR);
    return desk.sessions.begin(sha256(SECRET), { publisherId: 'gazette' as PublisherId, until });
  };

  it.each(account.map(({ name }) => name))('%s', async (name) => {
    const route = account.find((each) => each.name === name)!;
    const inPath = fc.record(
      Object.fromEntries([...route.path.matchAll(/\{(\w+)\}/g)].map(([, each]) => [each!, part])),
    );
    const who = fc.constantFrom('signed in', 'forged', 'nobody');
    const query = fc.dictionary(fc.constantFrom('after', 'site', 'sent', 'x'), part, { maxKeys: 2 });
    const typed = fc.array(fc.tuple(fc.constantFrom(...fields.split(' ')), value), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(who, inPath, query, typed, upload, fc.boolean()),
        async ([caller, path, search, sent, file, guarded]) => {
          await signIn();
          const form = new FormData();
          for (const [field, each] of sent) form.append(field, each);
          if (guarded) form.set(GUARD_FIELD, GUARD);
          if (file) form.set('file', new Blob([typeof file === 'string' ? file : Buffer.from(file)]), 'a');
          const request = new Request('https://desk.example/', { method: 'POST', body: form });
          const session = { 'signed in': SECRET, forged: `${SECRET.slice(1)}x`, nobody: '' }[caller];
          const answer = await send({
            route: name,
            params: path,
            query: search,
            headers: { 'content-type': request.headers.get('content-type')! },
            ...(route.method === 'POST' && { body: new Uint8Array(await request.arrayBuffer()) }),
            cookies: [`__Host-guard=${GUARD}`, `__Host-session=${session}`],
          });
          const isStranger = route.auth === 'session' && caller !== 'signed in';
          expect({
            wrong: wrongIn(answer, { isPage: true }),
            unguarded: guarded ? [] : answer.writes,
            stranger: isStranger && [answer.statusCode, answer.writes],
          }).toEqual({ wrong: undefined, unguarded: [], stranger: isStranger && [401, []] });
        },
      ),
      { numRuns: RUNS },
    );
  });
});

/** Works one message; what became of it, and what the log said. */
async function deliverTo(name: WorkQueueName, body: string) {
  const functions = functionsOf(world.newDesk(), { list: async () => [] });
  world.calls.arm();
  log.length = 0;
  const ended = await world.calls.run(name, () =>
    functions[name](batchOf([{ id: 'm-1', body }]), invocation),
  );
  if (ended === 'died') throw new Error('nobody has died');
  if ('threw' in ended) throw ended.threw;
  return {
    retried: ended.answer.batchItemFailures.length > 0,
    unexpected: log.filter((line) => line.includes('unexpected')),
    writes: written(),
  };
}

/** SQS takes nothing else, and its emulator no characters beyond the basic plane. */
const isSendable = (body: string): boolean =>
  body !== '' && Buffer.byteLength(body) <= 1_048_576 && !/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/u.test(body);

describe('whatever comes by a work queue is done, or stands among the dead letters with its reason', () => {
  const schemas: Readonly<Record<WorkQueueName, z.ZodType>> = {
    submissions: submissionsMessage,
    notices: noticesMessage,
    fetches: pageFetch,
    delivery: deliveryMessage,
  };
  it.each(WORK_QUEUES)('%s', async (name) => {
    const schema = schemas[name];
    await fc.assert(
      fc.asyncProperty(hostileJson(valuesOf(schema, known)), async (body) => {
        fc.pre(isSendable(body));
        const { retried, unexpected, writes } = await deliverTo(name, body);
        expect(unexpected).toEqual([]);
        if (schema.safeParse(parsed(body)).success) return;
        expect(retried).toBe(false);
        expect(writes).toEqual(['SendMessageCommand']);
      }),
      { numRuns: RUNS * 4 },
    );
  });

  it('a mail of any bytes opens a case or is left alone', async () => {
    let mails = 0;
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('=?utf-8?B?////?=', '<>'),
    );
    const type = fc.constantFrom(
      'text/plain; charset=utf-8',
      'text/plain; charset=klingon',
      'text/html; charset="utf-16"',
      'multipart/mixed; boundary=x',
      'multipart/mixed; boundary=',
      'message/rfc822',
      ';;;=',
    );
    const encoding = fc.constantFrom('base64', 'quoted-printable', '8bit', 'x-none', '');
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom('--x', '--x--', '=FF=0', '', copyUrl, 'Content-Type: multipart/mixed; boundary=x'),
    );
    const mail = fc
      .tuple(words, words, words, type, encoding, fc.array(line, { maxLength: 20 }))
      .map(([from, subject, id, kind, coded, lines]) =>
        Buffer.from(
          [
            `From: ${from} <jane.roe@gazette.example>`,
            `Subject: ${subject}`,
            `Message-ID: <${id}>`,
            `Content-Type: ${kind}`,
            `Content-Transfer-Encoding: ${coded}`,
            '',
            ...lines,
          ].join('\r\n'),
        ),
      );
    const bytes = fc.uint8Array({ maxLength: 400 }).map((each) => Buffer.from(each));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ weight: 4, arbitrary: mail }, { weight: 1, arbitrary: bytes }),
        async (raw) => {
          const objectKey = `mail/${++mails}`;
          await world.desk.records.put(objectKey, raw);
          const notification = {
            notificationType: 'Received',
            mail: { messageId: `ses-${mails}` },
            receipt: {
              timestamp: world.at(),
              recipients: ['agent@news.demo.example'],
              action: { type: 'S3', objectKey },
            },
          };
          const { retried, unexpected, writes } = await deliverTo('notices', JSON.stringify(notification));
          expect({ retried, unexpected }).toEqual({ retried: false, unexpected: [] });
          expect(writes).not.toEqual(['SendMessageCommand']);
        },
      ),
      { numRuns: RUNS * 4 },
    );
  });
});
