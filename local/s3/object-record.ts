import { z } from 'zod';
import { CHECKSUM_ALGORITHMS } from './checksums';

const text = z.string();

export const checksumTypeSchema = z.enum(['COMPOSITE', 'FULL_OBJECT']);
export type ChecksumType = z.infer<typeof checksumTypeSchema>;

const algorithmSchema = z.enum(CHECKSUM_ALGORITHMS);

/** What a client sets on an object and gets back with it: response headers and `x-amz-meta-*` by their full names. */
const storedHeadersSchema = z.record(text, text);
export type StoredHeaders = z.infer<typeof storedHeadersSchema>;

/** What is known of an object beside its body. */
export const objectRecordSchema = z.object({
  key: text,
  /** Without quotes. */
  etag: text,
  /** Bytes. */
  size: z.number(),
  /** Milliseconds since the epoch. */
  lastModifiedAt: z.number(),
  headers: storedHeadersSchema,
  checksum: z.object({ algorithm: algorithmSchema, value: text, type: checksumTypeSchema }).optional(),
});
export type ObjectRecord = z.infer<typeof objectRecordSchema>;

export const partRecordSchema = z.object({
  etag: text,
  size: z.number(),
  checksum: z.object({ algorithm: algorithmSchema, value: text }).optional(),
});
export type PartRecord = z.infer<typeof partRecordSchema>;

/** What CreateMultipartUpload settles for the object to come. */
export const uploadRecordSchema = z.object({
  key: text,
  headers: storedHeadersSchema,
  checksum: z.object({ algorithm: algorithmSchema, type: checksumTypeSchema }).optional(),
});
export type UploadRecord = z.infer<typeof uploadRecordSchema>;

export const bucketRecordSchema = z.object({ createdAt: z.number() });
