export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

export const jsonAnswer = (status: number, body: unknown): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(body)),
});

/** What a function returned, as the HTTP API sends it on: without a `statusCode` the whole value is a 200 body. */
export function proxyAnswer(returned: unknown): HttpAnswer {
  if (typeof returned !== 'object' || returned === null || !('statusCode' in returned))
    return jsonAnswer(200, returned);
  const { statusCode, headers, cookies, body, isBase64Encoded } = returned as {
    statusCode: unknown;
    headers?: Record<string, unknown>;
    cookies?: string[];
    body?: unknown;
    isBase64Encoded?: boolean;
  };
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599)
    return jsonAnswer(500, { message: 'Internal Server Error' });
  const named = Object.entries(headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  return {
    status,
    headers: {
      'content-type': 'text/plain;charset=utf-8',
      ...Object.fromEntries(named),
      ...(cookies === undefined || cookies.length === 0 ? {} : { 'set-cookie': cookies }),
    },
    body: Buffer.from(
      typeof body === 'string' ? body : body === undefined || body === null ? '' : JSON.stringify(body),
      isBase64Encoded === true ? 'base64' : 'utf8',
    ),
  };
}
