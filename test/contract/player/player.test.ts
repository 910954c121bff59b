import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  ReceiveMessageCommand,
  SendMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { localCredentials, region } from '../../../local/aws-clients';
import { signIn } from '../../../local/sign-in';
import type { StackDescription } from '../../../local/stack-description';
import type { OutboxMail } from '../../../local/mail/outbox';
import { eventually, playStack, endEveryStack, type PlayedStack } from '../../flow/support/played-stack';

const app = join(__dirname, 'fixture', 'app.ts');
const minute = 60_000;
const hour = 60 * minute;
jest.setTimeout(120_000);

let stack: PlayedStack;
let description: StackDescription;
let sqs: SQSClient;

beforeAll(async () => {
  stack = await playStack({ app, env: { A_SECRET_OF_THE_PARENT: 'x' } });
  description = stack.description();
  sqs = new SQSClient({ region, endpoint: description.endpoints.sqs, credentials: localCredentials });
});

afterAll(async () => {
  sqs.destroy();
  await endEveryStack();
});

interface Echo {
  readonly event: Record<string, unknown>;
  readonly env: Record<string, string>;
  readonly now: number;
  readonly remaining: number;
  readonly context: Record<string, unknown>;
}

const call = (path: string, init?: RequestInit) => fetch(`${description.apiUrl}${path}`, init);
const echo = async (path: string, init?: RequestInit) => (await (await call(path, init)).json()) as Echo;
const output = (name: string): string => description.outputs[name]!;
const functionNamed = (part: string): string => description.functions.find((name) => name.includes(part))!;
const logOf = (part: string): string =>
  readFileSync(join(stack.stateDir, 'logs', `${functionNamed(part)}.log`), 'utf8');
const send = (body: unknown, queue = 'WorkQueue') =>
  sqs.send(new SendMessageCommand({ QueueUrl: output(queue), MessageBody: JSON.stringify(body) }));
const inLog = (line: string) =>
  eventually(`line '${line}'`, () => (logOf('Worker').includes(line) ? true : undefined));

async function receive(queue: string): Promise<string[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: output(queue), MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
  );
  return Messages.map(({ Body }) => Body!);
}

describe('the environment of a played function', () => {
  it('holds what the template gives, resolved across stacks and made local, and nothing of the parent', async () => {
    const { env } = await echo('/open');
    expect(env).toMatchObject({
      TABLE: Object.values(description.tables)[0],
      BUCKET: output('BucketName'),
      PUBLIC_URL: description.apiUrl,
      AWS_ENDPOINT_URL_SQS: description.endpoints.sqs,
    });
    expect(env).not.toHaveProperty('A_SECRET_OF_THE_PARENT');
    expect(env).not.toHaveProperty('PATH');
  });

  it('does not reach packages that are not in the bundle', async () => {
    const answer = await call('/open?do=import');
    expect(await answer.text()).toBe("Cannot find 'zod': it is not in the bundle");
  });

  it('counts down the time that is left', async () => {
    const { remaining, context } = await echo('/open');
    expect(remaining).toBeGreaterThan(1_000);
    expect(remaining).toBeLessThanOrEqual(2_000);
    expect(context).toMatchObject({ memoryLimitInMB: '128', functionName: functionNamed('Http') });
  });
});

describe('an HTTP API', () => {
  it('hands on path, query, cookies, headers and a text body in payload format 2.0', async () => {
    const { event } = await echo('/open/a%20b/c/d?x=1&x=2&y=%C3%A9', {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'k=v; l=w', 'X-Custom': 'One' },
      body: '{"é":1}',
    });
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'POST /open/{name}/{rest+}',
      rawPath: '/open/a%20b/c/d',
      rawQueryString: 'x=1&x=2&y=%C3%A9',
      pathParameters: { name: 'a b', rest: 'c/d' },
      queryStringParameters: { x: '1,2', y: 'é' },
      cookies: ['k=v', 'l=w'],
      headers: { 'x-custom': 'One' },
      body: '{"é":1}',
      isBase64Encoded: false,
      requestContext: {
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:[\d:]{8} \+0000$/) as string,
        http: { method: 'POST', path: '/open/a%20b/c/d', sourceIp: '127.0.0.1' },
      },
    });
  });

  it('hands on a form as base64, as the gateway does', async () => {
    const { event } = await echo('/open', { method: 'POST', body: new URLSearchParams({ a: '1' }) });
    expect(event).toMatchObject({ isBase64Encoded: true, body: Buffer.from('a=1').toString('base64') });
  });

  it('sends on status, headers, cookies and bytes', async () => {
    const answer = await call('/open?do=binary');
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-kept')).toBe('yes');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0, 255, 1]);
  });

  it('sends a value without a status as a 200 body', async () => {
    const answer = await call('/open?do=bare');
    expect([answer.status, await answer.json()]).toEqual([200, { hello: 'world' }]);
  });

  it('answers 404 where the template has no route, and 413 over ten megabytes', async () => {
    expect((await call('/nowhere')).status).toBe(404);
    expect((await call('/open', { method: 'DELETE' })).status).toBe(404);
    expect((await call('/open', { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) })).status).toBe(
      413,
    );
  });

  it('adds CORS headers for a listed origin only', async () => {
    const preflight = (origin: string) =>
      call('/open', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } });
    const listed = await preflight('https://console.example');
    expect([listed.status, listed.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'https://console.example',
    ]);
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a function that fails', () => {
  it.each(['throw', 'exit', 'fill memory'])(
    'answers 500 on %s, and the next call finds a whole stack',
    async (how) => {
      expect((await call(`/open?do=${encodeURIComponent(how)}`)).status).toBe(500);
      expect((await call('/open')).status).toBe(200);
    },
  );

  it('is ended at its timeout', async () => {
    expect((await call('/open?do=hang')).status).toBe(500);
    await eventually('line of the timeout', () =>
      logOf('Http').includes('Task timed out after 2.00 seconds') ? true : undefined,
    );
    expect((await call('/open')).status).toBe(200);
  });
});

