import { closeSync } from 'node:fs';
import type { Answer } from './answer';
import { receiveBody } from './body-intake';
import type { BucketStore } from './bucket-store';
import { fromByteKey } from './byte-key';
import { parseByteRange } from './byte-range';
import { deleteCondition, putCondition, readOutcome } from './conditions';
import type { ObjectRecord, StoredHeaders } from './object-record';
import { S3Error } from './s3-error';
import type { ObjectRequest } from './s3-request';

const MAX_METADATA_BYTES = 2048;

const KEPT_HEADERS = new Set([
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
  'x-amz-server-side-encryption',
]);

export async function putObject(
  store: BucketStore,
  request: ObjectRequest,
  now: () => number,
): Promise<{ readonly answer: Answer; readonly record: ObjectRecord }> {
  const stored = storedHeaders(request.headers);
  const record = await store.putObject(request.bucket, putCondition(request.headers), async (write) => {
    const { size, md5, checksum } = await receiveBody(request, write);
    return {
      key: fromByteKey(request.key),
      etag: md5,
      size,
      lastModifiedAt: now(),
      headers: stored,
      checksum: checksum && { ...checksum, type: 'FULL_OBJECT' as const },
    };
  });
  const answer = {
    status: 200,
    headers: { ...etagHeader(record), ...checksumHeaders(record), ...encryption(record) },
  };
  return { answer, record };
}

/** GetObject and HeadObject: the same answer, the body of which a HEAD does not get. */
export function getObject(store: BucketStore, request: ObjectRequest): Answer {
  const opened = store.openObject(request.bucket, request.key);
  if (!opened) {
    throw new S3Error('NoSuchKey', 'The specified key does not exist.', { Key: fromByteKey(request.key) });
  }
  const { record, fd } = opened;
  try {
    const headers = { ...etagHeader(record), 'Last-Modified': new Date(record.lastModifiedAt).toUTCString() };
    if (readOutcome(request.headers, record) === 'not_modified') {
      closeSync(fd);
      return { status: 304, headers };
    }
    const range = parseByteRange(request.headers['range'], record.size);
    // The checksum is of the whole object: beside a part of it, a client would find it wrong.
    const checksum = request.headers['x-amz-checksum-mode'] && !range ? checksumHeaders(record) : {};
    return {
      status: range ? 206 : 200,
      headers: {
        ...record.headers,
        ...headers,
        ...checksum,
        'Accept-Ranges': 'bytes',
        ...(range && {
          'Content-Range': `bytes ${range.start}-${range.start + range.length - 1}/${record.size}`,
        }),
      },
      body: { fd, ...(range ?? { start: 0, length: record.size }) },
    };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

export async function deleteObject(store: BucketStore, request: ObjectRequest): Promise<Answer> {
  await store.deleteObject(request.bucket, request.key, deleteCondition(request.headers['if-match']));
  return { status: 204 };
}

/** What a client sets on an object and gets back with it. */
export function storedHeaders(headers: ObjectRequest['headers']): StoredHeaders {
  const stored: StoredHeaders = { 'content-type': 'binary/octet-stream' };
  let metadataBytes = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    const metadata = name.startsWith('x-amz-meta-');
    if (metadata) metadataBytes += name.length - 'x-amz-meta-'.length + value.length;
    if (metadata || KEPT_HEADERS.has(name)) stored[name] = value;
  }
  if (metadataBytes > MAX_METADATA_BYTES) {
    throw new S3Error('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', {
      Size: String(metadataBytes),
      MaxSizeAllowed: String(MAX_METADATA_BYTES),
    });
  }
  const encoding = withoutAwsChunked(stored['content-encoding']);
  if (encoding === undefined) delete stored['content-encoding'];
  else stored['content-encoding'] = encoding;
  return stored;
}

/** aws-chunked is how a body travels, not what it is. */
function withoutAwsChunked(encoding: string | undefined): string | undefined {
  const kept = (encoding ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '' && item !== 'aws-chunked');
  return kept.length === 0 ? undefined : kept.join(',');
}

function etagHeader(record: ObjectRecord): Record<string, string> {
  return { ETag: `"${record.etag}"` };
}

function checksumHeaders({ checksum }: ObjectRecord): Record<string, string> {
  if (!checksum) return {};
  return { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

export function encryption(record: { readonly headers: StoredHeaders }): Record<string, string> {
  const value = record.headers['x-amz-server-side-encryption'];
  return value === undefined ? {} : { 'x-amz-server-side-encryption': value };
}
