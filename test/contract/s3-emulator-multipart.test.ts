import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
  type CreateMultipartUploadCommandInput,
} from '@aws-sdk/client-s3';
import { openBucketStore } from '../../local/s3/bucket-store';
import { toByteKey } from '../../local/s3/byte-key';
import { startChecksum } from '../../local/s3/checksums';
import { folderLayout } from '../../local/s3/folder-layout';
import { newFolder, outcomeOf, useS3Emulator } from './s3-emulator-harness';

const s3 = useS3Emulator();
const FIVE_MIB = 5 * 1024 ** 2;
const FIRST = Buffer.alloc(FIVE_MIB, 'first ');
const LAST = Buffer.from('and last');
const WHOLE = Buffer.concat([FIRST, LAST]);

async function begin(more: Partial<CreateMultipartUploadCommandInput> = {}) {
  const Bucket = await s3.newBucket();
  const { UploadId } = await s3
    .client()
    .send(new CreateMultipartUploadCommand({ Bucket, Key: 'k', Metadata: { by: 'parts' }, ...more }));
  const target = { Bucket, Key: 'k', UploadId };
  return {
    ...target,
    part: async (PartNumber: number, Body: Buffer): Promise<CompletedPart> => {
      const { ChecksumAlgorithm } = more;
      const { ETag, ChecksumCRC32, ChecksumSHA256, ChecksumCRC64NVME } = await s3
        .client()
        .send(new UploadPartCommand({ ...target, PartNumber, Body, ChecksumAlgorithm }));
      return { PartNumber, ETag, ChecksumCRC32, ChecksumSHA256, ChecksumCRC64NVME };
    },
    complete: (Parts: CompletedPart[], condition: { IfMatch?: string; IfNoneMatch?: string } = {}) =>
      s3
        .client()
        .send(new CompleteMultipartUploadCommand({ ...target, MultipartUpload: { Parts }, ...condition })),
    abort: () => s3.client().send(new AbortMultipartUploadCommand(target)),
    exists: async () =>
      (await outcomeOf(s3.client().send(new HeadObjectCommand({ Bucket, Key: 'k' })))) === 'stored',
  };
}

