import {
  CopyObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListObjectsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { outcomeOf, useS3Emulator } from './s3-emulator-harness';

const s3 = useS3Emulator();

describe('what is not played', () => {
  it('once overwrote the body of an object with the XML of its tags', async () => {
    const Bucket = await s3.newBucket();
    await s3.client().send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'the body' }));
    const TagSet = [{ Key: 'a', Value: 'b' }];
    const tag = s3.client().send(new PutObjectTaggingCommand({ Bucket, Key: 'k', Tagging: { TagSet } }));
    expect(await outcomeOf(tag)).toBe('NotImplemented');
    const got = await s3.client().send(new GetObjectCommand({ Bucket, Key: 'k' }));
    expect(await got.Body?.transformToString()).toBe('the body');
  });

  it('is an error of the SDK, not a silent success', async () => {
    const Bucket = await s3.newBucket();
    await s3.client().send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    const put = { Bucket, Key: 'k', Body: 'x' };
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    const before = s3.emulator().counts()['NotImplemented'] ?? 0;
    const outcomes = await Promise.all(
      [
        s3.client().send(new GetObjectTaggingCommand({ Bucket, Key: 'k' })),
        s3.client().send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration })),
        s3.client().send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/k` })),
        s3.client().send(new ListObjectsCommand({ Bucket })),
        s3.client().send(new GetObjectCommand({ Bucket, Key: 'k', VersionId: 'null' })),
        s3.client().send(new GetObjectCommand({ Bucket, Key: 'k', PartNumber: 1 })),
        s3.client().send(new PutObjectCommand({ ...put, Tagging: 'a=b' })),
        s3.client().send(new PutObjectCommand({ ...put, ACL: 'public-read' })),
        s3.client().send(new PutObjectCommand({ ...put, StorageClass: 'GLACIER' })),
        s3.client().send(new PutObjectCommand({ ...put, ServerSideEncryption: 'aws:kms' })),
        s3.client().send(new PutObjectCommand({ ...put, IfNoneMatch: '"etag"' })),
        s3.client().send(new PutObjectCommand({ ...put, IfMatch: '*' })),
        s3.client().send(new PutObjectCommand({ ...put, IfMatch: '"etag"', IfNoneMatch: '*' })),
        s3.client().send(new PutObjectCommand({ ...put, ExpectedBucketOwner: '111122223333' })),
      ].map(outcomeOf),
    );
    expect(new Set(outcomes)).toEqual(new Set(['NotImplemented']));
    expect(s3.emulator().counts()['NotImplemented']).toBe(before + outcomes.length);
  });

  const SUB_RESOURCES = [
    'acl',
    'cors',
    'lifecycle',
    'policy',
    'tagging',
    'versioning',
    'versions',
    'encryption',
    'location',
    'notification',
    'object-lock',
    'retention',
    'uploads',
    'anything-else',
  ];
  it.each(SUB_RESOURCES)('is a 501 for ?%s, on a bucket or an object, read or written', async (name) => {
    const bucket = await s3.newBucket();
    for (const method of ['GET', 'PUT', 'POST', 'DELETE', 'HEAD']) {
      for (const path of [`/${bucket}?${name}`, `/${bucket}/k?${name}`]) {
        if (name === 'uploads' && method === 'POST' && path.includes('/k')) continue;
        expect(await s3.raw({ method, path })).toMatchObject({ status: 501 });
      }
    }
  });

  it.each<[string, string, Record<string, string>]>([
    ['PUT', 'k', { 'x-amz-copy-source': '/b/k' }],
    ['PUT', 'k', { 'x-amz-something-new': '1' }],
    ['PUT', 'k', { 'x-amz-content-sha256': 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD' }],
    ['PUT', 'k', { 'x-amz-checksum-xxhash64': 'AAAAAAAAAAA=' }],
    ['GET', 'k', { 'x-amz-meta-on-a-read': '1' }],
    ['GET', 'k', { range: 'bytes=0-1,3-4' }],
    ['GET', 'k', { range: 'lines=1-2' }],
    ['GET', 'k', { 'if-range': '"etag"' }],
    ['DELETE', 'k', { 'if-none-match': '*' }],
    ['DELETE', 'k', { 'x-amz-bypass-governance-retention': 'true' }],
    ['PUT', '', { 'x-amz-bucket-object-lock-enabled': 'true' }],
    ['OPTIONS', 'k', {}],
    ['PATCH', 'k', {}],
  ])('is a 501 for %s %s with %j', async (method, key, headers) => {
    const bucket = await s3.newBucket();
    await s3.client().send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'x'.repeat(9) }));
    const answer = await s3.raw({ method, path: `/${bucket}${key && `/${key}`}`, headers });
    expect(answer).toMatchObject({ status: 501, code: 'NotImplemented' });
  });
});
