import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type RouteName, routes } from '../shared/wire/routes';
import { type Io, Refusal, UsageError } from './io';
import { readStackFile, stateDir } from './stack-file';

/** Who calls: nobody, the holder of an API key, or staff. */
export type Caller = 'public' | 'key' | 'staff';

export interface ApiOptions {
  readonly api?: string;
  readonly key?: string;
  readonly token?: string;
  /** A demo user of the local stack. */
  readonly as?: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

export type CallApi = (
  route: RouteName,
  request?: {
    readonly params?: Readonly<Record<string, string>>;
    readonly query?: Readonly<Record<string, string | undefined>>;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  },
) => Promise<ApiAnswer>;

const noStack =
  'no API to talk to: start the local stack (npm start), or name a deployed one with --api URL or COPYDESK_API';

/** Where the demo leaves the keys it was given, by name. */
export const keysFile = (io: Io): string => resolve(stateDir(io), 'demo-site', 'keys.json');

const localKeys = (io: Io): Readonly<Record<string, string>> =>
  existsSync(keysFile(io)) ? (JSON.parse(readFileSync(keysFile(io), 'utf8')) as Record<string, string>) : {};

async function authorization(io: Io, caller: Caller, options: ApiOptions): Promise<string | undefined> {
  switch (caller) {
    case 'public':
      return undefined;
    case 'key': {
      const key = options.key ?? io.env['COPYDESK_API_KEY'];
      if (key) return localKeys(io)[key] ?? key;
      throw new UsageError(
        'an API key is needed: --key KEY or COPYDESK_API_KEY; copydesk publisher key issues one, and the demo has left two: --key gazette (originals, licences, complaints) and --key newsriver (articles)',
      );
    }
    case 'staff': {
      const token = options.token ?? io.env['COPYDESK_TOKEN'];
      if (token) return token;
      const stack = readStackFile(io);
      if (!stack) throw new UsageError('a staff token is needed: --token TOKEN or COPYDESK_TOKEN');
      const { signIn } = await import('../local/sign-in');
      const user = options.as ?? io.env['COPYDESK_AS'] ?? 'rita';
      if (!stack.users.some(({ username }) => username === user))
        throw new UsageError(
          `there is no demo user ${user}: ${stack.users.map(({ username }) => username).join(', ')}`,
        );
      return signIn(stack, user);
    }
  }
}

interface ProblemBody {
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

const explain = (status: number, body: unknown): string => {
  if (typeof body !== 'object' || body === null) return `the API answered ${status}`;
  const { title, detail, errors }: ProblemBody = body;
  const fields = (errors ?? []).map((error) => `\n  ${error.pointer || '/'}: ${error.detail}`).join('');
  return `${detail ?? title ?? 'the API refused'} (${status})${fields}`;
};

/** A client of the route table. @throws Refusal on any answer of 400 or above, UsageError where nothing answers. */
export async function connect(io: Io, caller: Caller, options: ApiOptions = {}): Promise<CallApi> {
  const base = options.api ?? io.env['COPYDESK_API'] ?? readStackFile(io)?.apiUrl;
  if (!base) throw new UsageError(noStack);
  const bearer = await authorization(io, caller, options);
  return async (name, { params = {}, query = {}, body, headers = {} } = {}) => {
    const route = routes.find((known) => known.name === name)!;
    const path = route.path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
    const url = new URL(base.replace(/\/$/, '') + path);
    for (const [key, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(key, value);
    const response = await fetch(url, {
      method: route.method,
      headers: {
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new UsageError(
        `nothing answers at ${base}: ${cause instanceof Error ? cause.message : String(cause)}`,
      );
    });
    const text = await response.text();
    const parsed: unknown = text === '' ? undefined : JSON.parse(text);
    if (!response.ok) throw new Refusal(explain(response.status, parsed));
    return { status: response.status, body: parsed, headers: response.headers };
  };
}
