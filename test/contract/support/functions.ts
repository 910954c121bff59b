import type { APIGatewayProxyEventV2, SQSEvent, SQSRecord } from 'aws-lambda';
import { deskRoutes } from '../../../functions/desk-routes';
import { serve } from '../../../functions/http';
import { intakeRoutes } from '../../../functions/intake-routes';
import { keyHolder } from '../../../functions/key-holder';
import { asRead } from '../../../functions/preconditions';
import { holderOf, stranger } from '../../../functions/requester';
import { oneByOne, workBatches } from '../../../functions/work-batch';
import type { Actor, Role } from '../../../shared/case/case';
import type { ObjectStore } from '../../../shared/corpus/object-store';
import type { Desk } from '../../../shared/desk/desk';
import { workFetch } from '../../../shared/desk/work-fetch';
import { processArticles } from '../../../shared/desk/process-articles';
import { admit } from '../../../shared/desk/rate-limits';
import { sweepClocks } from '../../../shared/desk/sweep-clocks';
import { workDelivery } from '../../../shared/desk/work-delivery';
import { workNotice } from '../../../shared/desk/work-notices';
import { Problem } from '../../../shared/problem';
import {
  deliveryMessage,
  noticesMessage,
  fetchesMessage,
  submissionsMessage,
} from '../../../shared/wire/messages';
import { type RouteName, routeKey, routes } from '../../../shared/wire/routes';

export const PUBLIC_URL = 'https://desk.example';
export const DOOR_TOKEN = 'the token of the door';
const signIn = { issuer: 'https://sign-in.example', clientId: 'c' };

const ANYBODY: Actor = { role: 'AUD', id: 'anybody' };

/** In place of an access token: the tests sign nobody in. */
export const STAFF_HEADER = 'x-test-staff';
export const asStaff = ({ role, id }: Actor): Readonly<Record<string, string>> => ({
  [STAFF_HEADER]: `${role} ${id}`,
});

function staffOf(header: string | undefined): Actor {
  const [role, id] = header?.split(' ') ?? [];
  if (role === undefined || id === undefined) throw new Problem('unauthenticated', 'sign in');
  return { role: role as Role, id };
}

/** The functions as `functions/` makes them of their environment, over one desk. */
export function functionsOf(desk: Desk, corpus: Pick<ObjectStore, 'list'>) {
  const takeIn = intakeRoutes(desk, PUBLIC_URL);
  return {
    'intake-api': serve({
      function: 'intake-api',
      now: desk.now,
      doorToken: DOOR_TOKEN,
      identify: keyHolder(desk),
      once: { desk, nameOf: (key) => (key ? `key ${key.id}` : 'anybody') },
      admit: (route, call, key) => admit(desk, key ? holderOf(route, key) : stranger(route, call.source)),
      handlersFor: () => takeIn,
    }),
    'desk-api': serve({
      function: 'desk-api',
      now: desk.now,
      doorToken: DOOR_TOKEN,
      identify: async (auth, call) => (auth === 'public' ? ANYBODY : staffOf(call.header(STAFF_HEADER))),
      once: { desk, nameOf: ({ id }) => `staff ${id}` },
      admit: (_route, _call, { id }) => admit(desk, { kind: 'staff', id }),
      handlersFor: (call) => deskRoutes(asRead(desk, call), corpus, signIn),
    }),
    submissions: workBatches({
      function: 'article-worker',
      schema: submissionsMessage,
      workQueue: desk.work.submissions,
      desk,
      verb: (messages, timeLeft) => processArticles(desk, messages, timeLeft),
    }),
    notices: workBatches({
      function: 'notice-worker',
      schema: noticesMessage,
      workQueue: desk.work.notices,
      desk,
      verb: oneByOne((message, timeLeft) => workNotice(desk, message, timeLeft)),
    }),
    fetches: workBatches({
      function: 'fetcher',
      schema: fetchesMessage,
      workQueue: desk.work.fetches,
      desk,
      verb: oneByOne(({ message }) => workFetch(desk, message)),
    }),
    delivery: workBatches({
      function: 'deliverer',
      schema: deliveryMessage,
      workQueue: desk.work.delivery,
      desk,
      verb: oneByOne(({ message }) => workDelivery(desk, message, PUBLIC_URL)),
    }),
    sweep: () => sweepClocks(desk, () => 60_000),
  };
}

export type WorkQueueName = keyof Desk['work'];
export const WORK_QUEUES: readonly WorkQueueName[] = ['submissions', 'notices', 'fetches', 'delivery'];

export const invocation = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 120_000 };

export interface Ask {
  readonly route: RouteName;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** As the gateway hands it over: text, or base64 of bytes. */
  readonly body?: string | Uint8Array;
  readonly cookies?: readonly string[];
}

/** The event of an HTTP API for a request. */
export function eventOf({ route: name, params = {}, query, headers = {}, body, cookies }: Ask) {
  const route = routes.find((each) => each.name === name);
  if (!route) throw new Error(`there is no route ${name}`);
  const rawPath = route.path.replace(/\{(\w+)\}/g, (_, param: string) =>
    encodeURIComponent((params[param] ?? '').toWellFormed()),
  );
  const event = {
    version: '2.0',
    routeKey: routeKey(route),
    rawPath,
    headers,
    pathParameters: params,
    ...(query && { queryStringParameters: query }),
    ...(cookies && { cookies }),
    ...(body !== undefined && {
      body: typeof body === 'string' ? body : Buffer.from(body).toString('base64'),
    }),
    requestContext: { http: { method: route.method, path: rawPath, sourceIp: '127.0.0.1' } },
    isBase64Encoded: body !== undefined && typeof body !== 'string',
  } as unknown as APIGatewayProxyEventV2;
  return { route, event };
}

/** A batch as SQS hands it to a function. */
export const batchOf = (
  records: readonly { readonly id: string; readonly body: string; readonly receiveCount?: number }[],
): SQSEvent => ({
  Records: records.map(
    ({ id, body, receiveCount = 1 }) =>
      ({
        messageId: id,
        body,
        attributes: { ApproximateReceiveCount: String(receiveCount), SentTimestamp: '1772452800000' },
      }) as unknown as SQSRecord,
  ),
});
