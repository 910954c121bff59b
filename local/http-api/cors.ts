import type { IncomingMessage } from 'node:http';

/** An HTTP API's CorsConfiguration. */
export interface Cors {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  /** Seconds. */
  readonly maxAge: number | undefined;
}

export const isPreflight = ({ method, headers }: IncomingMessage): boolean =>
  method === 'OPTIONS' &&
  headers.origin !== undefined &&
  headers['access-control-request-method'] !== undefined;

/** The headers that the gateway adds for a listed origin; none for another, so that a browser refuses. */
export function corsHeaders(
  cors: Cors | undefined,
  request: IncomingMessage,
): Readonly<Record<string, string>> {
  const { origin } = request.headers;
  if (cors === undefined || origin === undefined) return {};
  const anyone = cors.allowOrigins.includes('*');
  if (!anyone && !cors.allowOrigins.includes(origin)) return {};
  const listed = (name: string, values: readonly string[]) =>
    values.length === 0 ? {} : { [name]: values.join(',') };
  return {
    'access-control-allow-origin': anyone ? '*' : origin,
    ...(cors.allowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
    ...listed('access-control-expose-headers', cors.exposeHeaders),
    ...(isPreflight(request)
      ? {
          ...listed('access-control-allow-methods', cors.allowMethods),
          ...listed('access-control-allow-headers', cors.allowHeaders),
          ...(cors.maxAge === undefined ? {} : { 'access-control-max-age': String(cors.maxAge) }),
        }
      : {}),
  };
}
