import { createHash } from 'node:crypto';
import { decodeAwsChunked } from './aws-chunked';
import {
  CHECKSUM_ALGORITHMS,
  isChecksumValue,
  isDigest,
  startChecksum,
  type ChecksumAlgorithm,
} from './checksums';
import { S3Error } from './s3-error';
import type { S3Request } from './s3-request';

export interface ReceivedBody {
  readonly size: number;
  readonly md5: string;
  /** The checksum the client gave, now known to be right. */
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly value: string } | undefined;
}

const MAX_BODY_BYTES = 5 * 1024 ** 3;
const MAX_XML_BYTES = 2 * 1024 ** 2;

/**
 * Takes the body off the wire piece by piece and checks it against everything the request says of it: length,
 * Content-MD5, x-amz-content-sha256, x-amz-checksum-* in a header or a trailer. Throws at the first that is wrong;
 * what `write` was given must then be thrown away.
 */
export async function receiveBody(
  request: S3Request,
  write: (chunk: Buffer) => Promise<void> | void,
): Promise<ReceivedBody> {
  const { headers } = request;
  const framing = readFraming(headers['x-amz-content-sha256']);
  const declared = declaredChecksum(headers, framing);
  const contentMd5 = headers['content-md5'];
  if (contentMd5 !== undefined && !isDigest(contentMd5, 16)) {
    throw new S3Error('InvalidDigest', 'The Content-MD5 you specified is not valid.');
  }
  const expectedSize = expectedBytes(headers, framing);

  const md5 = createHash('md5');
  const sha256 = framing.sha256 === undefined ? undefined : createHash('sha256');
  const checksum = declared && startChecksum(declared.algorithm);
  const trailers = new Map<string, string>();
  // A loop left early must not destroy the stream, or the answer would have no connection to go out on.
  const raw = request.body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  const chunks = framing.kind === 'plain' ? raw : decodeAwsChunked(raw, { signed: framing.signed, trailers });
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > expectedSize) break;
    md5.update(chunk);
    sha256?.update(chunk);
    checksum?.update(chunk);
    await write(chunk);
  }
  if (size !== expectedSize) {
    throw new S3Error(
      'IncompleteBody',
      `The request names ${expectedSize} bytes but carries ${size} or more.`,
    );
  }
  const md5Hex = md5.digest('hex');
  if (contentMd5 !== undefined && Buffer.from(contentMd5, 'base64').toString('hex') !== md5Hex) {
    throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  if (sha256 && sha256.digest('hex') !== framing.sha256) {
    throw new S3Error(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  if (!declared || !checksum) return { size, md5: md5Hex, checksum: undefined };
  const value = declared.value ?? trailers.get(`x-amz-checksum-${declared.algorithm}`);
  if (value === undefined) {
    throw new S3Error('MalformedTrailerError', 'The trailer named in x-amz-trailer is not in the body.');
  }
  requireChecksumForm(declared.algorithm, value);
  if (checksum.digest() !== value) {
    throw new S3Error(
      'BadDigest',
      `The ${declared.algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
    );
  }
  return { size, md5: md5Hex, checksum: { algorithm: declared.algorithm, value } };
}

/** A small XML body as text. `checked` demands a digest of it, as S3 does for DeleteObjects. */
export async function receiveText(
  request: S3Request,
  options: { readonly checked?: boolean } = {},
): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  const received = await receiveBody(request, (chunk) => {
    size += chunk.length;
    if (size > MAX_XML_BYTES)
      throw new S3Error('MalformedXML', `The XML is longer than ${MAX_XML_BYTES} bytes.`);
    pieces.push(chunk);
  });
  if (options.checked && !received.checksum && request.headers['content-md5'] === undefined) {
    throw new S3Error(
      'InvalidRequest',
      'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
    );
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** The x-amz-checksum-* header of a request, if any; throws on two of them or on what is no such checksum. */
export function checksumHeader(
  headers: S3Request['headers'],
): { readonly algorithm: ChecksumAlgorithm; readonly value: string } | undefined {
  const given = CHECKSUM_ALGORITHMS.flatMap((algorithm) => {
    const value = headers[`x-amz-checksum-${algorithm}`];
    return value === undefined ? [] : [{ algorithm, value }];
  });
  if (given.length > 1) {
    throw new S3Error(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  return given[0];
}

function requireChecksumForm(algorithm: ChecksumAlgorithm, value: string): void {
  if (!isChecksumValue(algorithm, value)) {
    throw new S3Error('InvalidRequest', `Value for x-amz-checksum-${algorithm} header is invalid.`);
  }
}

type Framing =
  | { readonly kind: 'plain'; readonly sha256: string | undefined }
  | {
      readonly kind: 'aws-chunked';
      readonly signed: boolean;
      readonly trailer: boolean;
      readonly sha256?: undefined;
    };

function readFraming(contentSha256: string | undefined): Framing {
  switch (contentSha256) {
    case undefined:
    case 'UNSIGNED-PAYLOAD':
      return { kind: 'plain', sha256: undefined };
    case 'STREAMING-UNSIGNED-PAYLOAD-TRAILER':
      return { kind: 'aws-chunked', signed: false, trailer: true };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD':
      return { kind: 'aws-chunked', signed: true, trailer: false };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER':
      return { kind: 'aws-chunked', signed: true, trailer: true };
  }
  if (contentSha256.startsWith('STREAMING-')) {
    throw new S3Error('NotImplemented', `x-amz-content-sha256: ${contentSha256} is not supported.`);
  }
  if (!/^[0-9a-f]{64}$/.test(contentSha256)) {
    throw new S3Error(
      'InvalidArgument',
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-… or a SHA-256 in hex.',
    );
  }
  return { kind: 'plain', sha256: contentSha256 };
}

/** The checksum a request promises: its value is in a header, or (undefined here) in the trailer. */
function declaredChecksum(
  headers: S3Request['headers'],
  framing: Framing,
): { readonly algorithm: ChecksumAlgorithm; readonly value: string | undefined } | undefined {
  const inHeader = checksumHeader(headers);
  const trailer = headers['x-amz-trailer']?.trim().toLowerCase();
  if (trailer !== undefined) {
    const algorithm = CHECKSUM_ALGORITHMS.find((name) => trailer === `x-amz-checksum-${name}`);
    if (!algorithm || framing.kind === 'plain' || !framing.trailer || inHeader) {
      throw new S3Error(
        'InvalidRequest',
        `The value in the x-amz-trailer header is invalid here: ${trailer}`,
      );
    }
    return { algorithm, value: undefined };
  }
  if (inHeader) requireChecksumForm(inHeader.algorithm, inHeader.value);
  else if (headers['x-amz-sdk-checksum-algorithm'] !== undefined) {
    throw new S3Error(
      'InvalidRequest',
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
  return inHeader;
}

function expectedBytes(headers: S3Request['headers'], framing: Framing): number {
  const name = framing.kind === 'plain' ? 'content-length' : 'x-amz-decoded-content-length';
  const text = headers[name];
  if (text === undefined && headers['transfer-encoding'] === undefined && framing.kind === 'plain') return 0;
  if (text === undefined || !/^\d{1,15}$/.test(text)) {
    throw new S3Error('MissingContentLength', `You must provide the ${name} HTTP header.`);
  }
  if (Number(text) > MAX_BODY_BYTES) {
    throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size.');
  }
  return Number(text);
}
