import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import type { ObjectStore } from '../../../shared/corpus/object-store';
import { corpusCrashPoints } from '../../soak/corpus-crash-points';
import { runSuite } from '../../soak/suite';

/** Every fifth: each kind of fault at every fifth or so request. npm run soak runs all, on S3, with faults on the wire, too. */
const suiteOn = async (fresh: () => ObjectStore) => ({
  name: 'corpus',
  points: (await corpusCrashPoints(async () => fresh())).filter((_, i) => i % 5 === 0),
  close: async () => {},
});

/** A store of which the manifest can be replaced without its former version being named. */
function unconditional(): ObjectStore {
  const store = memoryObjectStore();
  return { ...store, put: (key, body) => store.put(key, body) };
}

describe('a request of a process of the corpus', () => {
  it('may fail in every way, and nothing is lost, twice or left behind', async () => {
    const suite = await suiteOn(memoryObjectStore);
    expect(suite.points.length).toBeGreaterThan(100);
    const { violations } = await runSuite(suite, { firstSeed: 1, rounds: 1 });
    expect(violations).toEqual([]);
  });

  it('loses something where the store has no conditional writes', async () => {
    const { violations } = await runSuite(await suiteOn(unconditional), { firstSeed: 1, rounds: 1 });
    expect(violations.map(({ broken }) => broken).join()).toMatch(/did not find/);
  });
});
