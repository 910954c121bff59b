import { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import * as fc from '../fast-check';
import { outcomeOf, useS3Emulator } from './s3-emulator-harness';

/** The emulator's clock; a test may move it. */
let now = Date.parse('2026-03-01T12:00:00.500Z');
const s3 = useS3Emulator({ now: () => now });

describe('objects', () => {
  it('come back with body, type, metadata and date', async () => {
    const Bucket = await s3.newBucket();
    const stored = await s3.client().send(
      new PutObjectCommand({
        Bucket,
        Key: 'a/b.json',
        Body: '{"n":1}',
        ContentType: 'application/json',
        CacheControl: 'no-store',
        ContentEncoding: 'identity',
        ServerSideEncryption: 'AES256',
        Metadata: { source: 'wire-7', 'Mixed-Case': 'Kept As Is' },
      }),
    );
    const got = await s3.client().send(new GetObjectCommand({ Bucket, Key: 'a/b.json' }));
    expect(await got.Body?.transformToString()).toBe('{"n":1}');
    const known = {
      ETag: stored.ETag,
      ContentLength: 7,
      ContentType: 'application/json',
      CacheControl: 'no-store',
      ContentEncoding: 'identity',
      ServerSideEncryption: 'AES256',
      Metadata: { source: 'wire-7', 'mixed-case': 'Kept As Is' },
      LastModified: new Date('2026-03-01T12:00:00.000Z'),
      AcceptRanges: 'bytes',
    };
    expect(got).toMatchObject(known);
    expect(await s3.client().send(new HeadObjectCommand({ Bucket, Key: 'a/b.json' }))).toMatchObject(known);
    expect(stored.ServerSideEncryption).toBe('AES256');
  });

  it('may be empty, and large, and streamed', async () => {
    const Bucket = await s3.newBucket();
    const large = Buffer.from(Array.from({ length: 3_000_000 }, (_, at) => (at * 7) % 256));
    const pieces = Array.from({ length: 30 }, (_, nth) => large.subarray(nth * 100_000, (nth + 1) * 100_000));
    for (const [Key, Body, ContentLength] of [
      ['empty', new Uint8Array(), 0],
      ['buffer', large, large.length],
      ['stream', Readable.from(pieces), large.length],
    ] as const) {
      await s3.client().send(new PutObjectCommand({ Bucket, Key, Body, ContentLength }));
      const got = await s3.client().send(new GetObjectCommand({ Bucket, Key }));
      const bytes = Buffer.from(await got.Body!.transformToByteArray());
      expect(bytes.equals(Key === 'empty' ? Buffer.alloc(0) : large)).toBe(true);
    }
  });

  it('may have any name: dots, slashes, case, bytes that no file name can hold', async () => {
    const Bucket = await s3.newBucket();
    const names = [
      '.',
      '..',
      '../../../etc/passwd',
      '/lead',
      'a//b',
      'a',
      'A',
      'a/',
      'nul\0',
      '%00',
      'a%2Fb',
      '😀'.repeat(256),
    ];
    const unusual = fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(unusual, async (drawn) => {
        const keys = [...new Set([...names, ...drawn])];
        await Promise.all(
          keys.map((Key) => s3.client().send(new PutObjectCommand({ Bucket, Key, Body: `body of ${Key}` }))),
        );
        for (const Key of keys) {
          const got = await s3.client().send(new GetObjectCommand({ Bucket, Key }));
          expect(await got.Body?.transformToString()).toBe(`body of ${Key}`);
          await s3.client().send(new DeleteObjectCommand({ Bucket, Key }));
        }
      }),
      { numRuns: 5 },
    );
  });

  it('may not have a name of more than 1,024 bytes, or one that is no UTF-8', async () => {
    const Bucket = await s3.newBucket();
    const put = (Key: string) =>
      outcomeOf(s3.client().send(new PutObjectCommand({ Bucket, Key, Body: 'x' })));
    expect(await put('é'.repeat(512))).toBe('stored');
    expect(await put(`${'é'.repeat(512)}a`)).toBe('KeyTooLongError');
    for (const path of [`/${Bucket}/%FF`, `/${Bucket}/%C0%AF`, `/${Bucket}/%ZZ`]) {
      expect(await s3.raw({ method: 'PUT', path, body: 'x' })).toMatchObject({
        status: 400,
        code: 'InvalidURI',
      });
    }
  });

  it('may not carry more than 2 KB of metadata', async () => {
    const Bucket = await s3.newBucket();
    const Metadata = { long: 'x'.repeat(2100) };
    const put = s3.client().send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', Metadata }));
    expect(await outcomeOf(put)).toBe('MetadataTooLarge');
  });

  it('are read whole even if replaced or deleted while they are read', async () => {
    const Bucket = await s3.newBucket();
    const old = Buffer.alloc(8_000_000, 'old');
    await s3.client().send(new PutObjectCommand({ Bucket, Key: 'k', Body: old }));
    const got = await s3.client().send(new GetObjectCommand({ Bucket, Key: 'k' }));
    await s3.client().send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'new' }));
    await s3.client().send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    expect(Buffer.from(await got.Body!.transformToByteArray()).equals(old)).toBe(true);
  });
});

