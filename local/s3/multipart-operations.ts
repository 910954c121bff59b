import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { xmlAnswer, type Answer } from './answer';
import { checksumHeader, receiveBody, receiveText } from './body-intake';
import { malformedXml, rootOf } from './bucket-operations';
import type { BucketStore } from './bucket-store';
import type { Upload } from './load-buckets';
import { fromByteKey } from './byte-key';
import { CHECKSUM_ALGORITHMS, compositeChecksum, startChecksum } from './checksums';
import { bareEtag, putCondition } from './conditions';
import { encryption, storedHeaders } from './object-operations';
import { checksumTypeSchema, type ObjectRecord, type PartRecord, type UploadRecord } from './object-record';
import { S3Error } from './s3-error';
import type { ObjectRequest } from './s3-request';
import { element, s3Document } from './xml';

const MAX_PARTS = 10_000;
/** Of every part but the last. */
const MIN_PART_BYTES = 5 * 1024 ** 2;

export async function createMultipartUpload(store: BucketStore, request: ObjectRequest): Promise<Answer> {
  const record: UploadRecord = {
    key: fromByteKey(request.key),
    headers: storedHeaders(request.headers),
    checksum: plannedChecksum(request.headers),
  };
  const id = await store.createUpload(request.bucket, record);
  const answer = xmlAnswer(
    200,
    s3Document('InitiateMultipartUploadResult', [
      element('Bucket', request.bucket),
      element('Key', record.key),
      element('UploadId', id),
    ]),
  );
  const checksum = record.checksum && {
    'x-amz-checksum-algorithm': record.checksum.algorithm.toUpperCase(),
    'x-amz-checksum-type': record.checksum.type,
  };
  return { ...answer, headers: { ...answer.headers, ...encryption(record), ...checksum } };
}

export async function uploadPart(store: BucketStore, request: ObjectRequest): Promise<Answer> {
  const target = {
    id: uploadId(request),
    key: request.key,
    part: partNumber(request.query.get('partNumber')),
  };
  const { record: upload } = store.upload(request.bucket, target);
  const part = await store.putPart(request.bucket, target, async (write) => {
    const { size, md5, checksum } = await receiveBody(request, write);
    if (upload.checksum && upload.checksum.algorithm !== checksum?.algorithm) {
      throw new S3Error(
        'InvalidRequest',
        `Checksum Type mismatch occurred, expected checksum Type: ${upload.checksum.algorithm}, actual checksum Type: ${checksum?.algorithm ?? 'null'}`,
      );
    }
    return { etag: md5, size, checksum };
  });
  return {
    status: 200,
    headers: {
      ETag: `"${part.etag}"`,
      ...(part.checksum && { [`x-amz-checksum-${part.checksum.algorithm}`]: part.checksum.value }),
    },
  };
}

export async function completeMultipartUpload(
  store: BucketStore,
  request: ObjectRequest,
  now: () => number,
): Promise<{ readonly answer: Answer; readonly record: ObjectRecord }> {
  const target = { id: uploadId(request), key: request.key };
  const condition = putCondition(request.headers);
  const named = readPartList(await receiveXmlOnly(request));
  const upload = store.upload(request.bucket, target);
  const parts = chooseParts(upload, named);
  requirePromises(request.headers, upload, parts);

  const record = await store.completeUpload(request.bucket, target, condition, async (write) => {
    const md5OfMd5s = createHash('md5');
    const planned = upload.record.checksum;
    const whole = planned?.type === 'FULL_OBJECT' ? startChecksum(planned.algorithm) : undefined;
    for (const { number, record: part } of parts) {
      const md5 = createHash('md5');
      const path = store.partPath(request.bucket, upload.id, number);
      for await (const chunk of bodyOfPart(path, part.size)) {
        md5.update(chunk);
        whole?.update(chunk);
        await write(chunk);
      }
      const digest = md5.digest();
      // The part may have been uploaded anew since it was chosen.
      if (digest.toString('hex') !== part.etag) throw invalidPart(number);
      md5OfMd5s.update(digest);
    }
    const checksum = planned && {
      ...planned,
      value:
        whole?.digest() ??
        compositeChecksum(
          planned.algorithm,
          parts.map(({ record: part }) => part.checksum?.value ?? ''),
        ),
    };
    requireWholeChecksum(request.headers, checksum);
    return {
      key: upload.record.key,
      etag: `${md5OfMd5s.digest('hex')}-${parts.length}`,
      size: parts.reduce((sum, { record: part }) => sum + part.size, 0),
      lastModifiedAt: now(),
      headers: upload.record.headers,
      checksum,
    };
  });

  const { checksum } = record;
  const answer = xmlAnswer(
    200,
    s3Document('CompleteMultipartUploadResult', [
      element('Location', `/${request.bucket}/${record.key}`),
      element('Bucket', request.bucket),
      element('Key', record.key),
      element('ETag', `"${record.etag}"`),
      ...(checksum
        ? [
            element(CHECKSUM_ELEMENT[checksum.algorithm], checksum.value),
            element('ChecksumType', checksum.type),
          ]
        : []),
    ]),
  );
  return { answer: { ...answer, headers: { ...answer.headers, ...encryption(record) } }, record };
}

export async function abortMultipartUpload(store: BucketStore, request: ObjectRequest): Promise<Answer> {
  await store.abortUpload(request.bucket, { id: uploadId(request), key: request.key });
  return { status: 204 };
}

const CHECKSUM_ELEMENT = {
  crc32: 'ChecksumCRC32',
  crc32c: 'ChecksumCRC32C',
  crc64nvme: 'ChecksumCRC64NVME',
  sha1: 'ChecksumSHA1',
  sha256: 'ChecksumSHA256',
} as const;

