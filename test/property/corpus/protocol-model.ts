import { instant } from '../../../shared/clock/instant';
import { buildStopLists } from '../../../shared/corpus/build-stop-lists';
import { collect } from '../../../shared/corpus/collect';
import { compact } from '../../../shared/corpus/compact';
import type { Corpus } from '../../../shared/corpus/corpus';
import { openCorpus } from '../../../shared/corpus/corpus';
import { memoryObjectStore } from '../../../shared/corpus/memory-object-store';
import type { ObjectStore } from '../../../shared/corpus/object-store';
import { ALGORITHM, entry, query, ulid } from '../../unit/corpus/corpus-fixtures';
import type { Fate } from './interleaving';
import { interleave, seededRandom } from './interleaving';

/** Every article holds this one. */
const SHARED = 7;
const AT = instant(0);
const LATER = instant(Date.UTC(2100, 0));

/** The rules of the protocol, each of which can be taken out. */
export interface Rules {
  /** The store as a reader, and as collection, uses it. */
  readonly readerStore?: (store: ObjectStore) => ObjectStore;
  readonly collectorStore?: (store: ObjectStore) => ObjectStore;
  readonly lookUpFirst?: boolean;
  /** A source looks for the copies of its article before it says that it withdraws it. */
  readonly copiesFirst?: boolean;
  /** A copy asks what the source says before it is registered. */
  readonly askFirst?: boolean;
}

/** Where a source says that it withdraws its article: beside the corpus, read after a look-up, as the desk's rows are. */
const SAID = 'said-of-w0.0';

interface Visit {
  readonly articleId: string;
  readonly committedAt: number;
  readonly lookedUpFrom: number;
  readonly found: ReadonlySet<string>;
  readonly incomplete: readonly string[];
}