describe('ranges', () => {
  it('give the bytes asked for, whatever the bounds', async () => {
    const Bucket = await s3.newBucket();
    const body = 'abcdefghijklmnopqrst';
    await s3.client().send(new PutObjectCommand({ Bucket, Key: 'k', Body: body }));
    const bound = fc.integer({ min: 0, max: 25 });
    const range = fc.oneof(
      fc.tuple(bound, bound).map(([a, b]) => ({
        header: `bytes=${Math.min(a, b)}-${Math.max(a, b)}`,
        from: Math.min(a, b),
        to: Math.max(a, b) + 1,
      })),
      bound.map((from) => ({ header: `bytes=${from}-`, from, to: body.length })),
      bound.map((last) => ({
        header: `bytes=-${last}`,
        from: Math.max(0, body.length - last),
        to: body.length,
      })),
    );
    await fc.assert(
      fc.asyncProperty(range, async ({ header, from, to }) => {
        const answer = await s3.raw({ method: 'GET', path: `/${Bucket}/k`, headers: { range: header } });
        const wanted = body.slice(from, to);
        const contentRange = `bytes ${from}-${from + wanted.length - 1}/${body.length}`;
        expect(answer).toMatchObject(
          wanted === ''
            ? { status: 416, code: 'InvalidRange' }
            : { status: 206, body: wanted, headers: { 'content-range': contentRange } },
        );
      }),
      { numRuns: 60 },
    );
  });

  it('come through the SDK, with no checksum of the whole beside a part', async () => {
    const Bucket = await s3.newBucket();
    await s3.client().send(new PutObjectCommand({ Bucket, Key: 'k', Body: '0123456789' }));
    const got = await s3.client().send(new GetObjectCommand({ Bucket, Key: 'k', Range: 'bytes=2-4' }));
    expect(await got.Body?.transformToString()).toBe('234');
    expect(got).toMatchObject({ ContentRange: 'bytes 2-4/10', ContentLength: 3 });
    expect(got.ChecksumCRC32).toBeUndefined();
    const head = await s3.client().send(new HeadObjectCommand({ Bucket, Key: 'k', Range: 'bytes=-1' }));
    expect(head.ContentLength).toBe(1);
    const beyond = s3.client().send(new GetObjectCommand({ Bucket, Key: 'k', Range: 'bytes=10-' }));
    expect(await outcomeOf(beyond)).toBe('InvalidRange');
  });
});

describe('reads on a condition', () => {
  it('answer 412 or 304 as RFC 9110 orders the conditions', async () => {
    const Bucket = await s3.newBucket();
    const { ETag } = await s3.client().send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    const at = new Date(now).toUTCString();
    const before = new Date(now - 60_000).toUTCString();
    const status = async (headers: Record<string, string>): Promise<number[]> => {
      const path = `/${Bucket}/k`;
      const [get, head] = await Promise.all(
        ['GET', 'HEAD'].map((method) => s3.raw({ method, path, headers })),
      );
      return [get!.status, head!.status];
    };
    const tag = ETag!;
    expect(await status({ 'if-match': tag })).toEqual([200, 200]);
    expect(await status({ 'if-match': '"other"' })).toEqual([412, 412]);
    expect(await status({ 'if-none-match': tag })).toEqual([304, 304]);
    expect(await status({ 'if-none-match': `"other", ${tag}` })).toEqual([304, 304]);
    expect(await status({ 'if-none-match': '"other"' })).toEqual([200, 200]);
    expect(await status({ 'if-modified-since': at })).toEqual([304, 304]);
    expect(await status({ 'if-modified-since': before })).toEqual([200, 200]);
    expect(await status({ 'if-unmodified-since': at })).toEqual([200, 200]);
    expect(await status({ 'if-unmodified-since': before })).toEqual([412, 412]);
    expect(await status({ 'if-match': tag, 'if-unmodified-since': before })).toEqual([200, 200]);
    expect(await status({ 'if-none-match': '"other"', 'if-modified-since': at })).toEqual([200, 200]);
  });
});

