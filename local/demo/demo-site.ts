import { escapeUTF8 as escapeHtml } from 'entities';
import { timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { requestTarget } from '../http-api/request-target';
import { jsonText } from '../json-text';
import { readBody } from '../read-body';
import { pageStyle, readableInstant } from '../page-style';
import { articlePage, copies, copyUrl, type DemoArticle } from './demo-articles';

export interface DemoSite {
  readonly url: string;
  readonly webhookUrl: string;
  /** Orders carried out so far, newest last. */
  readonly orders: () => readonly Order[];
  readonly close: () => Promise<void>;
}

/** What has become of a page. One that Copydesk has not spoken of yet waits. */
const page = z.object({
  state: z.enum(['published', 'labelled', 'held', 'down']),
  caseId: z.string().optional(),
  at: z.string(),
});
type Page = z.infer<typeof page>;

/** An article that its CMS sent without an address has none here either. */
const orderData = z.looseObject({ url: z.url().optional(), caseId: z.string().optional() });
const order = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('article.disposition'),
    timestamp: z.string(),
    data: orderData.extend({
      disposition: z.enum(['publish', 'label', 'hold', 'refuse']),
      reasons: z.array(z.string()).default([]),
    }),
  }),
  z.object({ type: z.literal('item.takedown'), timestamp: z.string(), data: orderData }),
  z.object({ type: z.literal('item.restore'), timestamp: z.string(), data: orderData }),
  z.object({ type: z.literal('item.amend'), timestamp: z.string(), data: orderData }),
]);

type OrderBody = z.infer<typeof order>;

const anyOrder = jsonText.pipe(z.looseObject({ type: z.string() }));
const knownTypes = new Set<string>(order.options.map(({ shape }) => shape.type.value));

function readOrder(body: string): OrderBody | 'malformed' | 'unknown type' {
  const sent = anyOrder.safeParse(body);
  if (!sent.success) return 'malformed';
  if (!knownTypes.has(sent.data.type)) return 'unknown type';
  return order.safeParse(sent.data).data ?? 'malformed';
}

/** An order that was carried out, with its `webhook-id`. */
export type Order = OrderBody & { readonly id: string };

/** What the site keeps: its pages by slug, and the orders it has carried out. */
const state = z.object({
  pages: z.record(z.string(), page),
  orders: z.array(order.and(z.object({ id: z.string() }))),
});
type State = z.infer<typeof state>;

/** What an order makes of a page; undefined leaves it as it is. */
function pageAfter({ type, timestamp: at, data }: OrderBody): Page | undefined {
  const { caseId } = data;
  switch (type) {
    case 'article.disposition':
      if (data.disposition === 'publish') return { state: 'published', at };
      if (data.disposition === 'label') return { state: 'labelled', at };
      return { state: 'held', caseId, at };
    case 'item.takedown':
      return { state: 'down', caseId, at };
    case 'item.restore':
      return { state: 'published', at };
    case 'item.amend':
      // What to change on a page is left to its editors.
      return undefined;
  }
}

/**
 * A small news site that plays the host's CMS: it serves the demo's articles, and carries out what Copydesk's
 * signed webhooks order. Each order is verified, carried out once by its webhook-id, and kept on disk before it
 * is acknowledged.
 */
export async function startDemoSite(options: {
  readonly secret: string;
  readonly stateDir: string;
  /** Milliseconds since the epoch, by the stack's clock: orders older than five minutes are refused. */
  readonly now: () => number;
  /** Where readers complain. */
  readonly complaintUrl?: string;
}): Promise<DemoSite> {
  mkdirSync(options.stateDir, { recursive: true });
  const path = resolve(options.stateDir, 'demo-site.json');
  let kept: State = existsSync(path)
    ? state.parse(JSON.parse(readFileSync(path, 'utf8')))
    : { pages: {}, orders: [] };
  const keep = (next: State) => {
    writeFileSync(`${path}.new`, JSON.stringify(next));
    renameSync(`${path}.new`, path);
    kept = next;
  };

  const carryOut = (body: string, headers: Record<string, string>): number => {
    if (!isSigned(options, body, headers)) return 401;
    const id = headers['webhook-id']!;
    if (kept.orders.some((known) => known.id === id)) return 204;
    const received = readOrder(body);
    if (received === 'malformed') return 400;
    // Acknowledged: sending it again would not make this site know it.
    if (received === 'unknown type') return 204;
    const { url: address } = received.data;
    const after = pageAfter(received);
    keep({
      pages:
        after && address !== undefined
          ? { ...kept.pages, [new URL(address).pathname.slice(1)]: after }
          : kept.pages,
      orders: [...kept.orders, { ...received, id }],
    });
    return 204;
  };

  const server = createServer((request, response) => {
    // A kept connection would outlive a restart on the same port.
    response.setHeader('connection', 'close');
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { path: pathname } = requestTarget(request.url ?? '/');
    if (pathname === '/webhooks/copydesk' && request.method === 'POST') {
      const body = await readBody(request, MAX_ORDER_BYTES);
      if (body === 'too large') {
        response.writeHead(413).end();
        return;
      }
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      response.writeHead(carryOut(body.toString('utf8'), headers)).end();
      return;
    }
    const slug = pathname.slice(1);
    const article = Object.values(copies).find((known) => known.slug === slug);
    const shown: Shown =
      pathname === '/'
        ? { status: 200, title: 'Newsriver', body: front(kept) }
        : article
          ? showArticle(article, kept.pages[slug])
          : { status: 404, title: 'Not found', body: '<h1>No such page</h1>' };
    const about = article && shown.status === 200 ? `?page=${encodeURIComponent(copyUrl(slug))}` : '';
    send(response, shown, options.complaintUrl && options.complaintUrl + about);
  };

  const port = await listen(server, resolve(options.stateDir, 'port'));
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    webhookUrl: `${url}/webhooks/copydesk`,
    orders: () => kept.orders,
    close: () =>
      new Promise((closed, failed) => {
        server.closeAllConnections();
        server.close((error) => (error ? failed(error) : closed()));
      }),
  };
}

