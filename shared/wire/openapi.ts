import { z } from 'zod';
import { version } from '../../package.json';
import type { ProblemKind } from '../problem';
import { type ApiRouteName, type Contract, contracts } from './contracts';
import { idempotencyKey } from './fields';
import { PROBLEM_CONTENT_TYPE, PROBLEMS } from './problem-json';
import { type Route, routes } from './routes';
import { webhooks } from './webhooks';

type Json = Readonly<Record<string, unknown>>;

/** The parts of an OpenAPI 3.1 document that the readable page looks at; the rest is only passed on. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly [string];
  readonly security: readonly Json[];
  readonly parameters: readonly Json[];
  readonly requestBody?: Json;
  readonly responses: Readonly<Record<string, Json>>;
}
export interface OpenApiDocument {
  readonly openapi: '3.1.1';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: Json;
  readonly components: Readonly<Record<string, Json>>;
  readonly [more: string]: unknown;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const schemaRef = (id: string) => ({ $ref: `#/components/schemas/${id}` });

const TAGS = {
  public: { name: 'Anyone', description: 'Needs no account: the law asks none of a complainant.' },
  key: { name: 'Publishers and feeds', description: 'Needs an API key.' },
  staff: { name: 'Staff', description: 'Needs to be signed in as one of the groups named.' },
} as const;

const callerOf = ({ auth }: Route): keyof typeof TAGS =>
  typeof auth === 'string' ? 'public' : 'scope' in auth ? 'key' : 'staff';

const SECURITY = {
  // A notice may come with a key, which says who files.
  public: [{}],
  key: [{ apiKey: [] }, { apiKeyHeader: [] }],
  staff: [{ signIn: [] }],
} as const satisfies Record<keyof typeof TAGS, readonly Json[]>;

function whoMayCall({ auth }: Route): string {
  if (typeof auth === 'string') return 'Anyone may call it.';
  if ('groups' in auth) return `For staff: ${auth.groups.join(', ')}.`;
  return auth.scope === 'any' ? 'For the holder of any API key.' : `Needs a key with \`${auth.scope}\`.`;
}

/** Schemas by the name they have in the document; where two routes share one, the first names it. */
function nameSchemas() {
  const named = z.registry<{ id: string }>();
  const name = (schema: z.ZodType | undefined, id: string) => {
    if (schema && !named.has(schema)) named.add(schema, { id });
  };
  for (const [route, contract] of Object.entries<Contract>(contracts)) {
    name(contract.body, `${capital(route)}Request`);
    name(contract.answer, `${capital(route)}Answer`);
  }
  for (const [type, { data }] of Object.entries(webhooks))
    name(data, `${type.split('.').map(capital).join('')}Data`);
  return named;
}

const UNSAID = new Set(['$schema', '$id', '~standard']);
/** zod says of every integer that it is a safe one. */
const isNoise = (key: string, value: unknown): boolean =>
  UNSAID.has(key) || value === Number.MAX_SAFE_INTEGER || value === Number.MIN_SAFE_INTEGER;

const said = (schema: object): Json =>
  Object.fromEntries(Object.entries(schema).filter(([key, value]) => !isNoise(key, value)));

/** What is written is described as it is sent; what is answered allows fields that are yet to come. */
const jsonSchema = (schema: z.ZodType): Json =>
  said(z.toJSONSchema(schema, { io: 'input', override: ({ jsonSchema: made }) => prune(made) }));

function prune(schema: object): void {
  for (const [key, value] of Object.entries(schema))
    if (isNoise(key, value)) Reflect.deleteProperty(schema, key);
}

function componentSchemas(named: ReturnType<typeof nameSchemas>): Json {
  const { schemas } = z.toJSONSchema(named, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema: made }) => prune(made),
  });
  return {
    ...Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, said(schema)])),
    Problem: problemSchema,
  };
}

const problemSchema = {
  description: 'RFC 9457',
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong and what to do' },
    instance: { type: 'string', format: 'uri', description: 'Names this request: quote it to the operator' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: { type: 'string', format: 'json-pointer' },
          detail: { type: 'string' },
        },
      },
    },
    facts: { type: 'object', description: 'What has changed, on a conflict' },
  },
} as const;

const problemContent = { [PROBLEM_CONTENT_TYPE]: { schema: schemaRef('Problem') } };
const retryAfter = { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } };

/** One response for each kind of problem, by its name. */
const problemResponses = Object.fromEntries(
  Object.entries(PROBLEMS).map(([kind, { status, title }]) => [
    kind,
    {
      description: title,
      ...((status === 429 || status === 503) && { headers: retryAfter }),
      content: problemContent,
    },
  ]),
);

/** What a change of one case takes; `desk-api` sees to it for every one of them. */
const ifMatchOf = ({ method, path }: Route, contract: Contract): 'required' | 'optional' | undefined =>
  contract.ifMatch ?? (method === 'POST' && path.startsWith('/cases/{caseId}/') ? 'optional' : undefined);

