import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import * as fc from '../fast-check';
import { decodeAwsChunked } from '../../local/s3/aws-chunked';
import { startChecksum, type ChecksumAlgorithm } from '../../local/s3/checksums';
import { outcomeOf, useS3Emulator } from './s3-emulator-harness';

const s3 = useS3Emulator();
const BODY = 'The quick brown fox';
const digest = (algorithm: 'md5' | 'sha1' | 'sha256', body: string): string =>
  createHash(algorithm).update(body).digest('base64');
const crc32Of = (body: string): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
};
const SIGNATURE = 'a'.repeat(64);

describe('checksum values', () => {
  // The check values of the CRC catalogue (reveng) for "123456789".
  it.each<[ChecksumAlgorithm, string]>([
    ['crc32', 'cbf43926'],
    ['crc32c', 'e3069283'],
    ['crc64nvme', 'ae8b14860a799888'],
  ])('computes %s as the catalogue does, in whatever pieces', (algorithm, check) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), (cut) => {
        const running = startChecksum(algorithm);
        running.update(Buffer.from('123456789'.slice(0, cut)));
        running.update(Buffer.from('123456789'.slice(cut)));
        expect(Buffer.from(running.digest(), 'base64').toString('hex')).toBe(check);
      }),
    );
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'accepts what the SDK computes as %s, of a string and of a stream, and gives it back',
    async (ChecksumAlgorithm) => {
      const Bucket = await s3.newBucket();
      const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, at) => at % 251));
      for (const Body of [bytes, Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)])]) {
        const stored = await s3
          .client()
          .send(
            new PutObjectCommand({ Bucket, Key: 'k', Body, ContentLength: bytes.length, ChecksumAlgorithm }),
          );
        const got = await s3.client().send(new GetObjectCommand({ Bucket, Key: 'k' }));
        const name = `Checksum${ChecksumAlgorithm}` as const;
        expect(got[name]).toBe(stored[name]);
        expect(got[name]).toMatch(/=$/);
        expect(Buffer.from(await got.Body!.transformToByteArray()).equals(bytes)).toBe(true);
      }
    },
  );
});

describe('a body that is not what its headers say', () => {
  it.each<[string, Record<string, string>, string]>([
    ['Content-MD5', { 'content-md5': digest('md5', 'other') }, 'BadDigest'],
    ['Content-MD5 of a wrong form', { 'content-md5': 'abc' }, 'InvalidDigest'],
    ['CRC-32', { 'x-amz-checksum-crc32': crc32Of('other') }, 'BadDigest'],
    ['CRC-32C', { 'x-amz-checksum-crc32c': 'AAAAAA==' }, 'BadDigest'],
    ['CRC-64', { 'x-amz-checksum-crc64nvme': 'AAAAAAAAAAA=' }, 'BadDigest'],
    ['SHA-1', { 'x-amz-checksum-sha1': digest('sha1', 'other') }, 'BadDigest'],
    ['SHA-256', { 'x-amz-checksum-sha256': digest('sha256', 'other') }, 'BadDigest'],
    ['a checksum of a wrong form', { 'x-amz-checksum-sha256': 'AAAA' }, 'InvalidRequest'],
    [
      'two checksums',
      { 'x-amz-checksum-crc32': crc32Of(BODY), 'x-amz-checksum-sha1': digest('sha1', BODY) },
      'InvalidRequest',
    ],
    ['a checksum promised and not given', { 'x-amz-sdk-checksum-algorithm': 'CRC32' }, 'InvalidRequest'],
    [
      'the signed hash',
      { 'x-amz-content-sha256': createHash('sha256').update('other').digest('hex') },
      'XAmzContentSHA256Mismatch',
    ],
    ['a signed hash of a wrong form', { 'x-amz-content-sha256': 'abc' }, 'InvalidArgument'],
  ])('is refused for %s and not stored', async (_, headers, code) => {
    const bucket = await s3.newBucket();
    const answer = await s3.raw({ method: 'PUT', path: `/${bucket}/k`, headers, body: BODY });
    expect(answer).toMatchObject({ status: 400, code });
    const Key = 'k';
    expect(await outcomeOf(s3.client().send(new HeadObjectCommand({ Bucket: bucket, Key })))).toBe(
      'NotFound',
    );
  });

  it('is stored if every one of them is right', async () => {
    const bucket = await s3.newBucket();
    const headers = {
      'content-md5': digest('md5', BODY),
      'x-amz-checksum-crc32': crc32Of(BODY),
      'x-amz-content-sha256': createHash('sha256').update(BODY).digest('hex'),
    };
    expect(await s3.raw({ method: 'PUT', path: `/${bucket}/k`, headers, body: BODY })).toMatchObject({
      status: 200,
    });
  });

  it('is refused without a length, and for DeleteObjects without a digest', async () => {
    const bucket = await s3.newBucket();
    const unmeasured = { 'transfer-encoding': 'chunked' };
    expect(
      await s3.raw({ method: 'PUT', path: `/${bucket}/k`, headers: unmeasured, body: BODY }),
    ).toMatchObject({ status: 411, code: 'MissingContentLength' });
    const body = '<Delete><Object><Key>k</Key></Object></Delete>';
    expect(await s3.raw({ method: 'POST', path: `/${bucket}?delete`, body })).toMatchObject({
      status: 400,
      code: 'InvalidRequest',
    });
  });
});

describe('a body refused before its end', () => {
  it('gets its answer all the same', async () => {
    const bucket = await s3.newBucket();
    const body = `<Delete>${' '.repeat(5_000_000)}</Delete>`;
    const headers = { 'content-md5': digest('md5', body) };
    expect(await s3.raw({ method: 'POST', path: `/${bucket}?delete`, headers, body })).toMatchObject({
      status: 400,
      code: 'MalformedXML',
    });
  });
});

