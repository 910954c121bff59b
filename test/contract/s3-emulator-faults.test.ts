import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { FaultPlan } from '../../local/s3/fault-plan';
import { outcomeOf, useS3Emulator } from './s3-emulator-harness';

let plan: FaultPlan = () => undefined;
const created: unknown[] = [];
const s3 = useS3Emulator({
  faults: (request) => plan(request),
  onObjectCreated: (event) => created.push(event),
});
beforeEach(() => {
  plan = () => undefined;
  created.length = 0;
});

const broken = async (sent: Promise<unknown>): Promise<boolean> => {
  try {
    await sent;
    return false;
  } catch (error) {
    return /ECONNRESET|socket hang up|aborted/.test(
      String(error) + String((error as { code?: unknown }).code),
    );
  }
};

describe('planned faults', () => {
  const put = (Bucket: string) =>
    s3.client().send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', IfNoneMatch: '*' }));
  const exists = async (Bucket: string): Promise<boolean> =>
    (await outcomeOf(s3.client().send(new HeadObjectCommand({ Bucket, Key: 'k' })))) === 'stored';

  it('answer an error instead of acting, for the request they name', async () => {
    const bucket = await s3.newBucket();
    const puts = s3.emulator().counts()['PutObject'] ?? 0;
    plan = ({ operation, count }) =>
      operation === 'PutObject' && count === puts + 1
        ? { kind: 'error', status: 409, code: 'ConditionalRequestConflict' }
        : undefined;
    expect(await outcomeOf(put(bucket))).toBe('ConditionalRequestConflict');
    expect(await exists(bucket)).toBe(false);
    expect(await outcomeOf(put(bucket))).toBe('stored');
  });

  it('lose a request before it acts, or its answer after', async () => {
    const bucket = await s3.newBucket();
    plan = ({ operation }) => (operation === 'PutObject' ? { kind: 'drop_before' } : undefined);
    expect(await broken(put(bucket))).toBe(true);
    expect(await exists(bucket)).toBe(false);
    plan = ({ operation, key }) =>
      operation === 'PutObject' && key === 'k' ? { kind: 'drop_after' } : undefined;
    expect(await broken(put(bucket))).toBe(true);
    expect(await exists(bucket)).toBe(true);
    plan = () => undefined;
    expect(await outcomeOf(put(bucket))).toBe('PreconditionFailed');
  });

  it('cut an answer in its middle, so that no reader takes the half for the whole', async () => {
    const Bucket = await s3.newBucket();
    await s3.client().send(new PutObjectCommand({ Bucket, Key: 'k', Body: Buffer.alloc(2_000_000, 'x') }));
    plan = ({ operation }) => (operation === 'PutObject' ? undefined : { kind: 'truncate' });
    const got = await s3.client().send(new GetObjectCommand({ Bucket, Key: 'k' }));
    expect(await broken(got.Body!.transformToByteArray())).toBe(true);
    expect(await broken(s3.client().send(new ListObjectsV2Command({ Bucket })))).toBe(true);
  });

  it('hold one request back while others pass', async () => {
    const Bucket = await s3.newBucket();
    await put(Bucket);
    plan = ({ operation }) => (operation === 'GetObject' ? { kind: 'delay', ms: 600 } : undefined);
    const order: string[] = [];
    const passing = async (): Promise<void> => {
      for (let nth = 0; nth < 4; nth++) await exists(Bucket);
      order.push('passed');
    };
    await Promise.all([
      s3
        .client()
        .send(new GetObjectCommand({ Bucket, Key: 'k' }))
        .then(() => order.push('held')),
      passing(),
    ]);
    expect(order).toEqual(['passed', 'held']);
  });
});

describe('what the emulator tells its owner', () => {
  it('is one event for each object stored, and none for a write that failed', async () => {
    const bucket = await s3.newBucket();
    await s3.client().send(new PutObjectCommand({ Bucket: bucket, Key: 'mail/ä b', Body: 'three' }));
    const refused = s3
      .client()
      .send(new PutObjectCommand({ Bucket: bucket, Key: 'mail/ä b', Body: 'x', IfNoneMatch: '*' }));
    expect(await outcomeOf(refused)).toBe('PreconditionFailed');
    expect(created).toEqual([{ bucket, key: 'mail/ä b', size: 5, etag: '35d6d33467aae9a2e3dccb4b6b027878' }]);
  });

  it('is how many requests of each kind came', async () => {
    const Bucket = await s3.newBucket();
    const before = s3.emulator().counts();
    await s3.client().send(new ListObjectsV2Command({ Bucket }));
    await s3.client().send(new ListObjectsV2Command({ Bucket }));
    expect(s3.emulator().counts()).toEqual({ ...before, ListObjectsV2: (before['ListObjectsV2'] ?? 0) + 2 });
  });
});
