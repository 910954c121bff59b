/** The small interface below the corpus and the records: what S3 promises and no more. */
export interface StoredObject {
  readonly body: Uint8Array;
  readonly etag: string;
}

export type PutCondition = { readonly ifNoneMatch: '*' } | { readonly ifMatch: string };

export type PutOutcome =
  { readonly outcome: 'stored'; readonly etag: string } | { readonly outcome: 'precondition_failed' };

/** [start, end) in bytes. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface ObjectStore {
  /** The object, or the given [start, end) bytes of it (end exclusive); undefined if there is none. */
  get(key: string, range?: ByteRange): Promise<StoredObject | undefined>;
  /** `precondition_failed` is an expected outcome, never thrown. */
  put(key: string, body: Uint8Array, condition?: PutCondition): Promise<PutOutcome>;
  /** Every key with the prefix, in byte order, over as many pages as it takes. */
  list(prefix: string, startAfter?: string): Promise<readonly string[]>;
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>;
}
