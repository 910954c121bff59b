import type { Fault } from '../../../local/s3/fault-plan';
import type { OperationName } from '../../../local/s3/operations';
import { compact } from '../../../shared/corpus/compact';
import { collect } from '../../../shared/corpus/collect';
import { instant } from '../../../shared/clock/instant';
import { openCorpus } from '../../../shared/corpus/corpus';
import { readManifest } from '../../../shared/corpus/manifest';
import type { ObjectStore } from '../../../shared/corpus/object-store';
import { ALGORITHM, entry, query, ulid } from '../../unit/corpus/corpus-fixtures';
import type { Stores } from './stores';
import { s3Stores } from './stores';

const LATER = instant(Date.UTC(2100, 0));

/** Faults on the wire below the AWS SDK, whose own repeats are part of what is tested. */
describe('a corpus on S3 with faults on the wire', () => {
  let stores: Stores;
  let store: ObjectStore;
  let plan: { operation: OperationName; key: RegExp; faults: (Fault | undefined)[] };
  let met: number;
  beforeAll(async () => {
    stores = await s3Stores(({ operation, key }) => {
      if (operation !== plan.operation || !plan.key.test(key ?? '')) return undefined;
      met++;
      return plan.faults.shift();
    });
  });
  beforeEach(async () => {
    plan = { operation: 'GetObject', key: /^never$/, faults: [] };
    met = 0;
    store = await stores.fresh();
  });
  afterAll(() => stores.stop());

  const corpus = () => openCorpus(store, { algorithms: [ALGORITHM] });
  const found = async () => {
    const { answers, incomplete } = await corpus().lookUp([query('q', [7])]);
    expect(incomplete).toEqual([]);
    return answers[0]!.candidates.map(({ ref }) => ref.articleId);
  };
  let lastId = 0;
  const newId = () => ulid(++lastId);

  it.each<[string, Fault[]]>([
    ['is lost', [{ kind: 'drop_after' }]],
    ['is lost twice', [{ kind: 'drop_after' }, { kind: 'drop_after' }]],
    ['never comes, for the request was lost', [{ kind: 'drop_before' }]],
    ['is 503 first', [{ kind: 'error', status: 503, code: 'SlowDown' }]],
  ])('commits a pack once when the answer %s', async (_, faults) => {
    plan = { operation: 'PutObject', key: /^l0/, faults };
    await corpus().register([entry('a', [7])], newId());
    expect(met).toBeGreaterThan(1);
    expect(await store.list('l0/')).toHaveLength(1);
    expect(await found()).toEqual(['a']);
  });

  it.each<[string, Fault[]]>([
    ['is lost', [{ kind: 'drop_after' }]],
    ['is lost twice', [{ kind: 'drop_after' }, { kind: 'drop_after' }]],
    ['never comes, for the request was lost', [{ kind: 'drop_before' }]],
    ['is 409 first', [{ kind: 'error', status: 409, code: 'ConditionalRequestConflict' }]],
  ])('swaps the manifest once when the answer %s', async (_, faults) => {
    for (const articleId of ['a', 'b']) await corpus().register([entry(articleId, [7])], newId());
    plan = { operation: 'PutObject', key: /^manifest$/, faults };
    expect(await compact(store, { newId, minPacks: 2 })).toMatchObject({ outcome: 'compacted' });
    expect(met).toBeGreaterThan(1);
    expect((await readManifest(store)).manifest).toMatchObject({ version: 1, runs: [{ documents: 2 }] });
    await collect(store, { orphansBefore: LATER });
    expect(await found()).toEqual(['a', 'b']);
  });

  it.each<[string, RegExp]>([
    ['a pack', /^l0/],
    ['the manifest', /^manifest$/],
    ['a segment', /\.seg$/],
  ])('answers in full when the connection breaks off in the middle of %s', async (_, key) => {
    for (const articleId of ['a', 'b']) await corpus().register([entry(articleId, [7])], newId());
    await compact(store, { newId, minPacks: 2 });
    await corpus().register([entry('c', [7])], newId());
    plan = { operation: 'GetObject', key, faults: [{ kind: 'truncate' }] };
    expect(await found()).toEqual(['a', 'b', 'c']);
    expect(met).toBeGreaterThan(1);
  });
});
