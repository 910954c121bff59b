import { gzipSync } from 'node:zlib';
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
import type { Desk } from '../shared/desk/desk';
import {
  type AnswerOf,
  type ApiRouteName,
  type Contract,
  contracts,
  type StatusOf,
} from '../shared/wire/contracts';
import { idempotencyKey } from '../shared/wire/fields';
import type { Route, RouteAuth, RouteName, RoutesOf } from '../shared/wire/routes';
import { routeKey, routes } from '../shared/wire/routes';
import type { z } from 'zod';
import { faultOf } from '../shared/fault';
import type { Invocation } from './lambda';
import { once } from './once';
import { sourceAddress } from './source-address';

/**
 * Three times the fields of our largest page. A field is found by going through all of them: of the two million that a body
 * has room for, reading one page would take half a minute.
 */
const MAX_FIELDS = 5_000;

/** One request, read lazily: a handler asks for the parts it knows. */
export interface Call {
  readonly requestId: string;
  /** The address it came from. */
  readonly source: string;
  /** A path parameter, parsed; what does not parse names nothing we have. @throws Problem `not_found`. */
  param<T>(name: string, parse: (text: string) => T | undefined): T;
  /** The query parameters; others than the schema's are left alone. @throws Problem `invalid` with a pointer for each. */
  query<S extends z.ZodType>(schema: S): z.infer<S>;
  header(name: string): string | undefined;
  cookie(name: string): string | undefined;
  /** The JSON body. @throws Problem `invalid` with a pointer for every wrong field. */
  body<S extends z.ZodType>(schema: S): z.infer<S>;
  /** The fields and files of an HTML form, however it is encoded. @throws Problem `invalid` where it cannot be read. */
  form(): Promise<FormData>;
}

export interface Reply<Status = number, Body = unknown> {
  readonly status: Status;
  readonly body: Body;
  /** Address of what was made. */
  readonly location?: string;
  /** Names the state that is answered. */
  readonly etag?: string;
}

/** A page or a stylesheet instead of JSON. */
export interface Page {
  readonly status: number;
  readonly text: string;
  /** With its content type; they replace those of every answer. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  /** What went wrong on our side where the page itself says so: told to the log like any other. */
  readonly fault?: unknown;
}

export const ok = <B>(body: B): Reply<200, B> => ({ status: 200, body });
export const created = <B>(body: B, location: string): Reply<201, B> => ({ status: 201, body, location });
export const accepted = <B>(body: B, location: string): Reply<202, B> => ({ status: 202, body, location });

export const tagged = <S, B>(reply: Reply<S, B>, etag: string): Reply<S, B> => ({ ...reply, etag });

type Event = APIGatewayProxyEventV2;

/** @throws Problem `invalid` for other bytes than UTF-8: read as if, what they say would be lost. */
function decoded(base64: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    throw new Problem('invalid', 'the body is not UTF-8: send it in that encoding');
  }
}

function readCall(event: Event, requestId: string, doorToken: string): Call {
  return {
    requestId,
    source: sourceAddress(event, doorToken),
    param(name, parse) {
      const value = parse(event.pathParameters?.[name] ?? '');
      if (value === undefined) throw new Problem('not_found', `no ${name} of this form exists`);
      return value;
    },
    query: (schema) => parseAs(schema, event.queryStringParameters ?? {}),
    // An HTTP API lower-cases header names.
    header: (name) => event.headers[name],
    body(schema) {
      const sent = event.body ?? '';
      return parseAs(schema, parseJson(event.isBase64Encoded ? decoded(sent) : sent));
    },
    cookie: (name) => event.cookies?.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1),
    async form() {
      const sent = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
      const type = event.headers['content-type'] ?? '';
      try {
        if (type.startsWith('application/x-www-form-urlencoded') && fieldsOf(sent) > MAX_FIELDS)
          throw new Error('too many fields');
        const form = await new Response(sent, { headers: { 'content-type': type } }).formData();
        if ([...form.keys()].length > MAX_FIELDS) throw new Error('too many fields');
        return form;
      } catch (cause) {
        throw new Problem('invalid', 'the form could not be read: send it again from its page', { cause });
      }
    },
  };
}

const AMPERSAND = 0x26;

/** Counted before it is read: to read a million empty fields takes seconds. */
const fieldsOf = (urlEncoded: Uint8Array): number =>
  1 + urlEncoded.reduce((count, byte) => count + (byte === AMPERSAND ? 1 : 0), 0);

const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

const answer = ({ status, body, location, etag }: Reply): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: {
    ...headers,
    'content-type': 'application/json',
    ...(location && { location }),
    ...(etag && { etag }),
  },
  body: JSON.stringify(body),
});

/** An answer of Lambda holds 6 MB, and a page repeats what was typed with its markup escaped: long ones are packed. */
const PACKED_FROM = 65_536;

function answerPage(page: Page, call: Pick<Call, 'header'>): APIGatewayProxyStructuredResultV2 {
  const packed = page.text.length >= PACKED_FROM && /\bgzip\b/.test(call.header('accept-encoding') ?? '');
  return {
    statusCode: page.status,
    headers: { ...headers, ...page.headers, ...(packed && { 'content-encoding': 'gzip' }) },
    ...(page.cookies && { cookies: [...page.cookies] }),
    body: packed ? gzipSync(page.text).toString('base64') : page.text,
    isBase64Encoded: packed,
  };
}

