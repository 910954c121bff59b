import { ListObjectsV2Command, PutObjectCommand, type ListObjectsV2CommandInput } from '@aws-sdk/client-s3';
import * as fc from '../fast-check';
import { fromByteKey, toByteKey } from '../../local/s3/byte-key';
import { createKeyIndex } from '../../local/s3/key-index';
import { justAfter, listPage } from '../../local/s3/listing';
import { useS3Emulator } from './s3-emulator-harness';

const s3 = useS3Emulator();

/** Cases, punctuation, accents, U+E000 and U+FFFD (above a surrogate pair in UTF-16 order, below it in bytes). */
const TROUBLESOME = [
  'a',
  'B',
  'b',
  'Zed',
  '_',
  '-',
  '.',
  '/',
  '//',
  'é',
  '\uE000',
  '\uFFFD',
  '😀',
  ' ',
  '+',
  '%2F',
  '&',
];

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...TROUBLESOME) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }) },
);
const text = (minLength: number, maxLength: number) =>
  fc.array(piece, { minLength, maxLength }).map((pieces) => pieces.join(''));

const listing = fc.record({
  keys: fc.uniqueArray(text(1, 5), { maxLength: 24 }),
  prefix: text(0, 2),
  delimiter: fc.oneof(fc.constant(''), fc.constant('/'), text(1, 2)),
  startAfter: fc.oneof(fc.constant(''), text(1, 3)),
  maxKeys: fc.integer({ min: 1, max: 5 }),
});
type Listing = typeof listing extends fc.Arbitrary<infer T> ? T : never;

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** By brute force and on whole strings: keys as `k:…`, common prefixes as `p:…`, in the order of S3. */
function expected({ keys, prefix, delimiter, startAfter }: Omit<Listing, 'maxKeys'>): string[] {
  const found = keys
    .toSorted(byBytes)
    .filter((key) => key.startsWith(prefix) && (startAfter === '' || byBytes(key, startAfter) > 0));
  const entries = found.map((key) => {
    const cut = delimiter === '' ? -1 : key.slice(prefix.length).indexOf(delimiter);
    return cut < 0 ? `k:${key}` : `p:${key.slice(0, prefix.length + cut + delimiter.length)}`;
  });
  return [...new Set(entries)];
}

