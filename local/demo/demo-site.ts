import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { z } from 'zod';
import { escapeHtml } from '../escape-html';
import { articlePage, copies, type DemoArticle } from './demo-articles';

export interface DemoSite {
  readonly url: string;
  readonly webhookUrl: string;
  /** Webhooks carried out so far, newest last. */
  readonly received: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** What the site keeps: which pages are down and why, which webhooks it has carried out. */
const state = z.object({
  down: z.record(z.string(), z.object({ caseId: z.string(), at: z.string() })),
  seen: z.array(z.string()),
});
type State = z.infer<typeof state>;

const order = z.object({
  type: z.string(),
  timestamp: z.string(),
  data: z.looseObject({ url: z.string().optional(), caseId: z.string().optional() }),
});

/**
 * A small news site that plays the host's CMS: it serves the demo's articles, and carries out what Copydesk's
 * signed webhooks order. Each order is verified, carried out once by its webhook-id, and kept on disk before it
 * is acknowledged.
 */
export async function startDemoSite(options: {
  readonly secret: string;
  readonly stateDir: string;
  readonly port?: number;
}): Promise<DemoSite> {
  mkdirSync(options.stateDir, { recursive: true });
  const path = resolve(options.stateDir, 'demo-site.json');
  let kept: State = existsSync(path)
    ? state.parse(JSON.parse(readFileSync(path, 'utf8')))
    : { down: {}, seen: [] };
  const keep = (next: State) => {
    writeFileSync(`${path}.new`, JSON.stringify(next));
    renameSync(`${path}.new`, path);
    kept = next;
  };
  const webhook = new Webhook(options.secret);

  const carryOut = (body: string, headers: Record<string, string>): number => {
    try {
      webhook.verify(body, headers);
    } catch (error) {
      if (error instanceof WebhookVerificationError) return 401;
      throw error;
    }
    const id = headers['webhook-id']!;
    if (kept.seen.includes(id)) return 204;
    const { type, timestamp, data } = order.parse(JSON.parse(body));
    const slug = data.url ? new URL(data.url).pathname.slice(1) : '';
    const { [slug]: _, ...others } = kept.down;
    const down =
      type === 'item.takedown'
        ? { ...kept.down, [slug]: { caseId: data.caseId ?? '', at: timestamp } }
        : type === 'item.restore'
          ? others
          : kept.down;
    keep({ down, seen: [...kept.seen, id] });
    return 204;
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://demo');
    if (pathname === '/webhooks/copydesk' && request.method === 'POST') {
      const body = await text(request);
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      response.writeHead(carryOut(body, headers)).end();
      return;
    }
    const slug = pathname.slice(1);
    const article = Object.values(copies).find((known) => known.slug === slug);
    const taken = kept.down[slug];
    if (pathname === '/') send(response, 200, 'Newsriver', front(kept));
    else if (!article) send(response, 404, 'Not found', '<h1>No such page</h1>');
    else if (taken) send(response, 410, 'Not available', gone(taken));
    else send(response, 200, article.title, articlePage(article));
  };

  await new Promise<void>((started) => server.listen(options.port ?? 0, '127.0.0.1', started));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    webhookUrl: `${url}/webhooks/copydesk`,
    received: () => kept.seen,
    close: () =>
      new Promise((closed, failed) => {
        server.closeAllConnections();
        server.close((error) => (error ? failed(error) : closed()));
      }),
  };
}

const text = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const front = ({ down }: State): string => {
  const line = ({ slug, title }: DemoArticle) =>
    `<li><a href="/${slug}">${escapeHtml(title)}</a>${down[slug] ? ' <small>(taken down)</small>' : ''}</li>`;
  return `<h1>Newsriver</h1>\n  <ul>\n    ${Object.values(copies).map(line).join('\n    ')}\n  </ul>`;
};

const gone = ({ caseId, at }: { caseId: string; at: string }): string =>
  `<h1>This article is not available</h1>
  <p>It was taken down after a copyright complaint, case ${escapeHtml(caseId)}, on ${escapeHtml(at)}.</p>`;

const style = `
    :root { color-scheme: light dark; font: 1.05rem/1.6 Georgia, serif; }
    body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
    h1 { font-size: 1.6rem; line-height: 1.25; text-wrap: balance; }
    header, footer { font: .85rem system-ui, sans-serif; opacity: .75; }`;

const send = (response: ServerResponse, status: number, title: string, body: string): void => {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'cache-control': 'no-store',
    })
    .end(
      `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeHtml(title)}</title>
  <style>${style}
  </style>
</head>
<body>
  <header><a href="/">Newsriver</a>: demo site of Copydesk, served from this machine</header>
  ${body}
  <footer>Every word here was written for the demo.</footer>
</body>
</html>
`,
    );
};
