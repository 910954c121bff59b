import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ByteRange, ObjectStore, PutCondition, PutOutcome, StoredObject } from '../corpus/object-store';
import { Problem } from '../problem';
import { calling } from './sdk-problem';

/** S3 answers 409 while another conditional write of the key is under way: neither won nor lost yet. */
const CONFLICT_RETRIES = 5;
/** The SDK repeats a request until its answer has begun; a body that breaks off is ours to ask for again. */
const READ_TRIES = 3;

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

const conditionHeaders = (condition: PutCondition | undefined) =>
  condition === undefined
    ? {}
    : 'ifMatch' in condition
      ? { IfMatch: condition.ifMatch }
      : { IfNoneMatch: condition.ifNoneMatch };

/** Objects of one bucket. A write whose answer was lost beyond the SDK's retries is thrown as Problem `unavailable`. */
export function openS3ObjectStore(client: S3Client, Bucket: string): ObjectStore {
  async function getOnce(
    Key: string,
    range: ByteRange | undefined,
  ): Promise<StoredObject | undefined | 'broken_off'> {
    try {
      if (range && range.end <= range.start) {
        // HTTP has no empty range, and S3 answers a backward one with the whole object.
        const { ETag = '' } = await client.send(new HeadObjectCommand({ Bucket, Key }));
        return { body: new Uint8Array(), etag: ETag };
      }
      const Range = range && `bytes=${range.start}-${range.end - 1}`;
      const { Body, ETag = '' } = await client.send(new GetObjectCommand({ Bucket, Key, Range }));
      const body = await Body?.transformToByteArray().catch(() => 'broken_off' as const);
      return body === 'broken_off' ? body : { body: body ?? new Uint8Array(), etag: ETag };
    } catch (error) {
      // A HEAD has no body to say NoSuchKey in, so it says NotFound.
      if (error instanceof S3ServiceException && (error.name === 'NoSuchKey' || error.name === 'NotFound'))
        return undefined;
      throw error;
    }
  }

  const get = (key: string, range?: ByteRange): Promise<StoredObject | undefined> =>
    calling(`reading ${Bucket}/${key}`, async () => {
      for (let tries = 0; tries < READ_TRIES; tries++) {
        const found = await getOnce(key, range);
        if (found !== 'broken_off') return found;
      }
      throw new Problem('unavailable', `${Bucket}/${key} broke off ${READ_TRIES} times; try again`);
    });

  async function putOnce(
    Key: string,
    Body: Uint8Array,
    condition: PutCondition | undefined,
  ): Promise<PutOutcome | 'undecided'> {
    try {
      const answer = await client.send(
        new PutObjectCommand({ Bucket, Key, Body, ...conditionHeaders(condition) }),
      );
      return { outcome: 'stored', etag: answer.ETag ?? '' };
    } catch (error) {
      if (condition === undefined) throw error;
      const status = statusOf(error);
      if (status === 409) return 'undecided';
      const gone = status === 404 && error instanceof S3ServiceException && error.name === 'NoSuchKey';
      if (status !== 412 && !gone) throw error;
      return (await ownEarlierAttempt(Key, Body, error)) ?? { outcome: 'precondition_failed' };
    }
  }

  /** The SDK repeats a put whose answer was lost; the repeat then loses to its own first attempt, which was stored. */
  async function ownEarlierAttempt(
    key: string,
    body: Uint8Array,
    error: unknown,
  ): Promise<PutOutcome | undefined> {
    if (!(error instanceof S3ServiceException) || (error.$metadata.attempts ?? 1) === 1) return undefined;
    const current = await get(key);
    return current && Buffer.compare(current.body, body) === 0
      ? { outcome: 'stored', etag: current.etag }
      : undefined;
  }

  return {
    get,

    put: (key, body, condition) =>
      calling(`writing ${Bucket}/${key}`, async () => {
        for (let tries = 0; tries < CONFLICT_RETRIES; tries++) {
          const outcome = await putOnce(key, body, condition);
          if (outcome !== 'undecided') return outcome;
          await sleep(Math.random() * 50 * 2 ** tries);
        }
        return { outcome: 'precondition_failed' };
      }),

    list: (Prefix, StartAfter) =>
      calling(`listing ${Bucket}/${Prefix}`, async () => {
        const keys: string[] = [];
        let ContinuationToken: string | undefined;
        do {
          const page = await client.send(
            new ListObjectsV2Command({
              Bucket,
              Prefix,
              ...(StartAfter === undefined ? {} : { StartAfter }),
              ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
            }),
          );
          keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
          ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
        } while (ContinuationToken !== undefined);
        return keys;
      }),

    delete: (Key) =>
      calling(`deleting ${Bucket}/${Key}`, async () => {
        await client.send(new DeleteObjectCommand({ Bucket, Key }));
      }),
  };
}
