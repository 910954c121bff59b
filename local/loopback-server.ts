import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from './emulators/free-port';

export type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface LoopbackServer {
  readonly url: string;
  readonly port: number;
  /** Until then every request is answered with 503. */
  serve(listener: Listener): void;
  close(): Promise<void>;
}

/** An HTTP server on 127.0.0.1, on `preferredPort` if that is free. Its address is known before it has anything to serve. */
export async function openLoopbackServer(
  preferredPort: number | undefined,
  log: (line: string) => void,
): Promise<LoopbackServer> {
  let listener: Listener | undefined;
  const server = createServer((request, response) => {
    if (listener === undefined) {
      response.writeHead(503, { 'retry-after': '1' }).end('The stack is still being built.');
      return;
    }
    listener(request, response).catch((error: unknown) => {
      log(
        `${request.method} ${request.url}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ message: error instanceof Error ? error.message : 'Internal Server Error' }),
      );
    });
  });
  const port = await freePort(preferredPort);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    serve: (next) => void (listener = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
