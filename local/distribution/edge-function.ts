import { runInNewContext } from 'node:vm';

/** A CloudFront Function on viewer requests: the URI it asks the origin for. */
export type EdgeFunction = (request: { readonly method: string; readonly uri: string }) => string;

/** Longer than CloudFront would let it run, and still an end. */
const timeoutMs = 100;

/**
 * Runs the function's own code. @throws Error when it answers a request by itself or changes more than the URI: the
 * player would not carry that out.
 */
export const edgeFunction =
  (code: string): EdgeFunction =>
  ({ method, uri }) => {
    const request = { method, uri, querystring: {}, headers: {}, cookies: {} };
    const returned: unknown = runInNewContext(
      `${code}\nJSON.stringify(handler(event))`,
      {
        event: { version: '1.0', context: { eventType: 'viewer-request' }, request },
      },
      { timeout: timeoutMs },
    );
    const changed = JSON.parse(String(returned)) as Record<string, unknown>;
    const { uri: to, ...rest } = changed;
    const { uri: _from, ...sent } = request;
    if (typeof to !== 'string' || JSON.stringify(rest) !== JSON.stringify(sent))
      throw new Error('a CloudFront function did more than change the URI, which is all that is played');
    return to;
  };
