import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { requestTarget } from './http-api/request-target';
import { jsonText } from './json-text';
import type { Listener } from './loopback-server';
import { readBody } from './read-body';

/** What the console offers on the local stack alone; nothing of it is in the template. */
export interface ConsoleTools {
  readonly links: () => {
    readonly outboxUrl: string;
    readonly demoSiteUrl?: string;
    /** What the demo's site is called in the cases. */
    readonly demoSiteHost?: string;
  };
  advance(ms: number): Promise<void>;
}

const HOUR_MS = 3_600_000;
const stepText = jsonText.pipe(z.object({ hours: z.int().min(1).max(24) }));

/** Serves /local/tools, to pages of this origin only, and everything else as before. */
export const withConsoleTools =
  (listener: Listener, tools: ConsoleTools): Listener =>
  async (request, response) => {
    const { path } = requestTarget(request.url ?? '/');
    if (!path.startsWith('/local/tools')) return listener(request, response);
    const send = (status: number, body: unknown) => answer(response, status, body);
    if (!isOfThisOrigin(request)) return send(403, { message: 'This is for the console alone.' });
    if (request.method === 'GET' && path === '/local/tools') return send(200, tools.links());
    if (request.method !== 'POST' || path !== '/local/tools/advance')
      return send(404, { message: 'There is no such tool.' });
    const step = stepText.safeParse((await readBody(request, 1024)).toString());
    if (!step.success) return send(400, { message: 'Send {"hours": 1 to 24}.' });
    await tools.advance(step.data.hours * HOUR_MS);
    return send(200, {});
  };

/** A browser says where a request comes from, and a page elsewhere cannot make it say otherwise. */
const isOfThisOrigin = ({ headers }: IncomingMessage): boolean =>
  headers['sec-fetch-site'] === 'same-origin' && /^127\.0\.0\.1:\d+$/.test(headers.host ?? '');

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
