import type { IncomingHttpHeaders } from 'node:http';
import { account } from '../aws-clients';
import { requestTarget } from './request-target';

export interface ProxyRequest {
  readonly apiId: string;
  readonly routeKey: string;
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly sourceIp: string;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly jwt?: { readonly claims: Readonly<Record<string, string>>; readonly scopes: readonly string[] };
}

/** Bodies of these types reach the function as text; all others, forms included, as base64. */
const textual = /^(text\/|application\/(json|xml|javascript)\b|application\/[^;]+\+(json|xml)\b)/i;

/** The event of an HTTP API, payload format 2.0 (AWS, 'Working with AWS Lambda proxy integrations for HTTP APIs'). */
export function proxyEvent(request: ProxyRequest): unknown {
  const { path, query } = requestTarget(request.url);
  const parameters = new URLSearchParams(query);
  const { cookie, ...headers } = request.headers;
  const isBase64Encoded =
    request.body.length > 0 && !textual.test(request.headers['content-type'] ?? 'application/json');
  const joined = [...new Set(parameters.keys())].map(
    (key) => [key, parameters.getAll(key).join(',')] as const,
  );
  return {
    version: '2.0',
    routeKey: request.routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    headers: Object.fromEntries(
      Object.entries({ ...headers, 'x-forwarded-for': forwardedFor(request) }).map(([name, value]) => [
        name,
        [value].flat().join(','),
      ]),
    ),
    ...(joined.length === 0 ? {} : { queryStringParameters: Object.fromEntries(joined) }),
    requestContext: {
      accountId: account,
      apiId: request.apiId,
      ...(request.jwt === undefined ? {} : { authorizer: { jwt: request.jwt } }),
      domainName: request.headers.host ?? '',
      domainPrefix: request.apiId,
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey: request.routeKey,
      stage: '$default',
      time: commonLogTime(request.at),
      timeEpoch: request.at,
    },
    ...(Object.keys(request.pathParameters).length === 0 ? {} : { pathParameters: request.pathParameters }),
    ...(request.body.length === 0
      ? {}
      : { body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}

/** The gateway adds who called it to those that its caller names. */
const forwardedFor = ({ headers, sourceIp }: ProxyRequest): string =>
  [headers['x-forwarded-for'] ?? [], sourceIp].flat().join(', ');

/** `22/Nov/2026:10:23:03 +0000`, as the gateway writes the time. */
function commonLogTime(at: number): string {
  const [, day, month, year, time] = new Date(at).toUTCString().split(/,? /);
  return `${day}/${month}/${year}:${time} +0000`;
}