describe('presigned URLs', () => {
  const presigned = (path: string, expires: number, more = ''): string => {
    const date = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    return `${path}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test%2F20260301%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD&X-Amz-Date=${date}&X-Amz-Expires=${expires}&X-Amz-SignedHeaders=host&X-Amz-Signature=00${more}`;
  };

  it('put and get until they expire by the clock of the stack', async () => {
    const bucket = await s3.newBucket();
    const url = presigned(`${s3.emulator().endpoint}/${bucket}/k`, 60, '&x-amz-meta-by=link');
    const put = await fetch(url, { method: 'PUT', body: 'by link' });
    expect(put.status).toBe(200);
    now += 59_000;
    const read = presigned(`${s3.emulator().endpoint}/${bucket}/k`, 60);
    const got = await fetch(read);
    expect([got.status, await got.text(), got.headers.get('x-amz-meta-by')]).toEqual([
      200,
      'by link',
      'link',
    ]);

    now += 2_000;
    const late = await fetch(url, { method: 'PUT', body: 'too late' });
    expect([late.status, /<Message>(.*?)</.exec(await late.text())?.[1]]).toEqual([
      403,
      'Request has expired',
    ]);
    expect(await (await fetch(read)).text()).toBe('by link');
    now += 60_000;
    expect((await fetch(read)).status).toBe(403);
  });

  it('carry x-amz headers in their query, which count', async () => {
    const bucket = await s3.newBucket();
    const put = (more: string) =>
      fetch(presigned(`${s3.emulator().endpoint}/${bucket}/k`, 60, more), { method: 'PUT', body: 'x' });
    expect(await (await put('&x-amz-checksum-crc32=AAAAAA%3D%3D')).text()).toContain(
      '<Code>BadDigest</Code>',
    );
    expect(await (await put('&x-amz-tagging=a%3Db')).text()).toContain('<Code>NotImplemented</Code>');
  });

  it.each([0, 604_801])('are refused with a life of %i seconds', async (seconds) => {
    const bucket = await s3.newBucket();
    const answer = await fetch(presigned(`${s3.emulator().endpoint}/${bucket}/k`, seconds));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('AuthorizationQueryParametersError');
  });

  it('are the only way in without a signature', async () => {
    const bucket = await s3.newBucket();
    const answer = await fetch(`${s3.emulator().endpoint}/${bucket}?list-type=2`);
    expect([answer.status, await answer.text()]).toEqual([
      403,
      expect.stringContaining('<Code>AccessDenied</Code>'),
    ]);
  });
});

describe('buckets', () => {
  it('are made once, listed in order, and deleted when empty', async () => {
    const make = (Bucket: string) => outcomeOf(s3.client().send(new CreateBucketCommand({ Bucket })));
    expect(await Promise.all([make('zz-last'), make('zz-last'), make('aa-first')])).toEqual(
      expect.arrayContaining(['stored', 'stored', 'BucketAlreadyOwnedByYou']),
    );
    const names = (await s3.client().send(new ListBucketsCommand({}))).Buckets!.map(({ Name }) => Name!);
    expect(names).toEqual(names.toSorted());
    expect([names[0], names.at(-1)]).toEqual(['aa-first', 'zz-last']);

    await s3.client().send(new PutObjectCommand({ Bucket: 'zz-last', Key: 'k', Body: 'x' }));
    const remove = () => outcomeOf(s3.client().send(new DeleteBucketCommand({ Bucket: 'zz-last' })));
    expect(await remove()).toBe('BucketNotEmpty');
    await s3.client().send(new DeleteObjectCommand({ Bucket: 'zz-last', Key: 'k' }));
    expect(await remove()).toBe('stored');
    expect(await outcomeOf(s3.client().send(new HeadBucketCommand({ Bucket: 'zz-last' })))).toBe('NotFound');
    const put = s3.client().send(new PutObjectCommand({ Bucket: 'zz-last', Key: 'k', Body: 'x' }));
    expect(await outcomeOf(put)).toBe('NoSuchBucket');
  });

  it('are refused by a name S3 would refuse', async () => {
    for (const name of ['ab', 'Upper', 'a..b', '-a-b', 'under_score', '..', 'a'.repeat(64)]) {
      expect(await s3.raw({ method: 'PUT', path: `/${name}` })).toMatchObject({
        status: 400,
        code: 'InvalidBucketName',
      });
    }
  });
});