describe('aws-chunked bodies', () => {
  const UNSIGNED = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
  const SIGNED = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
  const SIGNED_TRAILER = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER';

  async function putChunked(hash: string, body: string, given: { length?: number; trailer?: string } = {}) {
    const bucket = await s3.newBucket();
    const headers = {
      'content-encoding': 'gzip,aws-chunked',
      'x-amz-content-sha256': hash,
      'x-amz-decoded-content-length': String(given.length ?? BODY.length),
      ...(given.trailer === undefined ? {} : { 'x-amz-trailer': given.trailer }),
    };
    const answer = await s3.raw({ method: 'PUT', path: `/${bucket}/k`, headers, body });
    const stored = await s3.raw({ method: 'GET', path: `/${bucket}/k` });
    return {
      status: answer.status,
      code: answer.code,
      stored: stored.status === 200 ? stored.body : undefined,
      encoding: stored.headers['content-encoding'],
    };
  }

  const data = `5\r\nThe q\r\n${(BODY.length - 5).toString(16)}\r\n${BODY.slice(5)}\r\n0\r\n`;
  const signed = `5;chunk-signature=${SIGNATURE}\r\nThe q\r\n${(BODY.length - 5).toString(16)};chunk-signature=${SIGNATURE}\r\n${BODY.slice(5)}\r\n0;chunk-signature=${SIGNATURE}\r\n`;
  const trailer = (body: string): string => `x-amz-checksum-crc32:${crc32Of(body)}\r\n`;
  const name = 'x-amz-checksum-crc32';

  it.each<[string, string, string, { trailer?: string }]>([
    ['unsigned with a trailer', UNSIGNED, `${data}${trailer(BODY)}\r\n`, { trailer: name }],
    ['unsigned without', UNSIGNED, `${data}\r\n`, {}],
    ['signed', SIGNED, `${signed}\r\n`, {}],
    [
      'signed with a trailer',
      SIGNED_TRAILER,
      `${signed}${trailer(BODY)}x-amz-trailer-signature:${SIGNATURE}\r\n\r\n`,
      { trailer: name },
    ],
  ])('are stored without their framing: %s', async (_, hash, body, given) => {
    expect(await putChunked(hash, body, given)).toEqual({
      status: 200,
      code: undefined,
      stored: BODY,
      encoding: 'gzip',
    });
  });

  it.each<[string, string, string, { trailer?: string; length?: number }, string]>([
    [
      'a wrong checksum in the trailer',
      UNSIGNED,
      `${data}${trailer('other')}\r\n`,
      { trailer: name },
      'BadDigest',
    ],
    [
      'a wrong one in a signed trailer',
      SIGNED_TRAILER,
      `${signed}${trailer('other')}\r\n`,
      { trailer: name },
      'BadDigest',
    ],
    ['a trailer named but missing', UNSIGNED, `${data}\r\n`, { trailer: name }, 'MalformedTrailerError'],
    [
      'a trailer that is no header',
      UNSIGNED,
      `${data}what is this\r\n\r\n`,
      { trailer: name },
      'MalformedTrailerError',
    ],
    ['a trailer that this hash does not allow', SIGNED, `${signed}\r\n`, { trailer: name }, 'InvalidRequest'],
    [
      'another length',
      UNSIGNED,
      `${data}${trailer(BODY)}\r\n`,
      { trailer: name, length: 5 },
      'IncompleteBody',
    ],
    [
      'a longer length',
      UNSIGNED,
      `${data}${trailer(BODY)}\r\n`,
      { trailer: name, length: 50 },
      'IncompleteBody',
    ],
    ['no last chunk', UNSIGNED, '5\r\nThe q\r\n', { length: 5 }, 'IncompleteBody'],
    ['a cut chunk', UNSIGNED, '9\r\nThe q', { length: 9 }, 'IncompleteBody'],
    ['a chunk longer than it says', UNSIGNED, '3\r\nThe q\r\n0\r\n\r\n', { length: 3 }, 'IncompleteBody'],
    ['no chunk signatures where there must be', SIGNED, `${data}\r\n`, {}, 'IncompleteBody'],
    ['bytes after the end', UNSIGNED, `${data}\r\nmore`, {}, 'IncompleteBody'],
  ])('are refused for %s', async (_, hash, body, given, code) => {
    expect(await putChunked(hash, body, given)).toMatchObject({
      status: 400,
      code,
      stored: undefined,
    });
  });

  it('are decoded alike however the network cuts them', async () => {
    const chunk = fc.uint8Array({ minLength: 1, maxLength: 40 });
    const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { maxLength: 6 }), cuts, async (chunks, sizes) => {
        const wire = Buffer.concat([
          ...chunks.flatMap((bytes) => [
            Buffer.from(`${bytes.length.toString(16)}\r\n`),
            bytes,
            Buffer.from('\r\n'),
          ]),
          Buffer.from('0\r\nX-Amz-Checksum-Crc32: AAAA \r\n\r\n'),
        ]);
        async function* network(): AsyncGenerator<Buffer> {
          for (let at = 0, nth = 0; at < wire.length; nth++) {
            const size = sizes[nth % sizes.length]!;
            yield wire.subarray(at, at + size);
            at += size;
          }
        }
        const trailers = new Map<string, string>();
        const decoded: Buffer[] = [];
        for await (const bytes of decodeAwsChunked(network(), { signed: false, trailers }))
          decoded.push(bytes);
        expect(Buffer.concat(decoded).equals(Buffer.concat(chunks))).toBe(true);
        expect([...trailers]).toEqual([['x-amz-checksum-crc32', 'AAAA']]);
      }),
    );
  });
});
