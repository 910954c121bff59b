import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of the n-th request: `lost` is done, but its answer never arrives; an answer stands for one of AWS. */
export type Fate =
  'passed' | 'lost' | { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});

/** An HTTP proxy before an emulator, until the test ends: for what networks do and an emulator never answers by itself. */
export async function startFaultyProxy(target: string, fateOf: (request: number) => Fate) {
  let requests = 0;
  const server = createServer((incoming, outgoing) => {
    const fate = fateOf(++requests);
    if (typeof fate === 'object') {
      incoming.resume().on('end', () => {
        outgoing.writeHead(fate.status, { 'content-type': 'application/x-amz-json-1.0' });
        outgoing.end(JSON.stringify(fate.body));
      });
      return;
    }
    const onward = request(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        if (fate === 'lost') {
          // Read to its end first: only then has the emulator surely done it.
          answer.resume().on('end', () => incoming.socket.destroy());
          return;
        }
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  ends.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
  };
}
