import { randomUUID } from 'node:crypto';
import { createContext, runInContext, Script } from 'node:vm';
import { z } from 'zod';

/** What a CloudFront Function on viewer requests sees of one; names of headers in lower case. */
export interface EdgeRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The URI it asks the origin for, or what it answers by itself. */
export type EdgeAnswer =
  | { readonly uri: string }
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body?: string };

export type EdgeFunction = (request: EdgeRequest) => EdgeAnswer;

/** An end to a loop without one; generous, for the machine may be busy. */
const timeoutMs = 5_000;

type Values = Readonly<Record<string, { readonly value: string }>>;

const valuesOf = (headers: Readonly<Record<string, string>>): Values =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }]));

/**
 * Runs the function's own code. @throws Error when it answers with more than a status, headers and a text, or changes more of a request
 * than its URI: the player would not carry that out.
 */
export function edgeFunction(code: string): EdgeFunction {
  const context = createContext();
  runInContext(code, context, { timeout: timeoutMs });
  const call = new Script('JSON.stringify(handler(event))');
  return ({ method, uri, headers = {} }) => {
    const request = { method, uri, querystring: {}, headers: valuesOf(headers), cookies: {} };
    context['event'] = {
      version: '1.0',
      context: { eventType: 'viewer-request', requestId: randomUUID() },
      request: { ...request },
    };
    const returned: unknown = call.runInContext(context, { timeout: timeoutMs });
    const { uri: to, statusCode, ...rest } = JSON.parse(String(returned)) as Record<string, unknown>;
    if (typeof statusCode === 'number' && to === undefined) return answered(statusCode, rest);
    const { uri: _from, ...sent } = request;
    if (typeof to !== 'string' || statusCode !== undefined || JSON.stringify(rest) !== JSON.stringify(sent))
      throw new Error('a CloudFront function did more to a request than change its URI, which is not played');
    return { uri: to };
  };
}

const textBody = z.strictObject({ encoding: z.literal('text'), data: z.string() });

function textOf(body: unknown): string {
  const parsed = textBody.safeParse(body);
  if (parsed.success) return parsed.data.data;
  throw new Error('a CloudFront function answered with body of another form than text, which is not played');
}

function answered(status: number, answer: Readonly<Record<string, unknown>>): EdgeAnswer {
  const { headers = {}, statusDescription: _said, body, ...more } = answer;
  if (Object.keys(more).length > 0)
    throw new Error(
      `a CloudFront function answered with ${Object.keys(more).join(', ')}, which is not played`,
    );
  const named = Object.entries(headers as Values).map(([name, { value }]) => [name, value] as const);
  return {
    status,
    headers: Object.fromEntries(named),
    ...(body !== undefined && { body: textOf(body) }),
  };
}
