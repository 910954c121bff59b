import { createContext, runInContext, Script } from 'node:vm';

/** A CloudFront Function on viewer requests: the URI it asks the origin for. */
export type EdgeFunction = (request: { readonly method: string; readonly uri: string }) => string;

/** An end to a loop without one; generous, for the machine may be busy. */
const timeoutMs = 5_000;

/**
 * Runs the function's own code. @throws Error when it answers a request by itself or changes more than the URI: the
 * player would not carry that out.
 */
export function edgeFunction(code: string): EdgeFunction {
  const context = createContext();
  runInContext(code, context, { timeout: timeoutMs });
  const call = new Script('JSON.stringify(handler(event))');
  return ({ method, uri }) => {
    const request = { method, uri, querystring: {}, headers: {}, cookies: {} };
    context['event'] = { version: '1.0', context: { eventType: 'viewer-request' }, request: { ...request } };
    const returned: unknown = call.runInContext(context, { timeout: timeoutMs });
    const { uri: to, ...rest } = JSON.parse(String(returned)) as Record<string, unknown>;
    const { uri: _from, ...sent } = request;
    if (typeof to !== 'string' || JSON.stringify(rest) !== JSON.stringify(sent))
      throw new Error('a CloudFront function did more than change the URI, which is all that is played');
    return to;
  };
}
