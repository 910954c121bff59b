import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '../../../functions/http';
import { publicPages } from '../../../functions/public-pages-routes';
import { publisherPages } from '../../../functions/publisher-pages-routes';
import { httpApiListener } from '../../../local/http-api/http-api';
import type { Desk } from '../../../shared/desk/desk';
import { routeKey, routes } from '../../../shared/wire/routes';

export interface PageServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** The complainants' and the publishers' pages over a desk, behind the gateway that the local stack plays. */
export async function servePages(desk: Desk): Promise<PageServer> {
  let listener: ReturnType<typeof httpApiListener> | undefined;
  const server: Server = createServer((request, response) => void listener!(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const handlers = {
    'public-pages': serve({ ...publicPages(desk, url), doorToken: 'door' }),
    'publisher-pages': serve({ ...publisherPages(desk, url), doorToken: 'door' }),
  };
  // As the front door passes a caller on: a stranger, and no program of this machine.
  const door = { 'x-copydesk-door': 'door', 'x-forwarded-for': '203.0.113.7, 198.51.100.1' };
  const targetOf = (name: keyof typeof handlers) => ({
    invoke: async (event: { readonly headers: Readonly<Record<string, string>> }) => ({
      ok: true as const,
      payload: await handlers[name]({ ...event, headers: { ...event.headers, ...door } } as never, {
        awsRequestId: 'req-1',
        getRemainingTimeInMillis: () => 9_000,
      }),
    }),
  });
  const routed = (key: string, name: keyof typeof handlers) => ({
    routeKey: key,
    target: targetOf(name) as never,
    timeoutMs: 30_000,
    scopes: [],
  });
  const api = {
    apiId: 'pages',
    cors: undefined,
    routes: [
      ...routes.flatMap((route) =>
        route.function === 'public-pages' || route.function === 'publisher-pages'
          ? [routed(routeKey(route), route.function)]
          : [],
      ),
      routed('$default', 'public-pages'),
    ],
  };
  listener = httpApiListener(api, Date.now, () => undefined);
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