interface NamedPart {
  readonly number: number;
  readonly etag: string;
  readonly checksums: ReadonlyMap<string, string>;
}

interface ChosenPart {
  readonly number: number;
  readonly record: PartRecord;
}

function bodyOfPart(path: string, size: number): AsyncIterable<Buffer> | readonly Buffer[] {
  // A stream has no way to say "no bytes": its end is the last byte it reads.
  return size === 0 ? [] : createReadStream(path, { end: size - 1 });
}

/** On this operation x-amz-checksum-* speaks of the object, not of the XML that is sent. */
function receiveXmlOnly(request: ObjectRequest): Promise<string> {
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => !name.startsWith('x-amz-checksum-')),
  );
  return receiveText({ ...request, headers });
}

function readPartList(xml: string): readonly NamedPart[] {
  const known = new Set<string>(['PartNumber', 'ETag', ...Object.values(CHECKSUM_ELEMENT)]);
  const parts = rootOf(xml, 'CompleteMultipartUpload').children.map((part) => {
    const fields = new Map(part.children.map(({ name, text }) => [name, text.trim()]));
    const etag = fields.get('ETag');
    if (part.name !== 'Part' || etag === undefined || [...fields.keys()].some((name) => !known.has(name))) {
      throw malformedXml();
    }
    return { number: partNumber(fields.get('PartNumber')), etag: bareEtag(etag), checksums: fields };
  });
  if (parts.length === 0) throw malformedXml();
  return parts;
}

function chooseParts(upload: Upload, named: readonly NamedPart[]): readonly ChosenPart[] {
  if (named.some(({ number }, place) => place > 0 && named[place - 1]!.number >= number)) {
    throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order.');
  }
  const chosen = named.map((part) => ({ number: part.number, record: choosePart(upload, part) }));
  for (const { number, record } of chosen.slice(0, -1)) {
    if (record.size < MIN_PART_BYTES) {
      throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
        PartNumber: String(number),
        ProposedSize: String(record.size),
        MinSizeAllowed: String(MIN_PART_BYTES),
      });
    }
  }
  return chosen;
}

function choosePart(upload: Upload, { number, etag, checksums }: NamedPart): PartRecord {
  const record = upload.parts.get(number);
  const checksum = record?.checksum && checksums.get(CHECKSUM_ELEMENT[record.checksum.algorithm]);
  if (!record || record.etag !== etag || (checksum !== undefined && checksum !== record.checksum?.value)) {
    throw invalidPart(number);
  }
  const planned = upload.record.checksum;
  if (planned?.type === 'COMPOSITE' && checksum === undefined) {
    throw new S3Error(
      'InvalidRequest',
      `The upload was created using a ${planned.algorithm} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
    );
  }
  return record;
}

function invalidPart(number: number): S3Error {
  return new S3Error(
    'InvalidPart',
    'One or more of the specified parts could not be found, or is another one.',
    {
      PartNumber: String(number),
    },
  );
}

function requirePromises(
  headers: ObjectRequest['headers'],
  upload: Upload,
  parts: readonly ChosenPart[],
): void {
  const size = headers['x-amz-mp-object-size'];
  if (size !== undefined && Number(size) !== parts.reduce((sum, { record }) => sum + record.size, 0)) {
    throw new S3Error(
      'InvalidRequest',
      'The x-amz-mp-object-size header is not the size of the parts together.',
    );
  }
  const type = headers['x-amz-checksum-type'];
  if (type !== undefined && type !== upload.record.checksum?.type) {
    throw new S3Error('InvalidRequest', 'The upload was created with another x-amz-checksum-type.');
  }
}

function requireWholeChecksum(headers: ObjectRequest['headers'], checksum: ObjectRecord['checksum']): void {
  const given = checksumHeader(headers);
  if (!given) return;
  if (given.algorithm !== checksum?.algorithm) {
    throw new S3Error(
      'InvalidRequest',
      `The upload was not created with the checksum algorithm ${given.algorithm}.`,
    );
  }
  if (given.value !== checksum.value) {
    throw new S3Error(
      'BadDigest',
      `The ${given.algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
    );
  }
}

/** CRC-64 knows only the checksum of the whole object, SHA only that of the parts' checksums (user guide). */
function plannedChecksum(headers: ObjectRequest['headers']): UploadRecord['checksum'] {
  const name = headers['x-amz-checksum-algorithm'];
  const givenType = headers['x-amz-checksum-type'];
  if (name === undefined) {
    if (givenType === undefined) return undefined;
    throw new S3Error('InvalidRequest', 'x-amz-checksum-type needs x-amz-checksum-algorithm.');
  }
  const algorithm = CHECKSUM_ALGORITHMS.find((known) => known.toUpperCase() === name)!;
  const type = checksumTypeSchema.parse(
    givenType ?? (algorithm === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE'),
  );
  if (type === 'COMPOSITE' ? algorithm === 'crc64nvme' : algorithm.startsWith('sha')) {
    throw new S3Error(
      'InvalidRequest',
      `The ${type} checksum type cannot be used with the ${algorithm} checksum algorithm.`,
    );
  }
  return { algorithm, type };
}

function uploadId(request: ObjectRequest): string {
  return request.query.get('uploadId') ?? '';
}

function partNumber(text: string | undefined): number {
  if (text === undefined || !/^\d{1,5}$/.test(text) || Number(text) < 1 || Number(text) > MAX_PARTS) {
    throw new S3Error(
      'InvalidArgument',
      `Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`,
      {
        ArgumentName: 'partNumber',
      },
    );
  }
  return Number(text);
}
