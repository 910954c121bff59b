import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { toByteKey, type ByteKey } from './byte-key';
import { BUCKET_FILE, partOfFile, UPLOAD_FILE, type FolderLayout } from './folder-layout';
import { createKeyIndex, type KeyIndex } from './key-index';
import { readObjectRecord } from './object-file';
import {
  bucketRecordSchema,
  objectRecordSchema,
  partRecordSchema,
  uploadRecordSchema,
  type ObjectRecord,
  type PartRecord,
  type UploadRecord,
} from './object-record';

/** What is held in memory of a bucket: everything but the bodies. */
export interface Bucket {
  readonly name: string;
  readonly createdAt: number;
  readonly objects: Map<ByteKey, ObjectRecord>;
  readonly index: KeyIndex;
  readonly uploads: Map<string, Upload>;
}

export interface Upload {
  readonly id: string;
  readonly record: UploadRecord;
  readonly parts: Map<number, PartRecord>;
}

/** Throws away what an earlier process left unfinished and reads the rest: one small read for each object file. */
export function loadBuckets(layout: FolderLayout): Map<string, Bucket> {
  rmSync(layout.temporary, { recursive: true, force: true });
  mkdirSync(layout.temporary, { recursive: true });
  mkdirSync(layout.buckets, { recursive: true });
  return new Map(readdirSync(layout.buckets).map((name) => [name, loadBucket(layout, name)]));
}

function loadBucket(layout: FolderLayout, name: string): Bucket {
  const { createdAt } = bucketRecordSchema.parse(readJson(join(layout.bucket(name), BUCKET_FILE)));
  const objects = new Map<ByteKey, ObjectRecord>();
  for (const file of readdirSync(layout.objects(name))) {
    const record = objectRecordSchema.parse(readObjectRecord(join(layout.objects(name), file)));
    objects.set(toByteKey(record.key), record);
  }
  const uploads = new Map(readdirSync(layout.uploads(name)).map((id) => [id, loadUpload(layout, name, id)]));
  return { name, createdAt, objects, index: createKeyIndex(objects.keys()), uploads };
}

function loadUpload(layout: FolderLayout, bucket: string, id: string): Upload {
  const record = uploadRecordSchema.parse(readJson(join(layout.upload(bucket, id), UPLOAD_FILE)));
  const parts = new Map<number, PartRecord>();
  for (const file of readdirSync(layout.upload(bucket, id))) {
    const part = partOfFile(file);
    if (part === undefined) continue;
    parts.set(part, partRecordSchema.parse(readObjectRecord(layout.part(bucket, id, part))));
  }
  return { id, record, parts };
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
