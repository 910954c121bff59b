import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpAnswer } from '../http-api/proxy-answer';
import { requestTarget } from '../http-api/request-target';
import type { EdgeFunction } from './edge-function';

/** Of a ResponseHeadersPolicy: what is set, whatever the origin says of it. */
export type ResponseHeaders = Readonly<Record<string, string>>;

export interface Behavior {
  /** As CloudFront writes it, `*` and `?`; the default behavior has `*`. */
  readonly pathPattern: string;
  readonly methods: readonly string[];
  readonly origin:
    | { readonly api: string; readonly headers: Readonly<Record<string, string>> }
    | { readonly bucket: string };
  readonly onRequest: EdgeFunction | undefined;
  readonly responseHeaders: ResponseHeaders;
}

/** A CloudFront distribution of the template. It keeps nothing: every request goes to its origin. */
export interface Distribution {
  /** In the order in which they are tried; the default is the last. */
  readonly behaviors: readonly Behavior[];
}

export interface Origins {
  readonly s3: S3Client;
  /** The HTTP API behind an origin. @throws Error when none is played under this id. */
  readonly api: (id: string) => (request: IncomingMessage) => Promise<HttpAnswer>;
}

/** Serves a distribution: chooses the behavior, runs its function, asks its origin, sets its headers. */
export function distributionListener({ behaviors }: Distribution, origins: Origins) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await answerOf(behaviors, origins, request);
    response.writeHead(answer.status, {
      ...answer.headers,
      'content-length': answer.body.length,
    } as Record<string, string | string[] | number>);
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  };
}

async function answerOf(
  behaviors: readonly Behavior[],
  origins: Origins,
  request: IncomingMessage,
): Promise<HttpAnswer> {
  const method = request.method ?? 'GET';
  const { path, query } = requestTarget(request.url ?? '/');
  const behavior = behaviors.find(({ pathPattern }) => matches(pathPattern, path))!;
  if (!behavior.methods.includes(method)) return plain(403, `${method} is not allowed here`);
  const atEdge = behavior.onRequest?.({ method, uri: path, headers: singleHeaders(request) }) ?? {
    uri: path,
  };
  if ('status' in atEdge) {
    // A browser reads the answer to what it is still sending once all of that has been taken.
    await drained(request);
    return { ...atEdge, body: Buffer.from(atEdge.body ?? '') };
  }
  const { headers, ...answer } = await fromOrigin(behavior, origins, request, atEdge.uri, query);
  return { ...answer, headers: { ...headers, ...behavior.responseHeaders } };
}

const singleHeaders = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );

async function drained(request: IncomingMessage): Promise<void> {
  if (request.complete) return;
  request.resume();
  await once(request, 'close');
}

function fromOrigin(
  { origin }: Behavior,
  origins: Origins,
  request: IncomingMessage,
  uri: string,
  query: string,
): Promise<HttpAnswer> {
  if ('bucket' in origin) return fromBucket(origins.s3, origin.bucket, uri, request);
  request.url = query === '' ? uri : `${uri}?${query}`;
  const { 'x-forwarded-for': before } = request.headers;
  const viewer = request.socket.remoteAddress ?? '127.0.0.1';
  request.headers['x-forwarded-for'] =
    before === undefined ? viewer : `${[before].flat().join(', ')}, ${viewer}`;
  Object.assign(request.headers, origin.headers);
  return origins.api(origin.api)(request);
}

/** An object by its path. A private bucket that may not be listed answers an absent key as one that is forbidden. */
async function fromBucket(
  s3: S3Client,
  bucket: string,
  uri: string,
  request: IncomingMessage,
): Promise<HttpAnswer> {
  try {
    const object = await s3.send(
      new GetObjectCommand({ Bucket: bucket, Key: decodeURIComponent(uri.slice(1)) }),
    );
    const headers = {
      'content-type': object.ContentType ?? 'binary/octet-stream',
      ...(object.ETag === undefined ? {} : { etag: object.ETag }),
      ...(object.CacheControl === undefined ? {} : { 'cache-control': object.CacheControl }),
    };
    const body = Buffer.from((await object.Body?.transformToByteArray()) ?? []);
    if (object.ETag !== undefined && request.headers['if-none-match'] === object.ETag)
      return { status: 304, headers, body: Buffer.alloc(0) };
    return { status: 200, headers, body };
  } catch (error) {
    if (error instanceof NoSuchKey || error instanceof URIError) return plain(403, 'Access Denied');
    throw error;
  }
}

const plain = (status: number, text: string): HttpAnswer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: Buffer.from(text),
});

/** `*` is any number of characters, `?` any one; a leading slash makes no difference. */
function matches(pattern: string, path: string): boolean {
  const wanted = pattern.startsWith('/') || pattern === '*' ? pattern : `/${pattern}`;
  const source = wanted
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(path);
}
