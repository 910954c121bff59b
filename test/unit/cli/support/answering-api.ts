import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { type Io, processIo } from '../../../../cli/io';
import { run } from '../../../../cli/main';

export interface Asked {
  /** `METHOD /path?query`. */
  readonly call: string;
  /** The Authorization header. */
  readonly by: string;
  readonly body: unknown;
}

/** Runs one verb against an API that answers everything with what `answer` says; what was asked, printed and ended with. */
export async function heard(
  argv: readonly string[],
  answer: (asked: Asked) => unknown,
  cwd = process.cwd(),
  env: Io['env'] = {},
): Promise<{
  readonly requests: readonly Asked[];
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}> {
  const requests: Asked[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const asked = {
        call: `${request.method} ${request.url}`,
        by: request.headers.authorization ?? '',
        body: body === '' ? undefined : JSON.parse(body),
      };
      requests.push(asked);
      response.writeHead(200, { 'content-type': 'application/json', connection: 'close' });
      response.end(JSON.stringify(answer(asked)));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  let code = 0;
  const io: Io = { ...processIo(), cwd, stdout, stderr, env, exitWith: (ended) => (code = ended) };
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await run([...argv, '--api', api], io);
  await new Promise((closed) => server.close(closed));
  const said = (stream: PassThrough) => String((stream.read() as Buffer | null) ?? '');
  return { requests, stdout: said(stdout), stderr: said(stderr), code };
}
