import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Instant } from '../shared/clock/instant';
import { requestFailed, requestRefused, withLogContext } from '../shared/events';
import { Problem } from '../shared/problem';
import type { ProblemJson } from '../shared/wire/problem-json';
import {
  PROBLEM_CONTENT_TYPE,
  parseAs,
  parseJson,
  toProblemJson,
  unexpectedProblemJson,
} from '../shared/wire/problem-json';
import type { Route, RouteAuth, RoutesOf } from '../shared/wire/routes';
import { routeKey, routes } from '../shared/wire/routes';
import type { z } from 'zod';
import { faultOf } from '../shared/fault';
import type { Invocation } from './lambda';

/** One request, read lazily: a handler asks for the parts it knows. */
export interface Call {
  readonly requestId: string;
  /** A path parameter, parsed; what does not parse names nothing we have. @throws Problem `not_found`. */
  param<T>(name: string, parse: (text: string) => T | undefined): T;
  query(name: string): string | undefined;
  header(name: string): string | undefined;
  /** The JSON body. @throws Problem `invalid` with a pointer for every wrong field. */
  body<S extends z.ZodType>(schema: S): z.infer<S>;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** Address of what was made. */
  readonly location?: string;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown, location: string): Reply => ({ status: 201, body, location });
export const accepted = (body: unknown, location: string): Reply => ({ status: 202, body, location });

type Event = APIGatewayProxyEventV2;

/** @throws Problem `invalid` for other bytes than UTF-8: read as if, what they say would be lost. */
function decoded(base64: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    throw new Problem('invalid', 'the body is not UTF-8: send it in that encoding');
  }
}

function readCall(event: Event, requestId: string): Call {
  return {
    requestId,
    param(name, parse) {
      const value = parse(event.pathParameters?.[name] ?? '');
      if (value === undefined) throw new Problem('not_found', `no ${name} of this form exists`);
      return value;
    },
    query: (name) => event.queryStringParameters?.[name],
    // An HTTP API lower-cases header names.
    header: (name) => event.headers[name],
    body(schema) {
      const sent = event.body ?? '';
      return parseAs(schema, parseJson(event.isBase64Encoded ? decoded(sent) : sent));
    },
  };
}

const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

const answer = ({ status, body, location }: Reply): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { ...headers, 'content-type': 'application/json', ...(location && { location }) },
  body: JSON.stringify(body),
});

const answerProblem = (problem: ProblemJson): APIGatewayProxyStructuredResultV2 => ({
  statusCode: problem.status,
  headers: {
    ...headers,
    'content-type': PROBLEM_CONTENT_TYPE,
    ...(problem.status === 401 && { 'www-authenticate': 'Bearer' }),
    ...(problem.status === 503 && { 'retry-after': '5' }),
  },
  body: JSON.stringify(problem),
});

export type Handlers<F extends Route['function'], Caller> = Readonly<
  Record<RoutesOf<F>, (call: Call, caller: Caller) => Promise<Reply>>
>;

/**
 * A function that serves its part of the route table. `identify` finds out who calls, by the route's rule, before
 * the handler runs; every Problem becomes problem+json, every other error a 500 that tells nothing but the request id.
 */
export function serve<F extends Route['function'], Caller>(options: {
  readonly function: F;
  readonly now: () => Instant;
  readonly identify: (auth: RouteAuth, call: Call) => Promise<Caller>;
  readonly handlers: Handlers<F, Caller>;
}): (event: Event, invocation: Invocation) => Promise<APIGatewayProxyStructuredResultV2> {
  const byKey = new Map<string, Route>(
    routes.filter((route) => route.function === options.function).map((route) => [routeKey(route), route]),
  );

  async function dispatch(event: Event, requestId: string): Promise<APIGatewayProxyStructuredResultV2> {
    const route = byKey.get(event.routeKey);
    try {
      if (!route) throw new Problem('not_found', 'there is no such address');
      const call = readCall(event, requestId);
      const caller = await options.identify(route.auth, call);
      return answer(await options.handlers[route.name as RoutesOf<F>](call, caller));
    } catch (error) {
      const name = route?.name ?? 'unknown';
      if (error instanceof Problem && error.kind !== 'corrupt') {
        requestRefused(options.now(), { route: name, kind: error.kind });
        return answerProblem(toProblemJson(error, requestId));
      }
      requestFailed(options.now(), { route: name, error: faultOf(error) });
      return answerProblem(unexpectedProblemJson(requestId));
    }
  }

  return (event, { awsRequestId }) =>
    withLogContext({ function: options.function, requestId: awsRequestId }, () =>
      dispatch(event, awsRequestId),
    );
}
