import type { AnswerOf, ApiRouteName, BodyOf, QueryOf, StatusOf } from './contracts';
import type { ProblemJson } from './problem-json';
import { type Route, routes } from './routes';

/**
 * A client of the route table, typed by what each route takes and answers. It imports no schema at run time and touches
 * nothing but the `fetch` it is given, so it runs in a browser and in Node.
 */

type PathOf<N extends ApiRouteName> = Extract<(typeof routes)[number], { readonly name: N }>['path'];
type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;

/** Absent where a route takes none. */
type Part<Name extends string, T> = [T] extends [undefined]
  ? { readonly [K in Name]?: never }
  : { readonly [K in Name]: T };

export type RequestOf<N extends ApiRouteName> = Part<
  'params',
  [ParamNames<PathOf<N>>] extends [never] ? undefined : Readonly<Record<ParamNames<PathOf<N>>, string>>
> &
  Part<'body', BodyOf<N>> & {
    readonly query?: [QueryOf<N>] extends [undefined] ? never : QueryOf<N>;
    /** Chosen by the sender, one for each thing sent: sent again, it is answered with the first result. */
    readonly idempotencyKey?: string | undefined;
    /** ETag of what was read: refused with 412 where it has changed since. */
    readonly ifMatch?: string | undefined;
    /** Only where there is none yet. */
    readonly ifNoneMatch?: '*' | undefined;
    readonly signal?: AbortSignal | undefined;
  };

export interface Answered<N extends ApiRouteName> {
  readonly status: StatusOf<N>;
  readonly body: AnswerOf<N>;
  readonly headers: Headers;
}

export type Client = <N extends ApiRouteName>(
  route: N,
  ...request: Partial<RequestOf<N>> extends RequestOf<N> ? [RequestOf<N>?] : [RequestOf<N>]
) => Promise<Answered<N>>;

/** The API refused, or something between here and it did. */
export class ApiRefusal extends Error {
  constructor(
    readonly status: number,
    /** Absent where the answer was not problem+json. */
    readonly problem: ProblemJson | undefined,
    readonly headers: Headers,
  ) {
    super(problem?.detail ?? problem?.title ?? `the API answered ${status}`);
    this.name = 'ApiRefusal';
  }
}

export interface ClientOptions {
  /** Where the API answers; `''` for the origin of the page. */
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  /** Value of the Authorization header, asked for before each call; undefined: none is sent. */
  readonly authorization?: () => string | undefined | Promise<string | undefined>;
}

interface Parts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string | undefined;
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: '*' | undefined;
  readonly signal?: AbortSignal | undefined;
}

const table: readonly Route[] = routes;

function addressOf(path: string, { params = {}, query = {} }: Parts): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? filled : `${filled}?${search.toString()}`;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isProblem = (body: unknown): body is ProblemJson =>
  typeof body === 'object' && body !== null && 'title' in body && 'status' in body;

/** Rejects with ApiRefusal on any answer but 2xx, with what `fetch` rejects with where nothing answers. */
export function apiClient({ baseUrl, fetch, authorization }: ClientOptions): Client {
  const base = baseUrl.replace(/\/$/, '');
  const call = async (name: ApiRouteName, request: Parts = {}) => {
    const route = table.find((known) => known.name === name);
    if (!route) throw new RangeError(`no route is named ${name}`);
    const { body, idempotencyKey, ifMatch, ifNoneMatch, signal } = request;
    const authorized = await authorization?.();
    const response = await fetch(base + addressOf(route.path, request), {
      method: route.method,
      headers: {
        ...(authorized !== undefined && { authorization: authorized }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
        ...(ifNoneMatch !== undefined && { 'if-none-match': ifNoneMatch }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    const answer = parsed(await response.text());
    if (!response.ok)
      throw new ApiRefusal(response.status, isProblem(answer) ? answer : undefined, response.headers);
    return { status: response.status, body: answer, headers: response.headers };
  };
  // What the server answers is held to the contract on its side, by the types of its handlers.
  return call as Client;
}