describe('staff routes', () => {
  const staff = (token: string) => call('/staff', { headers: { authorization: `Bearer ${token}` } });

  it('opens for a token of a PKCE round trip, with the claims of Cognito as texts', async () => {
    const token = await signIn(description, 'rita');
    const answer = await staff(token);
    expect(answer.status).toBe(200);
    const { event } = (await answer.json()) as Echo;
    expect(event).toMatchObject({
      requestContext: {
        authorizer: {
          jwt: {
            claims: {
              token_use: 'access',
              client_id: description.clientId,
              username: 'rita',
              'cognito:groups': '[reviewer]',
              iss: description.issuer,
            },
          },
        },
      },
    });
    const [, payload = ''] = token.split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).not.toHaveProperty('aud');
  });

  it('stays closed without a token, with one that was tampered with, and for people who are not there', async () => {
    const token = await signIn(description, 'rita');
    const [header, payload, signature] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as Record<string, unknown>;
    const forged = Buffer.from(JSON.stringify({ ...claims, 'cognito:groups': ['admin'] })).toString(
      'base64url',
    );
    expect((await call('/staff')).status).toBe(401);
    expect((await staff(`${header}.${forged}.${signature}`)).status).toBe(401);
    await expect(signIn(description, 'nobody')).rejects.toThrow('Nobody here is called nobody');
    // Only people whose group the template has.
    expect(description.users.map(({ username }) => username)).toEqual(['rita']);
  });

  it('takes no code without the verifier that belongs to it', async () => {
    const cheat = { ...description, issuer: description.issuer };
    const realFetch = globalThis.fetch;
    const spy = jest.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
      if (init?.body instanceof URLSearchParams && init.body.has('code_verifier'))
        init.body.set('code_verifier', 'x'.repeat(43));
      return realFetch(input, init);
    });
    await expect(signIn(cheat, 'rita')).rejects.toThrow('sign-in of rita failed');
    spy.mockRestore();
  });
});

describe('a queue with an event source', () => {
  it('gathers a batch of more than ten within its window', async () => {
    const entries = Array.from({ length: 10 }, (_, n) => ({
      Id: String(n),
      MessageBody: JSON.stringify({ id: `g${n}` }),
    }));
    const largest = () =>
      Math.max(0, ...[...logOf('Worker').matchAll(/batch of (\d+)/g)].map(([, size]) => Number(size)));
    // Two gather at once: of thirty that come in time one of them has more than ten.
    await eventually('batch of more than ten', async () => {
      await Promise.all(
        [1, 2, 3].map(() =>
          sqs.send(new SendMessageBatchCommand({ QueueUrl: output('WorkQueue'), Entries: entries })),
        ),
      );
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      return largest() > 10 ? true : undefined;
    });
    expect(largest()).toBeLessThanOrEqual(20);
  });

  it('brings back only the failed message of a batch', async () => {
    await Promise.all([send({ id: 'good' }), send({ id: 'second time', failsUntil: 2 })]);
    await inLog('did second time at receive 2');
    expect(logOf('Worker').match(/did good at/g)).toHaveLength(1);
  });

  it('moves to the dead-letter queue what fails at every receive', async () => {
    await send({ id: 'never', failsUntil: 99 });
    const dead = await eventually('dead letter', async () =>
      (await receive('DeadLetterQueue')).find((body) => body.includes('never')),
    );
    expect(JSON.parse(dead)).toEqual({ id: 'never', failsUntil: 99 });
  });

  it('brings back the whole batch when the worker dies or names a message that was not in it', async () => {
    await send({ id: 'survivor', does: 'exit', failsUntil: 2 });
    await inLog('did survivor at receive 2');
    await send({ id: 'misnamed', does: 'name a stranger', failsUntil: 2 });
    await inLog('did misnamed at receive 2');
    expect(logOf('Worker')).not.toMatch(/did (survivor|misnamed) at receive 1/);
  });
});