/** The kinds of problem that a route can answer; two may share a status. */
function problemsOf(route: Route, contract: Contract): readonly ProblemKind[] {
  const caller = callerOf(route);
  const changes = route.method !== 'GET';
  return [
    ...(contract.body || contract.query ? (['invalid'] as const) : []),
    ...(caller === 'public' ? [] : (['unauthenticated', 'forbidden'] as const)),
    ...(route.path.includes('{') ? (['not_found'] as const) : []),
    ...(changes ? (['conflict'] as const) : []),
    ...(ifMatchOf(route, contract) ? (['precondition_failed'] as const) : []),
    ...(contract.ifMatch === 'required' ? (['precondition_required'] as const) : []),
    'too_many_requests',
    'unavailable',
  ];
}

const pathParameters = (path: string): readonly Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

const queryParameters = (query: z.ZodObject | undefined): readonly Json[] =>
  Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: jsonSchema(schema as z.ZodType),
  }));

const parameterRef = (name: string) => ({ $ref: `#/components/parameters/${name}` });

function operationOf(route: Route, contract: Contract, idOf: (schema: z.ZodType) => string): Operation {
  const caller = callerOf(route);
  const made = contract.status !== 200;
  return {
    operationId: route.name,
    summary: capital(contract.summary),
    description: whoMayCall(route),
    tags: [TAGS[caller].name],
    security: SECURITY[caller],
    parameters: [
      ...pathParameters(route.path),
      ...queryParameters(contract.query),
      ...(contract.idempotent ? [parameterRef('IdempotencyKey')] : []),
      ...(ifMatchOf(route, contract) ? [parameterRef('IfMatch')] : []),
      ...(contract.ifMatch === 'required' ? [parameterRef('IfNoneMatch')] : []),
    ],
    ...(contract.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaRef(idOf(contract.body)) } },
      },
    }),
    responses: {
      [contract.status]: {
        description: capital(contract.summary),
        ...((made || contract.etag) && {
          headers: {
            ...(made && { Location: { $ref: '#/components/headers/Location' } }),
            ...(contract.etag && { ETag: { $ref: '#/components/headers/ETag' } }),
          },
        }),
        content: { 'application/json': { schema: schemaRef(idOf(contract.answer)) } },
      },
      ...Object.fromEntries(
        problemsOf(route, contract).map((kind) => [
          PROBLEMS[kind].status,
          { $ref: `#/components/responses/${kind}` },
        ]),
      ),
    },
  };
}

const webhookHeaders = [
  ['webhook-id', 'Stays the same when it is sent again: carry each id out once'],
  ['webhook-timestamp', 'Of this attempt, in seconds since 1970'],
  ['webhook-signature', 'HMAC-SHA256 of id, timestamp and body, as Standard Webhooks has it'],
].map(([name, description]) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
}));

const webhookItem = (type: string, summary: string, dataId: string): Json => ({
  post: {
    operationId: type,
    summary: capital(summary),
    parameters: webhookHeaders,
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['type', 'timestamp', 'data'],
            properties: {
              type: { const: type },
              timestamp: { type: 'string', format: 'date-time' },
              data: schemaRef(dataId),
            },
          },
        },
      },
    },
    responses: {
      '2XX': { description: 'Done. Anything else is tried again for three days.' },
      '410': { description: 'No longer here: nothing more is sent.' },
    },
  },
});

const isApi = (name: string): name is ApiRouteName => Object.hasOwn(contracts, name);

/**
 * The API as OpenAPI 3.1, made of the route table and the schemas that its functions parse and answer by.
 * @param publicUrl where it answers, no trailing slash.
 */
export function openApiDocument(publicUrl: string): OpenApiDocument {
  const named = nameSchemas();
  const idOf = (schema: z.ZodType): string => named.get(schema)?.id ?? '';
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes)
    if (isApi(route.name))
      (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(
        route,
        contracts[route.name],
        idOf,
      );
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Copydesk',
      version,
      description:
        'Articles to be checked for copies, complaints and their decisions. A list is read on with its `cursor`; an error is problem+json (RFC 9457).',
    },
    servers: [{ url: publicUrl }],
    tags: Object.values(TAGS),
    paths,
    webhooks: Object.fromEntries(
      Object.entries(webhooks).map(([type, { summary, data }]) => [
        type,
        webhookItem(type, summary, idOf(data)),
      ]),
    ),
    components: {
      schemas: componentSchemas(named),
      responses: problemResponses,
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          description: 'One for each thing sent: sent again, it is answered with the first result',
          schema: jsonSchema(idempotencyKey),
        },
        IfMatch: {
          name: 'If-Match',
          in: 'header',
          description: 'ETag of what was read: 412 where it has changed since',
          schema: { type: 'string' },
        },
        IfNoneMatch: {
          name: 'If-None-Match',
          in: 'header',
          description: '`*`: only where there is none yet',
          schema: { type: 'string' },
        },
      },
      headers: {
        ETag: { description: 'Of the state that was answered', schema: { type: 'string' } },
        Location: { description: 'Address of what was made', schema: { type: 'string' } },
        RetryAfter: { description: 'Seconds until it is worth trying again', schema: { type: 'integer' } },
      },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: `cdk_…`' },
        apiKeyHeader: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        signIn: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: "Access token of the user pool; `GET /sign-in` says which pool's",
        },
      },
    },
  };
}
