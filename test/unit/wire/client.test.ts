import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { answering } from '../../../shared/wire/answering';
import { ApiRefusal, apiClient } from '../../../shared/wire/client';

/** Answers as told, and remembers what it was asked. */
async function apiThatAnswers(status: number, type: string, body: string) {
  const asked: { request: IncomingMessage; body: string }[] = [];
  const server: Server = createServer((request, response) => {
    let sent = '';
    request.on('data', (part: Buffer) => (sent += part.toString()));
    request.on('end', () => {
      asked.push({ request, body: sent });
      response.writeHead(status, { 'content-type': type }).end(body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const call = apiClient({
    baseUrl: `http://127.0.0.1:${port}/`,
    fetch,
    authorization: async () => 'Bearer t',
  });
  return { asked, call, close: () => new Promise((closed) => server.close(closed)) };
}

describe('the client', () => {
  it('sends what a route takes to its address, and answers what came', async () => {
    const api = await apiThatAnswers(200, 'application/json', '{"caseId":"CD-7K3MX-2QZ9A"}');
    const answer = await api.call('releaseCase', {
      params: { caseId: 'CD/../x' },
      body: { leaseToken: 7 },
      idempotencyKey: 'k-1',
      ifMatch: '"4"',
    });
    expect(answer.body.caseId).toBe('CD-7K3MX-2QZ9A');
    const [{ request, body } = { request: undefined, body: '' }] = api.asked;
    expect(request).toMatchObject({ method: 'POST', url: '/cases/CD%2F..%2Fx/release' });
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer t',
      'content-type': 'application/json',
      'idempotency-key': 'k-1',
      'if-match': '"4"',
    });
    expect(JSON.parse(body)).toEqual({ leaseToken: 7 });
    await api.close();
  });

  it('leaves out what is not given', async () => {
    const api = await apiThatAnswers(200, 'application/json', '{"cases":[]}');
    await api.call('listQueue', { query: { limit: 5, cursor: undefined } });
    await api.call('listQueue');
    expect(api.asked.map(({ request }) => request.url)).toEqual(['/queue?limit=5', '/queue']);
    expect(api.asked[0]?.request.headers).not.toHaveProperty('content-type');
    await api.close();
  });

  it('rejects with the problem that was answered', async () => {
    const problem = { type: 'urn:x', title: 'Somebody else was first', status: 409, detail: 'read it again' };
    const api = await apiThatAnswers(409, 'application/problem+json', JSON.stringify(problem));
    await expect(api.call('undoDecision', { params: { caseId: 'CD-7K3MX-2QZ9A' } })).rejects.toMatchObject({
      status: 409,
      message: 'read it again',
      problem,
    });
    await api.close();
  });

  it('names the status where something in between answered', async () => {
    const api = await apiThatAnswers(502, 'text/html', '<h1>Bad gateway');
    const failed = await api.call('health').catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ApiRefusal);
    expect(failed).toMatchObject({ message: 'the API answered 502', problem: undefined });
    await api.close();
  });

  it('takes only what a route takes', () => {
    const call = apiClient({ baseUrl: '', fetch });
    const neverCalled = () => [
      // @ts-expect-error a case has no such parameter
      call('readCase', { params: { id: 'x' } }),
      // @ts-expect-error the case is missing
      call('readCase'),
      // @ts-expect-error the queue takes no body
      call('listQueue', { body: {} }),
      // @ts-expect-error no such route
      call('readEverything'),
      call('health').then(({ body }) => body.status satisfies 'ok'),
    ];
    expect(neverCalled).toBeInstanceOf(Function);
  });
});

describe('the schema of an answer', () => {
  interface View {
    readonly name: string;
    readonly tags: readonly string[];
    readonly note?: string;
  }

  it('has what the verb answers, no more and no less', () => {
    const name = z.string();
    const tags = z.array(z.string());
    const note = z.string().exactOptional();
    const answer = answering<View>();
    answer(z.object({ name, tags, note }));
    // @ts-expect-error a field that may be absent is forgotten
    answer(z.object({ name, tags }));
    // @ts-expect-error a field that is not there
    answer(z.object({ name, tags, note, more: name }));
    // @ts-expect-error said to be there always
    answer(z.object({ name, tags, note: name }));
    // @ts-expect-error of another type
    answer(z.object({ name, tags: name, note }));
    expect(answer).toBeInstanceOf(Function);
  });
});
