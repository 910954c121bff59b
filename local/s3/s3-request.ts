import type { IncomingMessage } from 'node:http';
import { decodePath, MAX_KEY_BYTES, type ByteKey } from './byte-key';
import { S3Error } from './s3-error';

export interface S3Request {
  readonly method: string;
  readonly bucket: string | undefined;
  readonly key: ByteKey | undefined;
  readonly query: ReadonlyMap<string, string>;
  /** Names in lower case. A presigned URL's `x-amz-*` parameters are among them, as S3 reads them. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: IncomingMessage;
}

export type BucketRequest = S3Request & { readonly bucket: string };
export type ObjectRequest = BucketRequest & { readonly key: ByteKey };

const PRESIGN_PARAMETERS = new Set([
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-signature',
  'x-amz-signedheaders',
]);

const MAX_EXPIRES_SECONDS = 7 * 24 * 60 * 60;

/** Reads a path-style request. Signatures are not verified, but one must be there and a presigned URL must be in time. */
export function readS3Request(message: IncomingMessage, now: number): S3Request {
  const [path, queryText] = splitOnce(message.url ?? '', '?');
  const decoded = decodePath(path);
  if (decoded === undefined || !decoded.startsWith('/')) {
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI.");
  }
  const [bucket, key] = splitOnce(decoded.slice(1), '/');
  if (key.length > MAX_KEY_BYTES) {
    throw new S3Error('KeyTooLongError', 'Your key is too long', {
      Size: String(key.length),
      MaxSizeAllowed: String(MAX_KEY_BYTES),
    });
  }

  const query = new Map<string, string>();
  const presign = new Map<string, string>();
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of new URLSearchParams(queryText)) {
    const lowerName = name.toLowerCase();
    if (PRESIGN_PARAMETERS.has(lowerName)) presign.set(lowerName, value);
    else if (lowerName.startsWith('x-amz-')) headers[lowerName] = value;
    else query.set(name, value);
  }
  for (const [name, value] of Object.entries(message.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }

  if (presign.has('x-amz-signature')) requireUnexpired(presign, now);
  else if (headers['authorization'] === undefined) {
    throw new S3Error('AccessDenied', 'The request is not signed: buckets are private.');
  }
  return {
    method: message.method ?? '',
    bucket: bucket === '' ? undefined : bucket,
    key: key === '' ? undefined : (key as ByteKey),
    query,
    headers,
    body: message,
  };
}

/** What identifyOperation has established; anything else is a slip in this emulator. */
export function onBucket(request: S3Request): BucketRequest {
  if (request.bucket === undefined) throw new TypeError('The request names no bucket.');
  return { ...request, bucket: request.bucket };
}

export function onObject(request: S3Request): ObjectRequest {
  if (request.key === undefined) throw new TypeError('The request names no object.');
  return { ...onBucket(request), key: request.key };
}

function requireUnexpired(presign: ReadonlyMap<string, string>, now: number): void {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(presign.get('x-amz-date') ?? '') ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const seconds = Number(presign.get('x-amz-expires') ?? Number.NaN);
  if (Number.isNaN(signedAt) || !Number.isInteger(seconds) || seconds < 1 || seconds > MAX_EXPIRES_SECONDS) {
    throw new S3Error(
      'AuthorizationQueryParametersError',
      `X-Amz-Date must be like 20261122T101500Z and X-Amz-Expires from 1 to ${MAX_EXPIRES_SECONDS} seconds.`,
    );
  }
  const expiresAt = signedAt + seconds * 1000;
  if (now > expiresAt) {
    throw new S3Error('AccessDenied', 'Request has expired', {
      Expires: new Date(expiresAt).toISOString(),
      ServerTime: new Date(now).toISOString(),
    });
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