/** Seconds, where trying again is worth it. */
const retryAfter = ({ status, facts }: ProblemJson): { readonly 'retry-after'?: string } => {
  if (status === 429) return { 'retry-after': String(Number(facts?.['retryAfterSeconds'] ?? 60)) };
  return status === 503 ? { 'retry-after': '5' } : {};
};

const answerProblem = (problem: ProblemJson): APIGatewayProxyStructuredResultV2 => ({
  statusCode: problem.status,
  headers: {
    ...headers,
    'content-type': PROBLEM_CONTENT_TYPE,
    ...(problem.status === 401 && { 'www-authenticate': 'Bearer' }),
    ...retryAfter(problem),
  },
  body: JSON.stringify(problem),
});

/** Browsers name it; programs that take anything do not. */
const isForPeople = (call: Call): boolean => /\btext\/html\b/i.test(call.header('accept') ?? '');

/** JSON as the route's contract has it, or a page. */
type ReplyOf<N extends RouteName> = N extends ApiRouteName ? Reply<StatusOf<N>, AnswerOf<N>> : Page;

const idempotencyOf = (name: string): Contract['idempotent'] =>
  new Map<string, Contract>(Object.entries(contracts)).get(name)?.idempotent;

export type Handlers<F extends Route['function'], Caller> = {
  readonly [N in RoutesOf<F>]: (call: Call, caller: Caller) => Promise<ReplyOf<N>>;
};

/**
 * A function that serves its part of the route table. `identify` finds out who calls, by the route's rule, before
 * the handler runs; every Problem becomes problem+json, every other error a 500 that tells nothing but the request id.
 */
export function serve<F extends Route['function'], Caller>(options: {
  readonly function: F;
  readonly now: () => Instant;
  /** What the front door sends to be known by. */
  readonly doorToken: string;
  readonly identify: (auth: RouteAuth, call: Call) => Promise<Caller>;
  /** What requests with an Idempotency-Key are carried out by, and whose keys they are; pages have none. */
  readonly once?: {
    readonly desk: Pick<Desk, 'now' | 'replies'>;
    readonly nameOf: (caller: Caller) => string;
  };
  /** Lets the request pass, or throws. */
  readonly admit: (route: Route, call: Call, caller: Caller) => Promise<void>;
  /** The handlers of one request: its preconditions bear on what they see. */
  readonly handlersFor: (call: Call) => Handlers<F, Caller>;
  /** How people are told of a problem; programs get problem+json. */
  readonly problemPage?: (problem: ProblemJson, call: Call) => Page;
  /** The same for an address that is no route's, where people come by mistyping and programs as well. */
  readonly nowherePage?: (problem: ProblemJson, call: Call) => Page;
}): (event: Event, invocation: Invocation) => Promise<APIGatewayProxyStructuredResultV2> {
  const byKey = new Map<string, Route>(
    routes.filter((route) => route.function === options.function).map((route) => [routeKey(route), route]),
  );

  async function dispatch(event: Event, requestId: string): Promise<APIGatewayProxyStructuredResultV2> {
    const route = byKey.get(event.routeKey);
    const call = readCall(event, requestId, options.doorToken);
    const pageOf = route ? options.problemPage : isForPeople(call) ? options.nowherePage : undefined;
    const tell = (problem: ProblemJson) =>
      pageOf ? answerPage(pageOf(problem, call), call) : answerProblem(problem);
    try {
      if (!route) throw new Problem('not_found', 'there is no such address');
      const caller = await options.identify(route.auth, call);
      await options.admit(route, call, caller);
      const carryOut = () => options.handlersFor(call)[route.name as RoutesOf<F>](call, caller);
      const reply = await onceWhereKeyed(event, route, call, caller, carryOut);
      if (!('text' in reply)) return answer(reply);
      if (reply.fault !== undefined)
        requestFailed(options.now(), { route: route.name, error: faultOf(reply.fault) });
      return answerPage(reply, call);
    } catch (error) {
      const name = route?.name ?? 'unknown';
      if (error instanceof Problem && error.kind !== 'corrupt') {
        requestRefused(options.now(), { route: name, kind: error.kind });
        return tell(toProblemJson(error, requestId));
      }
      requestFailed(options.now(), { route: name, error: faultOf(error) });
      return tell(unexpectedProblemJson(requestId));
    }
  }

  /** As often as it is sent, or once: as its key and its route's contract say. */
  async function onceWhereKeyed(
    event: Event,
    route: Route,
    call: Call,
    caller: Caller,
    carryOut: () => Promise<Reply | Page>,
  ): Promise<Reply | Page> {
    const kept = idempotencyOf(route.name);
    const key = call.header('idempotency-key');
    if (key === undefined || kept === undefined || kept === 'by_verb' || !options.once) return carryOut();
    const { desk, nameOf } = options.once;
    const request = {
      scope: `${route.name} ${event.rawPath} ${nameOf(caller)}`,
      key: parseAs(idempotencyKey, key),
      payload: event.body ?? '',
      shownOnce: kept === 'shown_once',
    };
    return once(desk, request, carryOut as () => Promise<Reply>);
  }

  return (event, { awsRequestId }) =>
    withLogContext({ function: options.function, requestId: awsRequestId }, () =>
      dispatch(event, awsRequestId),
    );
}
