import type { ObjectStore } from '../../../shared/corpus/object-store';
import { memoryStores, s3Stores } from './stores';
import type { Stores } from './stores';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (body: Uint8Array | undefined) => body && new TextDecoder().decode(body);

describe.each([
  ['in memory', memoryStores],
  ['on S3', () => s3Stores()],
])('an object store %s', (_, start) => {
  let stores: Stores;
  let store: ObjectStore;
  beforeAll(async () => {
    stores = await start();
  });
  beforeEach(async () => {
    store = await stores.fresh();
  });
  afterAll(() => stores.stop());

  it('gives whole objects and parts of them', async () => {
    await store.put('k', bytes('0123456789'));
    expect(text((await store.get('k'))?.body)).toBe('0123456789');
    expect(text((await store.get('k', { start: 2, end: 5 }))?.body)).toBe('234');
    expect(await store.get('none')).toBeUndefined();
    expect(await store.get('none', { start: 0, end: 1 })).toBeUndefined();
  });

  it('keeps what was put, whatever becomes of the buffer', async () => {
    const buffer = bytes('before');
    await store.put('k', buffer);
    buffer.set(bytes('after!'));
    expect(text((await store.get('k'))?.body)).toBe('before');
  });

  it('creates once, and replaces only what was read', async () => {
    const first = await store.put('k', bytes('1'), { ifNoneMatch: '*' });
    expect(first.outcome).toBe('stored');
    expect(await store.put('k', bytes('2'), { ifNoneMatch: '*' })).toEqual({
      outcome: 'precondition_failed',
    });
    const { etag } = (await store.get('k'))!;
    expect(first).toMatchObject({ etag });
    expect((await store.put('k', bytes('3'), { ifMatch: etag })).outcome).toBe('stored');
    expect((await store.put('k', bytes('4'), { ifMatch: etag })).outcome).toBe('precondition_failed');
    expect((await store.put('none', bytes('5'), { ifMatch: etag })).outcome).toBe('precondition_failed');
    expect(text((await store.get('k'))?.body)).toBe('3');
  });

  it('lets one of many win', async () => {
    const puts = Array.from({ length: 8 }, (__, i) => store.put('k', bytes(`${i}`), { ifNoneMatch: '*' }));
    const won = (await Promise.all(puts)).flatMap(({ outcome }, i) => (outcome === 'stored' ? [i] : []));
    expect(won).toHaveLength(1);
    expect(text((await store.get('k'))?.body)).toBe(`${won[0]}`);
  });

  it('lists in byte order, and forgets what was deleted', async () => {
    const keys = ['a/Z', 'a/a', 'a/\u{e000}', 'a/\u{1f600}', 'b'];
    for (const key of keys.toReversed()) await store.put(key, bytes('x'));
    expect(await store.list('a/')).toEqual(keys.slice(0, 4));
    expect(await store.list('a/', 'a/a')).toEqual(keys.slice(2, 4));
    await store.delete('a/a');
    await store.delete('a/a');
    expect(await store.list('')).toEqual(keys.filter((key) => key !== 'a/a'));
    expect(await store.get('a/a')).toBeUndefined();
  });
});
