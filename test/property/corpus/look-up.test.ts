import * as fc from '../../fast-check';
import { instant } from '../../../shared/clock/instant';
import { collect } from '../../../shared/corpus/collect';
import { compact } from '../../../shared/corpus/compact';
import type { Candidate } from '../../../shared/corpus/corpus';
import { openCorpus } from '../../../shared/corpus/corpus';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import { ALGORITHM, entry, query, ulid } from '../../unit/corpus/corpus-fixtures';

const LATER = instant(Date.UTC(2100, 0));

/** Few hashes, so that articles share them; at both ends of the space and on either side of a shard's border. */
const hash = fc.constantFrom(0, 1, 2, 2 ** 32 - 1, 2 ** 32, 2 ** 41 - 1, 2 ** 41, 2 ** 42 - 2, 2 ** 42 - 1);
const text = fc.array(hash, { maxLength: 6 });
const article = fc.record({
  articleId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  version: fc.nat(2),
  hashes: text,
  firstSeenAt: fc.nat(9).map(instant),
});
type Article = typeof article extends fc.Arbitrary<infer T> ? T : never;

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ register: fc.array(article, { minLength: 1, maxLength: 4 }) }) },
  fc.record({ withdraw: fc.record({ articleId: fc.constantFrom('a', 'b', 'c'), through: fc.nat(2) }) }),
  fc.record({ compact: fc.integer({ min: 1, max: 3 }), collect: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What was registered, compared one by one: the reference the index is judged by. */
function bruteForce(steps: readonly Step[], articleId: string, hashes: readonly number[]) {
  const withdrawn = steps.flatMap((done) => ('withdraw' in done ? [done.withdraw] : []));
  const found = new Map<string, { key: string; shared: number; firstSeenAt: string }>();
  for (const registered of steps.flatMap((done) => ('register' in done ? done.register : []))) {
    const shared = new Set(registered.hashes.filter((one) => hashes.includes(one))).size;
    const isWithdrawn = withdrawn.some(
      (gone) => gone.articleId === registered.articleId && registered.version <= gone.through,
    );
    if (shared === 0 || isWithdrawn || registered.articleId === articleId) continue;
    const key = keyOf(registered);
    const before = found.get(key);
    if (before === undefined || registered.firstSeenAt < before.firstSeenAt)
      found.set(key, { key, shared, firstSeenAt: registered.firstSeenAt });
  }
  return [...found.values()].sort((a, b) => b.shared - a.shared || (a.key < b.key ? -1 : 1));
}

const keyOf = ({ articleId, version, hashes }: Article): string => `${articleId}.${version} ${hashes.join()}`;

describe('look-up', () => {
  it('finds what brute force finds, whatever was compacted, collected or had no room in memory', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 12 }),
        text,
        fc.constantFrom(0, 600, 1_200, 2_400, 2 ** 30),
        fc.constantFrom(2, 1_000),
        async (steps, asked, maxResidentBytes, maxCandidates) => {
          const store = memoryObjectStore();
          const options = {
            algorithms: [ALGORITHM] as const,
            maxResidentBytes,
            maxTextBytes: 0,
            maxCandidates,
          };
          const warm = openCorpus(store, options);
          const hashes = [...new Set(asked)];
          let lastId = 0;
          const newId = () => ulid(++lastId);

          for (const [i, done] of steps.entries()) {
            const by = i % 2 === 0 ? warm : openCorpus(store, options);
            if ('register' in done) {
              const entries = done.register.map(({ articleId, version, hashes: of, firstSeenAt }) =>
                entry(articleId, of, { version, firstSeenAt, text: of.join() }),
              );
              await by.register(entries, newId());
            } else if ('withdraw' in done) {
              await by.withdraw(done.withdraw.articleId, done.withdraw.through, instant(0), newId());
            } else {
              await compact(store, { newId, minPacks: done.compact, fanOut: 2, postingsPerSegment: 3 });
              if (done.collect) await collect(store, { orphansBefore: LATER });
            }

            const expected = bruteForce(steps.slice(0, i + 1), 'e', hashes);
            for (const corpus of [warm, openCorpus(store, options)]) {
              const { answers, incomplete } = await corpus.lookUp([query('e', hashes)]);
              expect(incomplete).toEqual([]);
              const { candidates, truncated } = answers[0]!;
              expect(truncated).toBe(expected.length > maxCandidates);
              expect(candidates.map(({ sharedHashes }) => sharedHashes)).toEqual(
                expected.slice(0, maxCandidates).map(({ shared }) => shared),
              );
              const told = async ({ ref, sharedHashes }: Candidate) => ({
                key: `${ref.articleId}.${ref.version} ${(await corpus.read(ref)).text}`,
                shared: sharedHashes,
                firstSeenAt: ref.firstSeenAt,
              });
              const all = await Promise.all(candidates.map(told));
              expect(expected).toEqual(expect.arrayContaining(all));
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
