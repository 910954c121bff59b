import { randomUUID } from 'node:crypto';
import { openSync, renameSync, unlinkSync } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { toByteKey, type ByteKey } from './byte-key';
import { requireCondition, type WriteCondition } from './conditions';
import { BUCKET_FILE, folderLayout, UPLOAD_FILE } from './folder-layout';
import { createKeyIndex } from './key-index';
import { loadBuckets, type Bucket, type Upload } from './load-buckets';
import { syncDirectory, writeObjectFile } from './object-file';
import type { ObjectRecord, PartRecord, UploadRecord } from './object-record';
import { S3Error } from './s3-error';

type Fill<Entry> = (write: (chunk: Uint8Array) => Promise<void>) => Promise<Entry>;

interface UploadTarget {
  readonly id: string;
  readonly key: ByteKey;
}

export type BucketStore = ReturnType<typeof openBucketStore>;

/**
 * The buckets of one folder, which one process owns. A write is finished and synced under tmp/ first. Then its
 * condition is checked, the file renamed and the memory changed in ONE turn of the event loop (hence the `Sync`
 * calls): that is what lets exactly one of racing writers win. The answer waits until the rename is synced too.
 */
export function openBucketStore(folder: string) {
  const layout = folderLayout(folder);
  const buckets = loadBuckets(layout);
  let temporaryNames = 0;
  const temporaryPath = (): string => join(layout.temporary, String(++temporaryNames));

  function bucket(name: string): Bucket {
    const found = buckets.get(name);
    if (!found)
      throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', { BucketName: name });
    return found;
  }

  function upload(bucketName: string, target: UploadTarget): Upload {
    const found = bucket(bucketName).uploads.get(target.id);
    if (!found || toByteKey(found.record.key) !== target.key) {
      throw new S3Error('NoSuchUpload', 'The specified multipart upload does not exist.', {
        UploadId: target.id,
      });
    }
    return found;
  }

  /** Builds a file or folder under tmp/; `place` checks, renames and changes the memory, without awaiting. */
  async function writeAndPlace<Entry>(
    write: (path: string) => Promise<Entry>,
    place: (path: string, entry: Entry) => { readonly renamedTo: string },
  ): Promise<Entry> {
    const path = temporaryPath();
    try {
      const entry = await write(path);
      const { renamedTo } = place(path, entry);
      await syncDirectory(dirname(renamedTo));
      return entry;
    } catch (error) {
      await rm(path, { recursive: true, force: true });
      throw error;
    }
  }

  function placeObject(bucketName: string, path: string, record: ObjectRecord, condition: WriteCondition) {
    const { objects, index } = bucket(bucketName);
    const key = toByteKey(record.key);
    const renamedTo = layout.object(bucketName, key);
    requireCondition(condition, objects.get(key));
    renameSync(path, renamedTo);
    objects.set(key, record);
    index.add(key);
    return { renamedTo };
  }

  /** Moved away in one step: a start in the middle of it sees the whole folder or none. `forget` must not await. */
  async function discardFolder(path: string, forget: () => void): Promise<void> {
    const removed = temporaryPath();
    renameSync(path, removed);
    forget();
    await syncDirectory(dirname(path));
    await rm(removed, { recursive: true });
  }

  return {
    bucket,
    upload,
    partPath: layout.part,
    buckets: (): readonly Bucket[] => [...buckets.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),

    async createBucket(name: string, createdAt: number): Promise<void> {
      await writeAndPlace(
        (path) =>
          writeFolder(path, { file: BUCKET_FILE, json: { createdAt }, folders: ['objects', 'uploads'] }),
        (path) => {
          if (buckets.has(name)) {
            throw new S3Error('BucketAlreadyOwnedByYou', 'You have this bucket already.', {
              BucketName: name,
            });
          }
          renameSync(path, layout.bucket(name));
          buckets.set(name, {
            name,
            createdAt,
            objects: new Map(),
            index: createKeyIndex([]),
            uploads: new Map(),
          });
          return { renamedTo: layout.bucket(name) };
        },
      );
    },

    async deleteBucket(name: string): Promise<void> {
      if (bucket(name).objects.size > 0) {
        throw new S3Error('BucketNotEmpty', 'The bucket you tried to delete is not empty', {
          BucketName: name,
        });
      }
      await discardFolder(layout.bucket(name), () => buckets.delete(name));
    },

    /** The record and an open file of an object: a later write or deletion does not change what is read from it. */
    openObject(
      bucketName: string,
      key: ByteKey,
    ): { readonly record: ObjectRecord; readonly fd: number } | undefined {
      const record = bucket(bucketName).objects.get(key);
      return record && { record, fd: openSync(layout.object(bucketName, key), 'r') };
    },

    async putObject(
      bucketName: string,
      condition: WriteCondition,
      fill: Fill<ObjectRecord>,
    ): Promise<ObjectRecord> {
      bucket(bucketName);
      return await writeAndPlace(
        (path) => writeObjectFile(path, fill),
        (path, record) => placeObject(bucketName, path, record, condition),
      );
    },

    /** Deleting what is not there is no error, unless the condition says so. */
    async deleteObject(bucketName: string, key: ByteKey, condition: WriteCondition): Promise<void> {
      const { objects, index } = bucket(bucketName);
      requireCondition(condition, objects.get(key));
      if (!objects.has(key)) return;
      unlinkSync(layout.object(bucketName, key));
      objects.delete(key);
      index.remove(key);
      await syncDirectory(layout.objects(bucketName));
    },

    async createUpload(bucketName: string, record: UploadRecord): Promise<string> {
      const id = randomUUID();
      await writeAndPlace(
        (path) => writeFolder(path, { file: UPLOAD_FILE, json: record, folders: [] }),
        (path) => {
          const { uploads } = bucket(bucketName);
          renameSync(path, layout.upload(bucketName, id));
          uploads.set(id, { id, record, parts: new Map() });
          return { renamedTo: layout.upload(bucketName, id) };
        },
      );
      return id;
    },

    async putPart(
      bucketName: string,
      target: UploadTarget & { readonly part: number },
      fill: Fill<PartRecord>,
    ): Promise<PartRecord> {
      return await writeAndPlace(
        (path) => writeObjectFile(path, fill),
        (path, record) => {
          const { parts } = upload(bucketName, target);
          const renamedTo = layout.part(bucketName, target.id, target.part);
          renameSync(path, renamedTo);
          parts.set(target.part, record);
          return { renamedTo };
        },
      );
    },

    /** Puts the assembled object in place and ends its upload, in one turn. */
    async completeUpload(
      bucketName: string,
      target: UploadTarget,
      condition: WriteCondition,
      fill: Fill<ObjectRecord>,
    ): Promise<ObjectRecord> {
      const record = await writeAndPlace(
        (path) =>
          writeObjectFile(path, fill).catch((error: unknown) => {
            // Another request may have ended the upload and taken its parts away meanwhile.
            upload(bucketName, target);
            throw error;
          }),
        (path, assembled) => {
          const { id } = upload(bucketName, target);
          const placed = placeObject(bucketName, path, assembled, condition);
          bucket(bucketName).uploads.delete(id);
          return placed;
        },
      );
      await discardFolder(layout.upload(bucketName, target.id), () => {});
      return record;
    },

    async abortUpload(bucketName: string, target: UploadTarget): Promise<void> {
      const { id } = upload(bucketName, target);
      await discardFolder(layout.upload(bucketName, id), () => bucket(bucketName).uploads.delete(id));
    },
  };
}

async function writeFolder(
  path: string,
  content: { readonly file: string; readonly json: unknown; readonly folders: readonly string[] },
): Promise<void> {
  await mkdir(path);
  for (const name of content.folders) await mkdir(join(path, name));
  const file = await open(join(path, content.file), 'wx');
  try {
    await file.writeFile(JSON.stringify(content.json));
    await file.sync();
  } finally {
    await file.close();
  }
  await syncDirectory(path);
}
