import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { startS3Emulator } from '../../local/s3/s3-emulator';
import { newFolder, outcomeOf, rawRequest, s3Client } from './s3-emulator-harness';

let dir: string;
beforeEach(async () => {
  dir = await newFolder();
});
afterEach(async () => {
  await rm(dir, { recursive: true });
});

/** Runs `act` against an emulator on `dir` that is started before and closed after. */
async function during<T>(act: (client: S3Client, port: number) => Promise<T>): Promise<T> {
  const emulator = await startS3Emulator({ dir });
  const client = s3Client(emulator.endpoint);
  try {
    return await act(client, emulator.port);
  } finally {
    client.destroy();
    await emulator.close();
  }
}

const Bucket = 'kept';

describe('a restart', () => {
  it('finds every object with body, metadata, checksum and date, and nothing that was deleted', async () => {
    const Body = Buffer.from('ein größerer Körper');
    const put = { Bucket, Key: 'a/ü', Body, ContentType: 'text/plain', Metadata: { long: 'x'.repeat(2000) } };
    const before = await during(async (client) => {
      await client.send(new CreateBucketCommand({ Bucket }));
      await client.send(new PutObjectCommand(put));
      await client.send(new PutObjectCommand({ ...put, Key: 'gone' }));
      await client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
      return await client.send(new GetObjectCommand({ Bucket, Key: 'a/ü' }));
    });
    await during(async (client) => {
      const after = await client.send(new GetObjectCommand({ Bucket, Key: 'a/ü' }));
      const { ETag, LastModified, Metadata, ContentType, ChecksumCRC32 } = before;
      expect(after).toMatchObject({ ETag, LastModified, Metadata, ContentType, ChecksumCRC32 });
      expect(Buffer.from(await after.Body!.transformToByteArray()).equals(Body)).toBe(true);
      const page = await client.send(new ListObjectsV2Command({ Bucket }));
      expect(page.Contents?.map(({ Key }) => Key)).toEqual(['a/ü']);
      const again = client.send(new PutObjectCommand({ ...put, IfNoneMatch: '*' }));
      expect(await outcomeOf(again)).toBe('PreconditionFailed');
    });
  });

  it('lets a multipart upload go on', async () => {
    const { UploadId, ETag } = await during(async (client) => {
      await client.send(new CreateBucketCommand({ Bucket }));
      const upload = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' }));
      const target = { Bucket, Key: 'k', UploadId: upload.UploadId };
      const part = await client.send(new UploadPartCommand({ ...target, PartNumber: 1, Body: 'part one' }));
      return { UploadId: upload.UploadId, ETag: part.ETag };
    });
    await during(async (client) => {
      const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
      await client.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'k', UploadId, MultipartUpload }));
      const got = await client.send(new GetObjectCommand({ Bucket, Key: 'k' }));
      expect(await got.Body?.transformToString()).toBe('part one');
    });
  });

  it('says which stored object is damaged instead of leaving it out', async () => {
    await during(async (client) => {
      await client.send(new CreateBucketCommand({ Bucket }));
      await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x'.repeat(100) }));
    });
    const objects = join(dir, 'buckets', Bucket, 'objects');
    const [file] = await readdir(objects);
    const path = join(objects, file!);
    const whole = await readFile(path);
    const otherEnd = Buffer.from(whole);
    otherEnd[whole.length - 1]! ^= 1;
    const damaged = [Buffer.alloc(0), whole.subarray(0, 5), whole.subarray(0, whole.length - 1), otherEnd];
    for (const bytes of damaged) {
      await writeFile(path, bytes);
      await expect(startS3Emulator({ dir })).rejects.toThrow(`The stored object ${path} is damaged`);
    }
  });
});

describe('a client that breaks off in the middle of its body', () => {
  it('changes nothing and leaves nothing behind', async () => {
    await during(async (client, port) => {
      await client.send(new CreateBucketCommand({ Bucket }));
      await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'before' }));
      const socket = connect(port, '127.0.0.1');
      socket.write(
        `PUT /${Bucket}/k HTTP/1.1\r\nHost: x\r\nAuthorization: x\r\nContent-Length: 1000\r\n\r\n${'y'.repeat(500)}`,
      );
      // The write has begun once its file is there.
      while ((await readdir(join(dir, 'tmp'))).length === 0) await new Promise(setImmediate);
      socket.destroy();
      while ((await readdir(join(dir, 'tmp'))).length > 0) await new Promise(setImmediate);
      const got = await client.send(new GetObjectCommand({ Bucket, Key: 'k' }));
      expect(await got.Body?.transformToString()).toBe('before');
      expect(await rawRequest(port, { method: 'HEAD', path: `/${Bucket}` })).toMatchObject({ status: 200 });
    });
  });
});

describe('kill -9 among writers', () => {
  const KEYS = 10;
  const ACKNOWLEDGED_BEFORE_KILL = 80;

  /** Body of version n of a key; the sizes go past what is written to a file in one go. */
  function bodyOf(key: string, version: number): Buffer {
    const size = version % 10 === 0 ? 1_500_000 : 1 + ((version * 7919) % 200_000);
    return Buffer.alloc(size, createHash('sha256').update(`${key} ${version}`).digest());
  }

  async function spawnEmulator(): Promise<{ child: ChildProcess; endpoint: string }> {
    const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 's3-emulator-child.ts'), dir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const endpoint of createInterface({ input: child.stdout })) return { child, endpoint };
    throw new Error('The emulator did not start.');
  }

  it('loses no acknowledged object and shows no torn one', async () => {
    await during((client) => client.send(new CreateBucketCommand({ Bucket })));
    const acknowledged = new Map<string, number>();
    const attempted = new Map<string, number>();

    for (let round = 0; round < 3; round++) {
      const { child, endpoint } = await spawnEmulator();
      const exited = once(child, 'exit');
      const client = s3Client(endpoint);
      let writes = 0;
      // One writer a key, so that the last acknowledged version of each is known.
      const writers = Array.from({ length: KEYS }, async (_, nth) => {
        const Key = `key ${nth}`;
        for (let version = (attempted.get(Key) ?? 0) + 1; ; version++) {
          attempted.set(Key, version);
          const Body = bodyOf(Key, version);
          try {
            await client.send(
              new PutObjectCommand({ Bucket, Key, Body, Metadata: { version: String(version) } }),
            );
          } catch {
            return;
          }
          acknowledged.set(Key, version);
          writes += 1;
          if (writes === ACKNOWLEDGED_BEFORE_KILL) child.kill('SIGKILL');
        }
      });
      await Promise.all(writers);
      child.kill('SIGKILL');
      await exited;
      expect(writes).toBeGreaterThanOrEqual(ACKNOWLEDGED_BEFORE_KILL);
      client.destroy();
      expect(acknowledged.size).toBe(KEYS);

      await during(async (reader) => {
        expect(await readdir(join(dir, 'tmp'))).toEqual([]);
        const page = await reader.send(new ListObjectsV2Command({ Bucket }));
        expect(page.KeyCount).toBe(KEYS);
        for (const [Key, version] of acknowledged) {
          const got = await reader.send(new GetObjectCommand({ Bucket, Key }));
          const found = Number(got.Metadata?.['version']);
          // The one in hand at the kill may have been stored, but not acknowledged.
          expect([version, version + 1]).toContain(found);
          const body = Buffer.from(await got.Body!.transformToByteArray());
          expect(body.equals(bodyOf(Key, found))).toBe(true);
          expect(got.ETag).toBe(`"${createHash('md5').update(body).digest('hex')}"`);
        }
      });
    }
  }, 60_000);
});