const TOLERANCE_SECONDS = 300;
/** Fifty times what Copydesk sends at most. */
const MAX_ORDER_BYTES = 1024 * 1024;

/** Standard Webhooks, verified by the stack's clock; the library's own check knows only the machine's. */
function isSigned(
  { secret, now }: { readonly secret: string; readonly now: () => number },
  body: string,
  headers: Readonly<Record<string, string>>,
): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': sent = '', 'webhook-signature': signatures = '' } = headers;
  if (id === undefined || !/^\d+$/.test(sent)) return false;
  if (Math.abs(now() / 1_000 - Number(sent)) > TOLERANCE_SECONDS) return false;
  const expected = Buffer.from(new Webhook(secret).sign(id, new Date(Number(sent) * 1_000), body));
  return signatures.split(' ').some((signature) => {
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** The port of the last start if it is free, so that links in mails keep working; else any. */
async function listen(server: Server, remembered: string): Promise<number> {
  const wanted = existsSync(remembered) ? Number(readFileSync(remembered, 'utf8')) : 0;
  const on = (port: number) =>
    new Promise<void>((started, failed) => {
      server.once('error', failed);
      server.listen(port, '127.0.0.1', () => {
        server.removeListener('error', failed);
        started();
      });
    });
  await on(wanted).catch(() => on(0));
  const { port } = server.address() as AddressInfo;
  writeFileSync(remembered, String(port));
  return port;
}

const STATE_WORDS = {
  published: '',
  labelled: 'licensed',
  held: 'held back',
  down: 'taken down',
} as const satisfies Record<Page['state'], string>;

const front = ({ pages }: State): string => {
  const note = (known: Page | undefined) => (known ? STATE_WORDS[known.state] : 'waiting for a verdict');
  const line = ({ slug, title }: DemoArticle) => {
    const words = note(pages[slug]);
    return `<li><a href="/${slug}">${escapeHtml(title)}</a>${words === '' ? '' : ` <small>(${words})</small>`}</li>`;
  };
  return `<h1>Newsriver</h1>\n  <ul>\n    ${Object.values(copies).map(line).join('\n    ')}\n  </ul>`;
};

interface Shown {
  readonly status: number;
  readonly title: string;
  readonly body: string;
}

function showArticle(article: DemoArticle, known: Page | undefined): Shown {
  const { title } = article;
  switch (known?.state) {
    case 'published':
      return { status: 200, title, body: articlePage(article) };
    case 'labelled':
      return {
        status: 200,
        title,
        body: `<p><strong>Republished under licence.</strong></p>\n  ${articlePage(article)}`,
      };
    case 'down':
      return { status: 410, title: 'Not available', body: gone(known) };
    case 'held':
    case undefined:
      return { status: 404, title: 'Not published', body: '<h1>This article is not published</h1>' };
  }
}

const gone = ({ caseId = 'unknown', at }: Page): string =>
  `<h1>This article is not available</h1>
  <p>It was taken down after a copyright complaint, case ${escapeHtml(caseId)}, on <time>${readableInstant(escapeHtml(at))}</time>.</p>`;

const style = `${pageStyle}
    :root { font: 1.05rem/1.6 Georgia, serif; }
    body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
    h1 { font-size: 1.6rem; line-height: 1.25; text-wrap: balance; }
    header, footer { font: .85rem system-ui, sans-serif; opacity: .75; }`;

const send = (
  response: ServerResponse,
  { status, title, body }: Shown,
  complaintUrl: string | undefined,
): void => {
  const complain =
    complaintUrl === undefined
      ? ''
      : ` <a href="${escapeHtml(complaintUrl)}">Complain about a copied article</a>`;
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
  <footer>Every word here was written for the demo.${complain}</footer>
</body>
</html>
`,
    );
};
