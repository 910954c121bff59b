import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalFunction } from '../lambda/local-function';
import { corsHeaders, isPreflight, type Cors } from './cors';
import type { JwtAuthorizer } from './jwt-authorizer';
import { jsonAnswer, proxyAnswer, type HttpAnswer } from './proxy-answer';
import { proxyEvent } from './proxy-event';
import { readBody } from '../read-body';
import { requestTarget } from './request-target';
import { matchRoute } from './route-match';

export interface HttpApiRoute {
  readonly routeKey: string;
  readonly target: LocalFunction;
  readonly timeoutMs: number;
  readonly authorizer?: JwtAuthorizer;
  readonly scopes: readonly string[];
}

/** An HTTP API of the template: filled while its resources are played, then served. */
export interface HttpApi {
  readonly apiId: string;
  readonly cors: Cors | undefined;
  readonly routes: HttpApiRoute[];
}

/** API Gateway's quota of a request body, and Lambda's of an event, which is what a body meets first. */
const maxBodyBytes = 10 * 1024 * 1024;

/** Answers as the API's gateway does; `now` is the stack's clock in milliseconds. */
export function httpApiAnswers(api: HttpApi, now: () => number, log: (line: string) => void) {
  return async (request: IncomingMessage): Promise<HttpAnswer> => {
    const { headers, ...answer } = await answerOf(api, request, now, log);
    return { ...answer, headers: { ...headers, ...corsHeaders(api.cors, request) } };
  };
}

/** Serves an API that no distribution stands before. */
export function httpApiListener(api: HttpApi, now: () => number, log: (line: string) => void) {
  const answers = httpApiAnswers(api, now, log);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, headers, body } = await answers(request);
    response.writeHead(status, { ...headers, 'content-length': body.length } as Record<
      string,
      string | string[] | number
    >);
    response.end(body);
  };
}

async function answerOf(
  api: HttpApi,
  request: IncomingMessage,
  now: () => number,
  log: (line: string) => void,
): Promise<HttpAnswer> {
  if (api.cors !== undefined && isPreflight(request))
    return { status: 204, headers: {}, body: Buffer.alloc(0) };
  const method = request.method ?? 'GET';
  const url = request.url ?? '/';
  const match = matchRoute(api.routes, method, requestTarget(url).path);
  if (match === undefined) return jsonAnswer(404, { message: 'Not Found' });
  const { route, pathParameters } = match;
  const body = await readBody(request, maxBodyBytes);
  if (body === 'too large') return jsonAnswer(413, { message: 'Request Entity Too Large' });

  const authorized = await route.authorizer?.(request.headers.authorization, route.scopes);
  if (authorized !== undefined && !authorized.ok) {
    log(`${method} ${url}: ${authorized.status}, ${authorized.reason}`);
    return jsonAnswer(authorized.status, {
      message: authorized.status === 401 ? 'Unauthorized' : 'Forbidden',
    });
  }
  const event = proxyEvent({
    apiId: api.apiId,
    routeKey: route.routeKey,
    method,
    url,
    headers: request.headers,
    body,
    pathParameters,
    sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
    requestId: randomUUID(),
    at: now(),
    ...(authorized === undefined ? {} : { jwt: { claims: authorized.claims, scopes: authorized.scopes } }),
  });
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<undefined>(
    (resolve) => (timer = setTimeout(() => resolve(undefined), route.timeoutMs)),
  );
  const result = await Promise.race([route.target.invoke(event), timedOut]);
  clearTimeout(timer);
  if (result === undefined) return jsonAnswer(503, { message: 'Service Unavailable' });
  if (result.ok) return proxyAnswer(result.payload);
  log(`${method} ${url}: ${result.errorType}: ${result.errorMessage}`);
  if (result.errorType === 'RequestTooLargeException')
    return jsonAnswer(413, { message: 'Request Entity Too Large' });
  return jsonAnswer(500, { message: 'Internal Server Error' });
}
