import { S3Error } from './s3-error';

/**
 * The one table of what this emulator plays. Every request header that S3 gives a meaning to and every query
 * parameter must be named here for its operation, some with the only values accepted; anything else is answered
 * 501 NotImplemented, so that no caller believes in an effect that never comes.
 */
type Accepted = Readonly<Record<string, 'any' | readonly string[]>>;

interface Operation {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly on: 'service' | 'bucket' | 'object';
  /** Query parameters that make it this operation. */
  readonly marks?: readonly string[];
  readonly query?: Accepted;
  readonly headers?: Accepted;
}

const CHECKSUM_NAMES = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'];

const CHECKSUM_VALUES: Accepted = {
  'x-amz-checksum-crc32': 'any',
  'x-amz-checksum-crc32c': 'any',
  'x-amz-checksum-crc64nvme': 'any',
  'x-amz-checksum-sha1': 'any',
  'x-amz-checksum-sha256': 'any',
};

const BODY: Accepted = {
  ...CHECKSUM_VALUES,
  'content-md5': 'any',
  'x-amz-sdk-checksum-algorithm': CHECKSUM_NAMES,
  'x-amz-decoded-content-length': 'any',
  'x-amz-trailer': 'any',
};

/** What is stored with an object. An ACL or class other than the default would promise what is not played. */
const STORED: Accepted = {
  'x-amz-meta-*': 'any',
  'x-amz-acl': ['private'],
  'x-amz-storage-class': ['STANDARD'],
  'x-amz-server-side-encryption': ['AES256'],
};

/** If-None-Match takes only `*` on S3 too. */
const WRITE_CONDITION: Accepted = { 'if-match': 'any', 'if-none-match': ['*'] };

const READ: Accepted = {
  range: 'any',
  'if-match': 'any',
  'if-none-match': 'any',
  'if-modified-since': 'any',
  'if-unmodified-since': 'any',
  'x-amz-checksum-mode': ['ENABLED'],
};

const OPERATIONS = {
  ListBuckets: { method: 'GET', on: 'service' },
  CreateBucket: { method: 'PUT', on: 'bucket', headers: { ...BODY, 'x-amz-acl': ['private'] } },
  HeadBucket: { method: 'HEAD', on: 'bucket' },
  DeleteBucket: { method: 'DELETE', on: 'bucket' },
  ListObjectsV2: {
    method: 'GET',
    on: 'bucket',
    marks: ['list-type'],
    query: {
      'list-type': ['2'],
      prefix: 'any',
      delimiter: 'any',
      'start-after': 'any',
      'continuation-token': 'any',
      'max-keys': 'any',
      'encoding-type': ['url'],
      'fetch-owner': ['false'],
    },
  },
  DeleteObjects: { method: 'POST', on: 'bucket', marks: ['delete'], headers: BODY },
  PutObject: { method: 'PUT', on: 'object', headers: { ...BODY, ...STORED, ...WRITE_CONDITION } },
  GetObject: { method: 'GET', on: 'object', headers: READ },
  HeadObject: { method: 'HEAD', on: 'object', headers: READ },
  DeleteObject: { method: 'DELETE', on: 'object', headers: { 'if-match': 'any' } },
  CreateMultipartUpload: {
    method: 'POST',
    on: 'object',
    marks: ['uploads'],
    headers: {
      ...STORED,
      'x-amz-checksum-algorithm': CHECKSUM_NAMES,
      'x-amz-checksum-type': ['COMPOSITE', 'FULL_OBJECT'],
    },
  },
  UploadPart: { method: 'PUT', on: 'object', marks: ['partNumber', 'uploadId'], headers: BODY },
  CompleteMultipartUpload: {
    method: 'POST',
    on: 'object',
    marks: ['uploadId'],
    headers: {
      ...CHECKSUM_VALUES,
      ...WRITE_CONDITION,
      'x-amz-checksum-type': ['COMPOSITE', 'FULL_OBJECT'],
      'x-amz-mp-object-size': 'any',
    },
  },
  AbortMultipartUpload: { method: 'DELETE', on: 'object', marks: ['uploadId'] },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof OPERATIONS;

const OPERATION_NAMES = Object.keys(OPERATIONS) as readonly OperationName[];

/** Headers of signing and of the client itself, without effect on what is done. */
const ON_EVERY_REQUEST: Accepted = {
  'x-amz-content-sha256': 'any',
  'x-amz-date': 'any',
  'x-amz-security-token': 'any',
  'x-amz-user-agent': 'any',
};

/** The operation's own name, which the SDK adds for the reader of a log. */
const IN_EVERY_QUERY: Accepted = { 'x-id': 'any' };

interface RequestShape {
  readonly method: string;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Throws NotImplemented for a request that no operation, or not every part of it, is played. */
export function identifyOperation(request: RequestShape): OperationName {
  const on = request.key !== undefined ? 'object' : request.bucket !== undefined ? 'bucket' : 'service';
  let name: OperationName | undefined;
  let marksFound = -1;
  for (const candidate of OPERATION_NAMES) {
    const operation: Operation = OPERATIONS[candidate];
    const marks = operation.marks ?? [];
    if (operation.method !== request.method || operation.on !== on || marks.length <= marksFound) continue;
    if (!marks.every((mark) => request.query.has(mark))) continue;
    name = candidate;
    marksFound = marks.length;
  }
  if (!name) {
    const query = [...request.query.keys()].join(', ');
    throw notImplemented(`${request.method} on a ${on}${query && ` with the query ${query}`}`);
  }
  const operation: Operation = OPERATIONS[name];
  const marked = Object.fromEntries((operation.marks ?? []).map((mark) => [mark, 'any' as const]));
  const query: Accepted = { ...IN_EVERY_QUERY, ...marked, ...operation.query };
  for (const [parameter, value] of request.query) {
    if (!accepts(query, parameter, value))
      throw notImplemented(`${name} with ${parameter}=${value} in the query`);
  }
  const headers: Accepted = { ...ON_EVERY_REQUEST, ...operation.headers };
  for (const [header, value] of Object.entries(request.headers)) {
    if (value !== undefined && hasMeaning(header) && !accepts(headers, header, value)) {
      throw notImplemented(`${name} with the header ${header}: ${value}`);
    }
  }
  return name;
}

function hasMeaning(header: string): boolean {
  return /^(x-amz-|if-)/.test(header) || header === 'range' || header === 'content-md5';
}

function accepts(accepted: Accepted, name: string, value: string): boolean {
  const values = accepted[name] ?? (name.startsWith('x-amz-meta-') ? accepted['x-amz-meta-*'] : undefined);
  return values === 'any' || (values?.includes(value) ?? false);
}

function notImplemented(what: string): S3Error {
  return new S3Error('NotImplemented', `The local S3 emulator does not play ${what}.`);
}
