import { serve } from '../../../functions/http';
import { publicPages } from '../../../functions/public-pages-routes';
import { publisherPages } from '../../../functions/publisher-pages-routes';
import { HOUR, plus } from '../../../shared/clock/instant';
import type { Desk } from '../../../shared/desk/desk';
import { sha256 } from '../../../shared/desk/digest';
import type { PublisherId } from '../../../shared/ids';
import { routeKey, routes } from '../../../shared/wire/routes';

export const PUBLIC_URL = 'https://desk.example';

export type PagesBrowser = ReturnType<typeof pagesBrowser>;

/** A browser before the pages of publishers and complainants: it keeps cookies, and takes the guard from the page it was given. */
export function pagesBrowser(desk: Desk) {
  const handlers = {
    'public-pages': serve({ ...publicPages(desk, PUBLIC_URL), doorToken: 'door' }),
    'publisher-pages': serve({ ...publisherPages(desk, PUBLIC_URL), doorToken: 'door' }),
  };
  const cookies = new Map<string, string>();

  async function call(method: 'GET' | 'POST', path: string, form?: URLSearchParams) {
    const url = new URL(path, PUBLIC_URL);
    const found = routes.flatMap((route) => {
      const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
      const shape = new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`);
      const values = route.method === method ? shape.exec(url.pathname)?.slice(1) : undefined;
      const { function: by } = route;
      return values && (by === 'public-pages' || by === 'publisher-pages')
        ? [{ route, by, parameters: Object.fromEntries(names.map((name, index) => [name, values[index]])) }]
        : [];
    });
    // A path that is written out goes before one with a part left open.
    const [first] = found.toSorted(
      (a, b) => Object.keys(a.parameters).length - Object.keys(b.parameters).length,
    );
    if (!first) throw new Error(`no page stands at ${method} ${path}`);
    const answer = await handlers[first.by](
      {
        routeKey: routeKey(first.route),
        rawPath: url.pathname,
        headers: {
          'x-copydesk-door': 'door',
          'x-forwarded-for': '203.0.113.7, 198.51.100.1',
          'content-type': 'application/x-www-form-urlencoded',
        },
        cookies: [...cookies].map(([name, value]) => `${name}=${value}`),
        pathParameters: first.parameters,
        queryStringParameters: Object.fromEntries(url.searchParams),
        body: form?.toString(),
        isBase64Encoded: false,
        requestContext: { http: { sourceIp: '203.0.113.7' } },
      } as never,
      { awsRequestId: 'req-1', getRemainingTimeInMillis: () => 9_000 },
    );
    for (const cookie of answer.cookies ?? []) {
      const [pair = ''] = cookie.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return {
      status: answer.statusCode ?? 0,
      body: answer.body ?? '',
      location: String(answer.headers?.['location'] ?? ''),
      headers: answer.headers ?? {},
      cookies: answer.cookies ?? [],
    };
  }

  return {
    cookies,
    get: (path: string) => call('GET', path),
    post: (path: string, fields: Readonly<Record<string, string>>) =>
      call('POST', path, new URLSearchParams({ guard: cookies.get('__Host-guard') ?? '', ...fields })),
    async signIn(publisherId: PublisherId): Promise<void> {
      const secret = desk.ids.secret();
      await desk.sessions.begin(sha256(secret), { publisherId, until: plus(desk.now(), 12 * HOUR) });
      cookies.set('__Host-session', secret);
    },
    /** What a page's fields hold, as its form would send them. */
    fieldsOf,
  };
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');

function fieldsOf(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  const attribute = (tag: string, name: string) =>
    unescaped(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
  for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
    const isBox = attribute(tag, 'type') === 'checkbox';
    if (attribute(tag, 'name') !== '' && (!isBox || / checked=/.test(tag)))
      fields[attribute(tag, 'name')] = attribute(tag, 'value');
  }
  for (const [, tag = '', text = ''] of html.matchAll(/<textarea([^>]*)>([^<]*)</g))
    fields[attribute(tag, 'name')] = unescaped(text);
  for (const [, tag = '', options = ''] of html.matchAll(/<select([^>]*)>(.*?)<\/select>/gs))
    fields[attribute(tag, 'name')] = unescaped(/value="([^"]*)" selected=""/.exec(options)?.[1] ?? '');
  return fields;
}