describe('the order of keys', () => {
  it('pages any keys as a byte-order listing by brute force does', () => {
    fc.assert(
      fc.property(listing, (given) => {
        const index = createKeyIndex([]);
        for (const key of given.keys) index.add(toByteKey(key));
        const entries: string[] = [];
        let from: string | undefined = given.startAfter === '' ? '' : justAfter(toByteKey(given.startAfter));
        while (from !== undefined) {
          const page: ReturnType<typeof listPage> = listPage(index.keys, {
            prefix: toByteKey(given.prefix),
            delimiter: toByteKey(given.delimiter),
            from,
            maxEntries: given.maxKeys,
          });
          expect(page.entries.length).toBeLessThanOrEqual(given.maxKeys);
          expect(page.next === undefined || page.entries.length === given.maxKeys).toBe(true);
          for (const entry of page.entries) {
            entries.push(
              entry.kind === 'key' ? `k:${fromByteKey(entry.key)}` : `p:${fromByteKey(entry.prefix)}`,
            );
          }
          // Or a page that does not advance would go on for ever.
          expect(entries.length).toBeLessThanOrEqual(given.keys.length);
          from = page.next;
        }
        expect(entries).toEqual(expected(given));
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the index sorted and without doubles through any adds and removes', () => {
    const step = fc.record({ key: text(1, 2), add: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const index = createKeyIndex([]);
        const oracle = new Set<string>();
        for (const { key, add } of steps) {
          if (add) {
            index.add(toByteKey(key));
            oracle.add(key);
          } else {
            index.remove(toByteKey(key));
            oracle.delete(key);
          }
        }
        expect(index.keys.map(fromByteKey)).toEqual([...oracle].toSorted(byBytes));
      }),
    );
  });
});

describe('ListObjectsV2', () => {
  /** Every page, by continuation token, in both encodings of keys. */
  async function listAll(input: ListObjectsV2CommandInput): Promise<string[]> {
    const decode = (key: string): string =>
      input.EncodingType === 'url' ? decodeURIComponent(key.replaceAll('+', ' ')) : key;
    const entries: string[] = [];
    let token: string | undefined;
    do {
      const page = await s3.client().send(new ListObjectsV2Command({ ...input, ContinuationToken: token }));
      const keys = (page.Contents ?? []).map(({ Key }) => `k:${decode(Key!)}`);
      const prefixes = (page.CommonPrefixes ?? []).map(({ Prefix }) => `p:${decode(Prefix!)}`);
      expect(page.KeyCount).toBe(keys.length + prefixes.length);
      expect(page.IsTruncated).toBe(page.NextContinuationToken !== undefined);
      // The two come apart on the wire; within a page both are in byte order.
      entries.push(...[...keys, ...prefixes].toSorted((a, b) => byBytes(a.slice(2), b.slice(2))));
      expect(entries.length).toBeLessThan(1000);
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return entries;
  }

  async function bucketOf(keys: readonly string[]): Promise<string> {
    const bucket = await s3.newBucket();
    await Promise.all(
      keys.map((Key) => s3.client().send(new PutObjectCommand({ Bucket: bucket, Key, Body: Key }))),
    );
    return bucket;
  }

  it('gave ten keys for nine, and never Gamma and Zed, when it sorted one way and paged another', async () => {
    const keys = ['Alpha', 'alpha', 'Gamma', 'beta', 'Zed', 'a-b', 'a_b', 'a.b', 'éclair'];
    const Bucket = await bucketOf(keys);
    expect(await listAll({ Bucket, MaxKeys: 2 })).toEqual(keys.toSorted(byBytes).map((key) => `k:${key}`));
  });

  it('lists any keys, prefixes and delimiters through the SDK as brute force does', async () => {
    await fc.assert(
      fc.asyncProperty(listing, async (given) => {
        const Bucket = await bucketOf(given.keys);
        const entries = await listAll({
          Bucket,
          EncodingType: 'url',
          Prefix: given.prefix,
          ...(given.delimiter === '' ? {} : { Delimiter: given.delimiter }),
          ...(given.startAfter === '' ? {} : { StartAfter: given.startAfter }),
          MaxKeys: given.maxKeys,
        });
        expect(entries).toEqual(expected(given));
      }),
      { numRuns: 15 },
    );
  });

  it('gives plain keys back as they were put where XML can carry them', async () => {
    const keys = [
      'a b',
      'a+b',
      'a%20b',
      '<&>"\'',
      'line\nbreak',
      'carriage\rreturn',
      'bell\u0007',
      'tab\there',
      '😀',
      ' spaces ',
    ];
    const Bucket = await bucketOf(keys);
    expect(await listAll({ Bucket })).toEqual(keys.toSorted(byBytes).map((key) => `k:${key}`));
  });

  it('sees a key put between two pages only if it lies ahead', async () => {
    const Bucket = await bucketOf(['b', 'd', 'f']);
    const first = await s3.client().send(new ListObjectsV2Command({ Bucket, MaxKeys: 2 }));
    await s3.client().send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'a' }));
    await s3.client().send(new PutObjectCommand({ Bucket, Key: 'e', Body: 'e' }));
    const second = await s3
      .client()
      .send(new ListObjectsV2Command({ Bucket, ContinuationToken: first.NextContinuationToken }));
    expect(second.Contents?.map(({ Key }) => Key)).toEqual(['e', 'f']);
  });

  it('says how many, how large and which version', async () => {
    const Bucket = await bucketOf(['only']);
    const page = await s3.client().send(new ListObjectsV2Command({ Bucket }));
    expect(page).toMatchObject({ Name: Bucket, KeyCount: 1, MaxKeys: 1000, IsTruncated: false });
    expect(page.Contents).toMatchObject([
      { Key: 'only', Size: 4, ETag: '"6299ba2cbd9661a5e3872b715521cd6a"', StorageClass: 'STANDARD' },
    ]);
    const none = await s3.client().send(new ListObjectsV2Command({ Bucket, MaxKeys: 0 }));
    expect(none).toMatchObject({ KeyCount: 0, IsTruncated: false });
  });

  it.each(['max-keys=-1', 'max-keys=x', 'continuation-token=made-up'])('refuses %s', async (query) => {
    const bucket = await s3.newBucket();
    const answer = await s3.raw({ method: 'GET', path: `/${bucket}?list-type=2&${query}` });
    expect(answer).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });
});
