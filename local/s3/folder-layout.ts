import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ByteKey } from './byte-key';

/**
 * Where things lie in the emulator's folder:
 *
 *     tmp/                                      writes in progress; emptied on start
 *     buckets/<bucket>/bucket.json
 *     buckets/<bucket>/objects/<sha256 of key>  an object file; a name of fixed form, whatever bytes the key has
 *     buckets/<bucket>/uploads/<id>/            upload.json, and an object file part-<number> for each part
 */
export type FolderLayout = ReturnType<typeof folderLayout>;

export const BUCKET_FILE = 'bucket.json';
export const UPLOAD_FILE = 'upload.json';

export function folderLayout(folder: string) {
  const buckets = join(folder, 'buckets');
  const objects = (bucket: string): string => join(buckets, bucket, 'objects');
  const uploads = (bucket: string): string => join(buckets, bucket, 'uploads');
  return {
    temporary: join(folder, 'tmp'),
    buckets,
    bucket: (bucket: string): string => join(buckets, bucket),
    objects,
    object: (bucket: string, key: ByteKey): string =>
      join(objects(bucket), createHash('sha256').update(key, 'latin1').digest('hex')),
    uploads,
    upload: (bucket: string, id: string): string => join(uploads(bucket), id),
    part: (bucket: string, id: string, part: number): string => join(uploads(bucket), id, `part-${part}`),
  };
}

/** The number of a part from its file's name; undefined for another file. */
export function partOfFile(name: string): number | undefined {
  const part = /^part-(\d+)$/.exec(name)?.[1];
  return part === undefined ? undefined : Number(part);
}