describe('mail', () => {
  const mails = async () => (await stack.control('GET', '/mails')) as OutboxMail[];

  it('lands in the outbox when a topic has a subscription by mail', async () => {
    const sns = new SNSClient({ region, endpoint: description.endpoints.sns, credentials: localCredentials });
    await sns.send(
      new PublishCommand({
        TopicArn: output('AlertsTopicArn'),
        Subject: 'Late <sweep>',
        Message: 'Look & see',
      }),
    );
    sns.destroy();
    const mail = await eventually('mail', async () =>
      (await mails()).find(({ subject }) => subject === 'Late <sweep>'),
    );
    expect(mail).toMatchObject({
      to: ['operations@example.org'],
      from: 'Fixture alerts <no-reply@sns.amazonaws.com>',
      text: 'Look & see',
    });
    const page = await (await fetch(description.outboxUrl)).text();
    expect(page).toContain('Late &lt;sweep&gt;');
    expect(page).not.toContain('Late <sweep>');
  });

  it('that comes in is stored as it came and announced as SES announces it', async () => {
    const raw = Buffer.from(
      'From: Ann <ann@example.net>\r\nTo: desk@example.org\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\n\r\nPlease.\r\n',
    );
    await stack.control('POST', '/mail/in', raw);
    const [notification] = await eventually('notification', async () => {
      const bodies = await receive('MailQueue');
      return bodies.length > 0 ? bodies : undefined;
    });
    const { notificationType, mail, receipt } = JSON.parse(notification!) as {
      notificationType: string;
      mail: unknown;
      receipt: { action: { bucketName: string; objectKey: string } };
    };
    expect(notificationType).toBe('Received');
    expect(mail).toMatchObject({
      source: 'ann@example.net',
      commonHeaders: { subject: 'Café', from: ['Ann <ann@example.net>'] },
    });
    expect(receipt).toMatchObject({
      recipients: ['desk@example.org'],
      dmarcVerdict: { status: 'PASS' },
      action: { type: 'S3', objectKeyPrefix: 'mail/' },
    });
    const s3 = new S3Client({
      region,
      endpoint: description.endpoints.s3,
      credentials: localCredentials,
      forcePathStyle: true,
    });
    const { bucketName, objectKey } = receipt.action;
    const stored = await s3.send(new GetObjectCommand({ Bucket: bucketName, Key: objectKey }));
    expect(Buffer.from(await stored.Body!.transformToByteArray())).toEqual(raw);
    s3.destroy();
  });

  it('for an address that nobody takes is refused by name', async () => {
    await expect(stack.control('POST', '/mail/in', 'To: who@example.org\r\n\r\nx')).rejects.toThrow(
      'Nobody takes mail for who@example.org; mail is taken for desk@example.org.',
    );
  });

  it('is taken however deep its parts are nested, for SES reads the headers alone', async () => {
    const parts = Array.from(
      { length: 600 },
      (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`,
    );
    const receipt = await stack.control('POST', '/mail/in', `To: desk@example.org\r\n${parts.join('')}\r\nx`);
    expect(receipt).toMatchObject({ kind: 'received' });
  });

  it('with headers that nobody can read is refused with the reason', async () => {
    const endless = `To: desk@example.org\r\nX-Endless: ${'x'.repeat(3 * 1024 * 1024)}\r\n\r\nx`;
    await expect(stack.control('POST', '/mail/in', endless)).rejects.toThrow(/422 .*cannot be read.*header/);
  });
});

describe('the control API', () => {
  it('asks for its token, and for this machine as its host', async () => {
    expect((await fetch(`${description.controlUrl}/clock`)).status).toBe(401);
    const { request } = await import('node:http');
    const status = await new Promise((resolve) =>
      request(description.outboxUrl, { headers: { host: 'evil.example' } }, (response) =>
        resolve(response.statusCode),
      ).end(),
    );
    expect(status).toBe(403);
  });

  // Whoever had an account on the machine could read every mail, and the complainants' names in them.
  it('shows the outbox only by the link that it prints, and that link opens nothing else', async () => {
    const status = async (url: string, token?: string) =>
      (await fetch(url, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } })).status;
    const { controlUrl, outboxUrl } = description;
    const outboxToken = new URL(outboxUrl).searchParams.get('token')!;
    expect(stack.printed()).toContain(outboxUrl);
    expect(await status(outboxUrl)).toBe(200);
    for (const query of ['', '?token=', '?token=guess', `?token=${'x'.repeat(outboxToken.length)}`])
      expect([query, await status(`${controlUrl}/outbox${query}`)]).toEqual([query, 401]);
    expect(await status(`${controlUrl}/mails`, outboxToken)).toBe(401);
    expect(await status(`${controlUrl}/mails?token=${outboxToken}`)).toBe(401);
  });

  it('says which schedules there are when one is not', async () => {
    await expect(stack.control('POST', '/schedules/nope/run')).rejects.toThrow(
      new RegExp(`404 .*${description.schedules[0]}`),
    );
  });

  it('says what it takes to what is no JSON and to a path with two slashes, and logs no stack trace', async () => {
    const { length: before } = stack.printed();
    for (const body of ['{', '', 'null', '[]', '{"ms":"1"}', `{"ms":1,"x":"${'x'.repeat(2_000)}"}`])
      await expect(stack.control('POST', '/clock/advance', body)).rejects.toThrow(
        /400 .*positive whole number/,
      );
    await expect(stack.control('GET', '//')).rejects.toThrow(/404 .*GET \/clock/);
    expect(stack.printed().slice(before)).not.toMatch(/^ +at /m);
  });
});

describe('the machine', () => {
  it('serves on 127.0.0.1 and on no other address of this machine', async () => {
    const urls = [
      description.apiUrl,
      description.issuer,
      description.controlUrl,
      ...Object.values(description.endpoints),
    ];
    for (const url of urls) {
      const port = Number(new URL(url).port);
      expect([url, await answers('127.0.0.1', port), await answers('127.0.0.2', port)]).toEqual([
        url,
        true,
        false,
      ]);
    }
  });

  it('lets no second stack onto the same folder', async () => {
    await expect(playStack({ app, stateDir: stack.stateDir })).rejects.toThrow(
      /already runs on .* COPYDESK_STATE/,
    );
    expect((await call('/open')).status).toBe(200);
  });
});

describe('a template that AWS would refuse', () => {
  it('is refused here too, by the name of its resource, and nothing is left running', async () => {
    const impatient = join(__dirname, 'fixture', 'impatient-app.ts');
    await expect(playStack({ app: impatient })).rejects.toThrow(
      /Impatient\/WorkerSqs\w+ \(AWS::Lambda::EventSourceMapping\): the queue's visibility timeout of 9 s is shorter than the function's timeout of 10 s/,
    );
  });
});

// Last: from here on the clock is ahead.
describe('the clock', () => {
  it('moves functions, tokens and schedules together, and fires a schedule once for all the hours it missed', async () => {
    const token = await signIn(description, 'rita');
    const before = await echo('/open');
    const fired = () => logOf('Http').match(/called by a schedule/g)?.length ?? 0;
    const firedBefore = fired();
    await stack.advance(12 * hour);
    const after = await echo('/open');
    expect(after.now - before.now).toBeGreaterThanOrEqual(12 * hour);
    expect(after.now - before.now).toBeLessThan(12 * hour + 5 * minute);
    await eventually('line of the schedule', () => (fired() > firedBefore ? true : undefined));

    const staff = (bearer: string) => call('/staff', { headers: { authorization: `Bearer ${bearer}` } });
    expect((await staff(token)).status).toBe(401);
    expect((await staff(await signIn(description, 'rita'))).status).toBe(200);
    expect(fired() - firedBefore).toBe(1);
  });

  it('brings a failed message back when its visibility timeout is over by the moved clock', async () => {
    await send({ id: 'patient', failsUntil: 2 }, 'LongWorkQueue');
    await inLog('failed patient at receive 1');
    await stack.advance(9 * minute);
    expect(logOf('Worker')).not.toContain('did patient');
    await stack.advance(minute);
    await inLog('did patient at receive 2');
    expect(logOf('Worker').match(/patient/g)).toHaveLength(2);
  });

  it('goes only forward', async () => {
    await expect(stack.control('POST', '/clock/advance', '{"ms": -1}')).rejects.toThrow(
      /400 .*positive whole number/,
    );
  });

  it('refuses a step that leaves the calendar, and goes on', async () => {
    await expect(stack.control('POST', '/clock/advance', '{"ms": 9007199254740000}')).rejects.toThrow(
      /400 .*at most ten years ahead/,
    );
    expect((await call('/open')).status).toBe(200);
    expect(await stack.control('GET', '/clock')).toMatchObject({ offsetMs: expect.any(Number) as number });
  });
});

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