/** One random schedule of the real code; what it broke, or undefined. @param shared empty. */
export async function violation(
  seed: number,
  rules: Rules = {},
  shared: ObjectStore = memoryObjectStore(),
): Promise<string | undefined> {
  const random = seededRandom(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const world = interleave(shared, random);
  const { readerStore = (store) => store, collectorStore = (store) => store } = rules;
  const { lookUpFirst = false, copiesFirst = false, askFirst = false } = rules;
  const faulty = random() < 0.5;
  const fate = (): Fate => {
    if (!faulty || random() < 0.9) return 'answered';
    return random() < 0.45 ? 'lost' : random() < 0.9 ? 'refused' : 'frozen';
  };
  let lastId = 0;
  const newId = () => ulid(++lastId);

  const visits: Visit[] = [];
  const committed = new Map<string, number>();
  const withdrawn = new Map<string, number>();
  /** Room for everything, or for some of it, by its filters or as a whole. */
  const maxResidentBytes = pick(3) === 0 ? pick(1_500) : 2 ** 29;
  const open = (store: ObjectStore): Corpus =>
    openCorpus(readerStore(store), { algorithms: [ALGORITHM], maxResidentBytes });

  const lookUp = async (corpus: Corpus, articleId: string): Promise<void> => {
    const lookedUpFrom = world.now;
    const { answers, incomplete } = await corpus.lookUp([query(articleId, [SHARED])]);
    const found = answers[0]!.candidates.map(({ ref }) => ref.articleId);
    if (new Set(found).size < found.length) throw new Error(`${articleId} found one article twice`);
    visits.push({
      articleId,
      committedAt: committed.get(articleId) ?? Infinity,
      lookedUpFrom,
      found: new Set(found),
      incomplete,
    });
  };
  const register = async (corpus: Corpus, articleId: string): Promise<void> => {
    await corpus.register([entry(articleId, [SHARED, 100 + pick(50)])], newId());
    committed.set(articleId, world.now);
  };

  /** Copies that heard of the withdrawal themselves, and those that its source found; a copy is stopped by either. */
  const heard = new Map<string, boolean>();
  let foundBySource: { readonly copies: ReadonlySet<string>; readonly incomplete: boolean } | undefined;
  const ask = async (store: ObjectStore, articleId: string): Promise<void> => {
    heard.set(articleId, (await store.get(SAID)) !== undefined);
  };
  const withdrawWithCopies = async (store: ObjectStore): Promise<void> => {
    const say = async () => void (await store.put(SAID, new Uint8Array(1)));
    const find = async () => {
      const asked = { ...query('w0.0', [SHARED]), everyDocumentOf: 100 };
      const { answers, incomplete } = await open(store).lookUp([asked]);
      const copies = new Set(answers[0]!.candidates.map(({ ref }) => ref.articleId));
      foundBySource = { copies, incomplete: incomplete.length > 0 };
    };
    for (const step of copiesFirst ? [find, say] : [say, find]) await step();
  };

  const broken: string[] = [];
  /** Writers of one warm worker share a corpus. */
  const together = random() < 0.3 ? open(world.store(fate)) : undefined;
  const processes: (() => Promise<void>)[] = [];
  for (let i = 0; i < 2 + pick(2); i++) {
    processes.push(async () => {
      const store = world.store(fate);
      const corpus = together ?? open(store);
      for (let batch = 0; batch < (pick(3) === 0 ? 2 : 1); batch++) {
        const articleId = `w${i}.${batch}`;
        const steps = [() => register(corpus, articleId), () => lookUp(corpus, articleId)];
        if (askFirst) await ask(store, articleId);
        for (const step of lookUpFirst ? steps.toReversed() : steps) await step();
        if (!askFirst) await ask(store, articleId);
      }
    });
  }
  if (random() < 0.3) processes.push(() => withdrawWithCopies(world.store(fate)));
  if (random() < 0.3)
    processes.push(async () => {
      await open(world.store(fate)).withdraw('w0.0', 1, AT, newId());
      withdrawn.set('w0.0', world.now);
    });
  processes.push(async () => {
    const corpus = open(world.store(fate));
    for (let time = 0; time < 2; time++) await lookUp(corpus, 'reader');
  });
  // Each collection can make a reader start again once, and a reader gives up after the third time.
  for (let i = 0; i < 1 + pick(2); i++)
    processes.push(async () => {
      const store = world.store(fate);
      await compact(store, { newId, minPacks: 1 + pick(2), fanOut: 2 });
      if (pick(2) === 0) await buildStopLists(store, { newId });
      await collect(collectorStore(store), { orphansBefore: LATER });
      await compact(store, { newId, minPacks: 1 + pick(2), fanOut: 2 });
    });

  for (const process of processes)
    process().catch((error: unknown) => {
      if (!faulty) broken.push(`a process failed: ${String(error)}`);
    });
  await world.run();
  await lookUp(openCorpus(shared, { algorithms: [ALGORITHM] }), 'the end');

  if (foundBySource?.incomplete === false)
    for (const [articleId, hasHeard] of heard)
      if (articleId !== 'w0.0' && !hasHeard && !foundBySource.copies.has(articleId))
        broken.push(`${articleId} went out although the source of w0.0 had withdrawn it`);

  for (const visit of visits) {
    const fresh = visit.articleId === 'the end';
    if (visit.incomplete.length > 0 && (!faulty || fresh))
      broken.push(`${visit.articleId} got an incomplete answer: ${visit.incomplete.join()}`);
    if (visit.incomplete.length > 0) continue;
    for (const [articleId, at] of committed) {
      const gone = withdrawn.get(articleId);
      if (gone !== undefined && gone <= visit.lookedUpFrom && visit.found.has(articleId))
        broken.push(`${visit.articleId} found ${articleId}, which was withdrawn`);
      if (at > visit.lookedUpFrom || articleId === visit.articleId || articleId === 'w0.0') continue;
      if (!visit.found.has(articleId)) broken.push(`${visit.articleId} did not find ${articleId}`);
    }
    for (const other of visits)
      if (
        visit.articleId < other.articleId &&
        other.incomplete.length === 0 &&
        [visit, other].every(({ articleId }) => articleId.startsWith('w') && articleId !== 'w0.0') &&
        !visit.found.has(other.articleId) &&
        !other.found.has(visit.articleId)
      )
        broken.push(`${visit.articleId} and ${other.articleId} never saw each other`);
  }
  return broken[0];
}
