import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { outcomeOf, useS3Emulator } from './s3-emulator-harness';

const s3 = useS3Emulator();
const put = (
  Bucket: string,
  Key: string,
  Body: string,
  condition: { IfMatch?: string; IfNoneMatch?: string } = {},
) => s3.client().send(new PutObjectCommand({ Bucket, Key, Body, ...condition }));
const read = async (Bucket: string, Key: string) =>
  await (await s3.client().send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
const times = <T>(count: number, act: (nth: number) => T): T[] =>
  Array.from({ length: count }, (_, nth) => act(nth));

describe('writes on a condition', () => {
  it('lets one of twenty racing If-None-Match writers win, whose body is then there', async () => {
    const bucket = await s3.newBucket();
    const outcomes = await Promise.all(
      times(20, (nth) => outcomeOf(put(bucket, 'k', `writer ${nth}`, { IfNoneMatch: '*' }))),
    );
    expect(outcomes.toSorted()).toEqual([...times(19, () => 'PreconditionFailed'), 'stored']);
    expect(await read(bucket, 'k')).toBe(`writer ${outcomes.indexOf('stored')}`);
  });

  it('lets one of twenty racing If-Match writers replace a version, round after round', async () => {
    const bucket = await s3.newBucket();
    let { ETag: etag } = await put(bucket, 'k', 'start');
    for (const round of [1, 2, 3]) {
      const IfMatch = etag!;
      const outcomes = await Promise.all(
        times(20, (nth) => outcomeOf(put(bucket, 'k', `round ${round}, writer ${nth}`, { IfMatch }))),
      );
      expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'PreconditionFailed')).toHaveLength(19);
      expect(await read(bucket, 'k')).toBe(`round ${round}, writer ${outcomes.indexOf('stored')}`);
      etag = (await s3.client().send(new HeadObjectCommand({ Bucket: bucket, Key: 'k' }))).ETag;
    }
  });

  it('counts every increment of writers that read, add one and write back on If-Match', async () => {
    const bucket = await s3.newBucket();
    await put(bucket, 'counter', '0');
    const increment = async (): Promise<void> => {
      const current = await s3.client().send(new GetObjectCommand({ Bucket: bucket, Key: 'counter' }));
      const next = String(Number(await current.Body?.transformToString()) + 1);
      const outcome = await outcomeOf(put(bucket, 'counter', next, { IfMatch: current.ETag! }));
      if (outcome !== 'stored') await increment();
    };
    await Promise.all(
      times(8, async () => {
        await increment();
        await increment();
      }),
    );
    expect(await read(bucket, 'counter')).toBe('16');
  });

  it('lets either the racing writer or the racing deleter of a version win, never both', async () => {
    const bucket = await s3.newBucket();
    for (const round of times(10, (nth) => `k${nth}`)) {
      const { ETag } = await put(bucket, round, 'old');
      const [written, deleted] = await Promise.all([
        outcomeOf(put(bucket, round, 'new', { IfMatch: ETag! })),
        outcomeOf(s3.client().send(new DeleteObjectCommand({ Bucket: bucket, Key: round, IfMatch: ETag! }))),
      ]);
      expect([
        ['stored', 'PreconditionFailed'],
        ['NoSuchKey', 'stored'],
      ]).toContainEqual([written, deleted]);
    }
  });

  it('answers 404 to If-Match on a key that is not there, and stores nothing', async () => {
    const bucket = await s3.newBucket();
    expect(await outcomeOf(put(bucket, 'k', 'x', { IfMatch: '"0123"' }))).toBe('NoSuchKey');
    expect(await outcomeOf(read(bucket, 'k'))).toBe('NoSuchKey');
  });

  it('takes an ETag with or without quotes', async () => {
    const bucket = await s3.newBucket();
    const { ETag } = await put(bucket, 'k', 'one');
    expect(await outcomeOf(put(bucket, 'k', 'two', { IfMatch: ETag!.replaceAll('"', '') }))).toBe('stored');
  });
});

describe('deletions on a condition', () => {
  it('deletes the version named and no other', async () => {
    const bucket = await s3.newBucket();
    const remove = (IfMatch: string) =>
      outcomeOf(s3.client().send(new DeleteObjectCommand({ Bucket: bucket, Key: 'k', IfMatch })));
    const old = await put(bucket, 'k', 'old');
    const current = await put(bucket, 'k', 'current');
    expect(await remove(old.ETag!)).toBe('PreconditionFailed');
    expect(await read(bucket, 'k')).toBe('current');
    expect(await remove(current.ETag!)).toBe('stored');
    expect(await outcomeOf(read(bucket, 'k'))).toBe('NoSuchKey');
    expect(await remove(current.ETag!)).toBe('NoSuchKey');
    expect(await remove('*')).toBe('PreconditionFailed');
  });

  it('lets one of twenty racing conditional deleters win', async () => {
    const bucket = await s3.newBucket();
    const { ETag } = await put(bucket, 'k', 'x');
    const outcomes = await Promise.all(
      times(20, () =>
        outcomeOf(s3.client().send(new DeleteObjectCommand({ Bucket: bucket, Key: 'k', IfMatch: ETag! }))),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
  });

  it('judges each key of DeleteObjects by its own ETag', async () => {
    const bucket = await s3.newBucket();
    const kept = await put(bucket, 'kept', 'x');
    const gone = await put(bucket, 'gone & <away>', 'y');
    const answer = await s3.client().send(
      new DeleteObjectsCommand({
        Bucket: bucket,
        Delete: {
          Objects: [
            { Key: 'kept', ETag: gone.ETag! },
            { Key: 'gone & <away>', ETag: gone.ETag! },
            { Key: 'never was' },
          ],
        },
      }),
    );
    expect(answer.Deleted?.map(({ Key }) => Key)).toEqual(['gone & <away>', 'never was']);
    expect(answer.Errors).toMatchObject([{ Key: 'kept', Code: 'PreconditionFailed' }]);
    expect(await read(bucket, 'kept')).toBe('x');
    expect(kept.ETag).not.toBe(gone.ETag);

    const quiet = await s3
      .client()
      .send(
        new DeleteObjectsCommand({ Bucket: bucket, Delete: { Quiet: true, Objects: [{ Key: 'kept' }] } }),
      );
    expect(quiet.Deleted).toBeUndefined();
    expect(await outcomeOf(read(bucket, 'kept'))).toBe('NoSuchKey');
  });
});
