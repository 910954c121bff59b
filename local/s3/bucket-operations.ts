import { xmlAnswer, type Answer } from './answer';
import { receiveText } from './body-intake';
import type { BucketStore } from './bucket-store';
import { fromByteKey, toByteKey, urlEncodeKey } from './byte-key';
import { deleteCondition } from './conditions';
import { decodeContinuationToken, encodeContinuationToken, justAfter, listPage } from './listing';
import { S3Error } from './s3-error';
import type { BucketRequest } from './s3-request';
import { element, parseXml, s3Document, type XmlElement } from './xml';

const MAX_PAGE = 1000;
const MAX_DELETES = 1000;

export function listBuckets(store: BucketStore): Answer {
  const buckets = store
    .buckets()
    .map(({ name, createdAt }) =>
      element('Bucket', [element('Name', name), element('CreationDate', new Date(createdAt).toISOString())]),
    );
  return xmlAnswer(200, s3Document('ListAllMyBucketsResult', [element('Buckets', buckets)]));
}

export async function createBucket(store: BucketStore, request: BucketRequest, now: number): Promise<Answer> {
  const name = request.bucket;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || name.includes('..')) {
    throw new S3Error('InvalidBucketName', 'The specified bucket is not valid.', { BucketName: name });
  }
  const body = await receiveText(request);
  const wanted = body === '' ? [] : rootOf(body, 'CreateBucketConfiguration').children;
  for (const { name: setting } of wanted) {
    // A place without effect on one machine; everything else would be a promise.
    if (setting !== 'LocationConstraint') {
      throw new S3Error(
        'NotImplemented',
        `The local S3 emulator does not play CreateBucket with ${setting}.`,
      );
    }
  }
  await store.createBucket(name, now);
  return { status: 200, headers: { Location: `/${name}` } };
}

export function headBucket(store: BucketStore, bucket: string): Answer {
  store.bucket(bucket);
  return { status: 200 };
}

export async function deleteBucket(store: BucketStore, bucket: string): Promise<Answer> {
  await store.deleteBucket(bucket);
  return { status: 204 };
}

export function listObjects(
  store: BucketStore,
  bucketName: string,
  query: ReadonlyMap<string, string>,
): Answer {
  const bucket = store.bucket(bucketName);
  const encode = query.has('encoding-type') ? urlEncodeKey : fromByteKey;
  const prefix = toByteKey(query.get('prefix') ?? '');
  const delimiter = toByteKey(query.get('delimiter') ?? '');
  const startAfter = query.get('start-after');
  const token = query.get('continuation-token');
  const maxKeys = readMaxKeys(query.get('max-keys'));
  const page = listPage(bucket.index.keys, {
    prefix,
    delimiter,
    from: token === undefined ? startPosition(startAfter) : readToken(token),
    maxEntries: Math.min(maxKeys, MAX_PAGE),
  });

  const contents = page.entries.flatMap((entry) => {
    const record = entry.kind === 'key' ? bucket.objects.get(entry.key) : undefined;
    if (entry.kind !== 'key' || !record) return [];
    const { checksum } = record;
    return [
      element('Contents', [
        element('Key', encode(entry.key)),
        element('LastModified', new Date(record.lastModifiedAt).toISOString()),
        element('ETag', `"${record.etag}"`),
        ...(checksum
          ? [
              element('ChecksumAlgorithm', checksum.algorithm.toUpperCase()),
              element('ChecksumType', checksum.type),
            ]
          : []),
        element('Size', record.size),
        element('StorageClass', 'STANDARD'),
      ]),
    ];
  });
  const commonPrefixes = page.entries.flatMap((entry) =>
    entry.kind === 'common_prefix'
      ? [element('CommonPrefixes', [element('Prefix', encode(entry.prefix))])]
      : [],
  );
  return xmlAnswer(
    200,
    s3Document('ListBucketResult', [
      element('Name', bucketName),
      element('Prefix', encode(prefix)),
      ...(delimiter === '' ? [] : [element('Delimiter', encode(delimiter))]),
      ...(startAfter === undefined ? [] : [element('StartAfter', encode(toByteKey(startAfter)))]),
      ...(token === undefined ? [] : [element('ContinuationToken', token)]),
      ...(page.next === undefined
        ? []
        : [element('NextContinuationToken', encodeContinuationToken(page.next))]),
      ...(query.has('encoding-type') ? [element('EncodingType', 'url')] : []),
      element('KeyCount', page.entries.length),
      element('MaxKeys', Math.min(maxKeys, MAX_PAGE)),
      element('IsTruncated', page.next !== undefined),
      ...contents,
      ...commonPrefixes,
    ]),
  );
}

export async function deleteObjects(store: BucketStore, request: BucketRequest): Promise<Answer> {
  store.bucket(request.bucket);
  const root = rootOf(await receiveText(request, { checked: true }), 'Delete');
  const quiet = root.children.some(({ name, text }) => name === 'Quiet' && text.trim() === 'true');
  const targets = root.children.filter(({ name }) => name !== 'Quiet').map(readDeletion);
  if (targets.length === 0 || targets.length > MAX_DELETES) throw malformedXml();

  const results: ReturnType<typeof element>[] = [];
  for (const { key, etag } of targets) {
    try {
      await store.deleteObject(request.bucket, toByteKey(key), deleteCondition(etag));
      if (!quiet) results.push(element('Deleted', [element('Key', key)]));
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      results.push(
        element('Error', [
          element('Key', key),
          element('Code', error.code),
          element('Message', error.message),
        ]),
      );
    }
  }
  return xmlAnswer(200, s3Document('DeleteResult', results));
}

function readDeletion({ name, children }: XmlElement): {
  readonly key: string;
  readonly etag: string | undefined;
} {
  if (name !== 'Object') throw malformedXml();
  const fields = new Map(children.map((child) => [child.name, child.text]));
  for (const field of fields.keys()) {
    if (field !== 'Key' && field !== 'ETag') {
      throw new S3Error('NotImplemented', `The local S3 emulator does not play DeleteObjects with ${field}.`);
    }
  }
  const key = fields.get('Key');
  if (!key) throw malformedXml();
  return { key, etag: fields.get('ETag') };
}

/** Also used for the list of parts in CompleteMultipartUpload. */
export function rootOf(xml: string, name: string): XmlElement {
  const root = parseXml(xml);
  if (root?.name !== name) throw malformedXml();
  return root;
}

export function malformedXml(): S3Error {
  return new S3Error(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}

function readMaxKeys(text: string | undefined): number {
  if (text === undefined) return MAX_PAGE;
  if (!/^\d{1,10}$/.test(text)) {
    throw new S3Error('InvalidArgument', 'Provided max-keys not an integer or within integer range', {
      ArgumentName: 'max-keys',
      ArgumentValue: text,
    });
  }
  return Number(text);
}

function startPosition(startAfter: string | undefined): string {
  return startAfter === undefined ? '' : justAfter(toByteKey(startAfter));
}

function readToken(token: string): string {
  const position = decodeContinuationToken(token);
  if (position === undefined) {
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect', {
      ArgumentName: 'continuation-token',
    });
  }
  return position;
}
