import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault } from '../../../local/s3/fault-plan';
import { startS3Emulator, type S3Emulator } from '../../../local/s3/s3-emulator';
import type { ObjectStore } from '../../../shared/corpus/object-store';
import { openS3ObjectStore } from '../../../shared/stores/s3-object-store';
import { local } from '../support/desk-tables';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (body: Uint8Array | undefined) => body && new TextDecoder().decode(body);

let dir: string;
let emulator: S3Emulator;
let client: S3Client;
let store: ObjectStore;
/** What befalls the next puts, and the next gets, in order. */
let faults: Fault[] = [];
let getFaults: Fault[] = [];
let buckets = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'copydesk-s3-'));
  emulator = await startS3Emulator({
    dir,
    faults: ({ operation }) =>
      operation === 'PutObject' ? faults.shift() : operation === 'GetObject' ? getFaults.shift() : undefined,
  });
  client = new S3Client({ ...local, endpoint: emulator.endpoint, forcePathStyle: true });
});
beforeEach(async () => {
  faults = [];
  getFaults = [];
  const Bucket = `records-${++buckets}`;
  await client.send(new CreateBucketCommand({ Bucket }));
  store = openS3ObjectStore(client, Bucket);
});
afterAll(async () => {
  client.destroy();
  await emulator.close();
  await rm(dir, { recursive: true });
});

describe('reading', () => {
  it('gives back what was put, whole or in part, and nothing for what is not there', async () => {
    await store.put('a/b', bytes('0123456789'));
    expect(text((await store.get('a/b'))?.body)).toBe('0123456789');
    expect(text((await store.get('a/b', { start: 2, end: 5 }))?.body)).toBe('234');
    expect(text((await store.get('a/b', { start: 8, end: 99 }))?.body)).toBe('89');
    expect(await store.get('a/c')).toBeUndefined();
    expect(await store.get('a/c', { start: 0, end: 0 })).toBeUndefined();
  });

  it('takes an empty range for empty, not for the whole object', async () => {
    await store.put('a', bytes('0123456789'));
    expect((await store.get('a', { start: 5, end: 5 }))?.body).toHaveLength(0);
  });

  it('reads again when the connection breaks off in the middle', async () => {
    const body = bytes('0123456789'.repeat(10_000));
    await store.put('a', body);
    getFaults = [{ kind: 'truncate' }, { kind: 'drop_after' }, { kind: 'truncate' }];
    expect(Buffer.compare((await store.get('a'))!.body, body)).toBe(0);
    getFaults = Array.from({ length: 9 }, () => ({ kind: 'truncate' }) as const);
    await expect(store.get('a')).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('says that an object is shorter than it should be', async () => {
    await store.put('a', bytes('0123'));
    await expect(store.get('a', { start: 4, end: 6 })).rejects.toMatchObject({ kind: 'corrupt' });
  });
});

describe('writing', () => {
  it('lets one of many win who create the same key', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => store.put('k', bytes(`writer ${i}`), { ifNoneMatch: '*' })),
    );
    const won = answers.findIndex(({ outcome }) => outcome === 'stored');
    expect(answers.filter(({ outcome }) => outcome === 'stored')).toHaveLength(1);
    expect(text((await store.get('k'))?.body)).toBe(`writer ${won}`);
  });

  it('replaces exactly what was read', async () => {
    const first = await store.put('k', bytes('1'));
    const etag = first.outcome === 'stored' ? first.etag : '';
    expect(await store.put('k', bytes('2'), { ifMatch: etag })).toMatchObject({ outcome: 'stored' });
    expect(await store.put('k', bytes('3'), { ifMatch: etag })).toEqual({ outcome: 'precondition_failed' });
    expect(await store.put('none', bytes('3'), { ifMatch: etag })).toEqual({
      outcome: 'precondition_failed',
    });
    expect(text((await store.get('k'))?.body)).toBe('2');
    expect((await store.get('k'))?.etag).not.toBe(etag);
  });

  it('knows its own write again when the answer was lost and the repeat met it', async () => {
    faults = [{ kind: 'drop_after' }];
    expect(await store.put('k', bytes('mine'), { ifNoneMatch: '*' })).toMatchObject({ outcome: 'stored' });
    const { etag } = (await store.get('k'))!;
    faults = [{ kind: 'drop_after' }];
    expect(await store.put('k', bytes('mine too'), { ifMatch: etag })).toMatchObject({ outcome: 'stored' });
    expect(text((await store.get('k'))?.body)).toBe('mine too');
  });

  it("does not take another's write for its own", async () => {
    await store.put('k', bytes('theirs'));
    faults = [{ kind: 'drop_before' }];
    expect(await store.put('k', bytes('mine'), { ifNoneMatch: '*' })).toEqual({
      outcome: 'precondition_failed',
    });
  });

  it('waits while another conditional write of the key is under way', async () => {
    const busy: Fault = { kind: 'error', status: 409, code: 'ConditionalRequestConflict' };
    faults = [busy, busy];
    expect(await store.put('k', bytes('1'), { ifNoneMatch: '*' })).toMatchObject({ outcome: 'stored' });
  });

  it('says `unavailable` when no answer ever comes', async () => {
    faults = [{ kind: 'drop_after' }, { kind: 'drop_after' }, { kind: 'drop_after' }];
    await expect(store.put('k', bytes('1'), { ifNoneMatch: '*' })).rejects.toMatchObject({
      kind: 'unavailable',
    });
    expect(text((await store.get('k'))?.body)).toBe('1');
  });

  it('says `unavailable` of a bucket that does not exist', async () => {
    const nowhere = openS3ObjectStore(client, 'nowhere');
    await expect(nowhere.put('k', bytes('1'))).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(nowhere.get('k')).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('listing and deleting', () => {
  it('lists every key of a prefix in byte order over several pages, from where it is told', async () => {
    const keys = Array.from({ length: 1_050 }, (_, i) => `l0/${String(i).padStart(5, '0')}`);
    for (let from = 0; from < keys.length; from += 50)
      await Promise.all(keys.slice(from, from + 50).map((key) => store.put(key, bytes(''))));
    await store.put('l1/other', bytes(''));
    expect(await store.list('l0/')).toEqual(keys);
    expect(await store.list('l0/', 'l0/01047')).toEqual(keys.slice(1_048));
    expect(await store.list('none/')).toEqual([]);
  });

  it('sorts keys as bytes, not as words', async () => {
    for (const key of ['b', 'B', 'a', 'é', 'z', '😀', '\uFF5E']) await store.put(key, bytes(''));
    expect(await store.list('')).toEqual(['B', 'a', 'b', 'z', 'é', '\uFF5E', '😀']);
  });

  it('deletes, and does not mind what is gone', async () => {
    await store.put('k', bytes('1'));
    await store.delete('k');
    await store.delete('k');
    expect(await store.get('k')).toBeUndefined();
  });
});