describe('multipart uploads', () => {
  it('put the parts together in order, whatever order they came in', async () => {
    const upload = await begin();
    const last = await upload.part(7, LAST);
    const first = await upload.part(2, FIRST);
    expect(await upload.exists()).toBe(false);
    const { ETag } = await upload.complete([first, last]);
    const md5 = (bytes: Buffer): Buffer => createHash('md5').update(bytes).digest();
    expect(ETag).toBe(`"${md5(Buffer.concat([md5(FIRST), md5(LAST)])).toString('hex')}-2"`);

    const got = await s3.client().send(new GetObjectCommand({ Bucket: upload.Bucket, Key: 'k' }));
    expect(got).toMatchObject({ ETag, Metadata: { by: 'parts' }, ContentLength: WHOLE.length });
    expect(Buffer.from(await got.Body!.transformToByteArray()).equals(WHOLE)).toBe(true);
    const Range = `bytes=${FIVE_MIB - 2}-${FIVE_MIB + 2}`;
    const seam = await s3.client().send(new GetObjectCommand({ Bucket: upload.Bucket, Key: 'k', Range }));
    expect(await seam.Body?.transformToString()).toBe(WHOLE.toString('latin1', FIVE_MIB - 2, FIVE_MIB + 3));
  });

  it('take the last of two versions of a part, and only the parts named', async () => {
    const upload = await begin();
    const old = await upload.part(1, Buffer.from('old'));
    const current = await upload.part(1, Buffer.from('new'));
    await upload.part(2, Buffer.from('not named'));
    expect(await outcomeOf(upload.complete([{ PartNumber: 1, ETag: old.ETag }]))).toBe('InvalidPart');
    await upload.complete([current]);
    const got = await s3.client().send(new GetObjectCommand({ Bucket: upload.Bucket, Key: 'k' }));
    expect(await got.Body?.transformToString()).toBe('new');
  });

  it.each(['CRC32', 'SHA256'] as const)(
    'check %s part by part and keep a composite',
    async (ChecksumAlgorithm) => {
      const upload = await begin({ ChecksumAlgorithm });
      const parts = [await upload.part(1, FIRST), await upload.part(2, LAST)];
      const done = await upload.complete(parts);
      const name = `Checksum${ChecksumAlgorithm}` as const;
      const running = startChecksum(ChecksumAlgorithm === 'CRC32' ? 'crc32' : 'sha256');
      for (const part of parts) running.update(Buffer.from(part[name]!, 'base64'));
      expect(done).toMatchObject({ [name]: `${running.digest()}-2`, ChecksumType: 'COMPOSITE' });
    },
  );

  it('keep the checksum of the whole for CRC-64', async () => {
    const upload = await begin({ ChecksumAlgorithm: 'CRC64NVME' });
    const done = await upload.complete([await upload.part(1, FIRST), await upload.part(2, LAST)]);
    const running = startChecksum('crc64nvme');
    running.update(WHOLE);
    expect(done).toMatchObject({ ChecksumCRC64NVME: running.digest(), ChecksumType: 'FULL_OBJECT' });
  });

  it('are refused out of order, with a part too small, unknown or of another checksum', async () => {
    const upload = await begin({ ChecksumAlgorithm: 'CRC32' });
    const small = await upload.part(1, LAST);
    const other = await upload.part(2, Buffer.from('other'));
    expect(await outcomeOf(upload.complete([other, small]))).toBe('InvalidPartOrder');
    expect(await outcomeOf(upload.complete([small, other]))).toBe('EntityTooSmall');
    expect(await outcomeOf(upload.complete([{ ...small, PartNumber: 3 }]))).toBe('InvalidPart');
    expect(await outcomeOf(upload.complete([{ ...small, ChecksumCRC32: other.ChecksumCRC32 }]))).toBe(
      'InvalidPart',
    );
    expect(await outcomeOf(upload.complete([{ ...small, ChecksumCRC32: undefined }]))).toBe('InvalidRequest');
    expect(await outcomeOf(upload.complete([]))).toBe('MalformedXML');
    expect(await upload.exists()).toBe(false);
    expect(await outcomeOf(upload.complete([small]))).toBe('stored');
  });

  it('end with their abort or completion', async () => {
    const upload = await begin();
    const part = await upload.part(1, LAST);
    await upload.abort();
    expect(await outcomeOf(upload.part(1, LAST))).toBe('NoSuchUpload');
    expect(await outcomeOf(upload.complete([part]))).toBe('NoSuchUpload');
    expect(await outcomeOf(upload.abort())).toBe('NoSuchUpload');
    expect(await upload.exists()).toBe(false);
  });

  it('complete on a condition, and stay open where it fails', async () => {
    const upload = await begin();
    const part = await upload.part(1, LAST);
    const { Bucket } = upload;
    const { ETag } = await s3.client().send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'before' }));
    expect(await outcomeOf(upload.complete([part], { IfNoneMatch: '*' }))).toBe('PreconditionFailed');
    expect(await outcomeOf(upload.complete([part], { IfMatch: '"other"' }))).toBe('PreconditionFailed');
    expect(await outcomeOf(upload.complete([part], { IfMatch: ETag! }))).toBe('stored');
  });

  it('do not pass off other bytes as a part, however they came into its file', async () => {
    const upload = await begin();
    const part = await upload.part(1, LAST);
    const path = folderLayout(s3.dir()).part(upload.Bucket, upload.UploadId!, 1);
    const bytes = await readFile(path);
    bytes[0]! ^= 1;
    await writeFile(path, bytes);
    expect(await outcomeOf(upload.complete([part]))).toBe('InvalidPart');
    expect(await upload.exists()).toBe(false);
  });

  it('name the upload that another request ended, not the file that went with it', async () => {
    const dir = await newFolder();
    const store = openBucketStore(dir);
    await store.createBucket('bucket', 0);
    const id = await store.createUpload('bucket', { key: 'k', headers: {} });
    const target = { id, key: toByteKey('k') };
    const completed = store.completeUpload('bucket', target, { kind: 'none' }, async () => {
      await store.abortUpload('bucket', target);
      throw new Error('ENOENT');
    });
    await expect(completed).rejects.toMatchObject({ code: 'NoSuchUpload' });
    await rm(dir, { recursive: true });
  });

  it('let one of racing completions win', async () => {
    const upload = await begin();
    const part = await upload.part(1, LAST);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => outcomeOf(upload.complete([part]))));
    expect(outcomes.toSorted()).toEqual([...Array.from({ length: 7 }, () => 'NoSuchUpload'), 'stored']);
  });
});
