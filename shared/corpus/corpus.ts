import type { Instant } from '../clock/instant';
import type { Fingerprint } from '../fingerprint/fingerprint';
import { Problem } from '../problem';
import { decodeUtf8 } from './byte-stream';
import { eligible, inHitOrder } from './candidates';
import { commitPack } from './commit-pack';
import { isUlid, packName } from './object-names';
import type { ObjectStore } from './object-store';
import { checkText, openPack } from './pack';
import { packEntries, packTombstone } from './pack-entries';
import type { ArticleRecord, StoredRecord, TextPlace } from './record';
import type { Hit, Unit } from './resident-index';
import { ResidentIndex } from './resident-index';
import { tombstonesIn } from './surviving-records';
import type { UnitSource } from './snapshot';
import { listUnits } from './snapshot';
import { unitOfPack } from './unit';

/** One revision of an article, to be found from now on. */
export interface CorpusEntry extends Omit<ArticleRecord, 'wordCount'> {
  /** As stored: what passages' offsets count in. */
  readonly text: string;
  readonly fingerprint: Fingerprint;
}

export interface Query {
  /** Its own revisions are left out of the answer. */
  readonly articleId: string;
  /** The fingerprint's algorithm id. */
  readonly algorithm: string;
  /** All shingles of the text, distinct, in any order. */
  readonly hashes: Float64Array;
}

/** A record and where its text stands. */
export interface DocumentRef extends StoredRecord {
  readonly object: string;
}

export interface Candidate {
  readonly ref: DocumentRef;
  readonly sharedHashes: number;
}

export interface Answer {
  /** Most shared hashes first; the same revision once, with the earliest time it was accepted. */
  readonly candidates: readonly Candidate[];
  /** There were more candidates than are given. */
  readonly truncated: boolean;
  /** How many of the query's hashes stand on the stop list and were not looked up. */
  readonly stopped: number;
}

export interface LookUp {
  /** One for each query, in their order. */
  readonly answers: readonly Answer[];
  /** Why parts of the corpus could not be read. Not empty: 'no candidate' does not mean 'no copy'. */
  readonly incomplete: readonly string[];
  /** Packs and runs read for this look-up alone, because memory is full. */
  readonly streamed: number;
}

export interface CorpusRecord extends ArticleRecord {
  readonly text: string;
}

export interface Corpus {
  /**
   * Commits the entries as one pack. When it returns, every look-up that begins afterwards, anywhere, finds them.
   * @param packId a ULID used for these entries only; the same call again is harmless.
   * @throws Problem `invalid`, `conflict` or `unavailable`; nothing is half registered.
   */
  register(entries: readonly CorpusEntry[], packId: string): Promise<void>;
  /**
   * Finds the documents that share hashes. Call it after `register` has returned, never before: of two copies
   * that arrive at once, the later to commit is then sure to see the other.
   */
  lookUp(queries: readonly Query[]): Promise<LookUp>;
  /** @throws Problem `corrupt` if the text is damaged, `not_found` if the document is no longer there. */
  read(ref: DocumentRef): Promise<CorpusRecord>;
  /** The article's revisions up to `throughVersion` stop matching. @param packId as for `register`. */
  withdraw(articleId: string, throughVersion: number, at: Instant, packId: string): Promise<void>;
}

export interface CorpusOptions {
  /** Ids of the algorithms that queries may name; anything else in the corpus makes look-ups incomplete. */
  readonly algorithms: readonly [string, ...string[]];
  readonly maxResidentBytes?: number;
  readonly maxCandidates?: number;
  /** Hashes that are boilerplate. */
  readonly stopList?: ReadonlySet<number>;
}

const DEFAULT_RESIDENT_BYTES = 512 * 2 ** 20;
/** Each restart needs a collection to have come between LIST and GET; three in a row mean something else is wrong. */
const ATTEMPTS = 3;
const PARALLEL_GETS = 16;

export function openCorpus(store: ObjectStore, options: CorpusOptions): Corpus {
  const { algorithms, stopList, maxCandidates = 50, maxResidentBytes = DEFAULT_RESIDENT_BYTES } = options;
  const indexes = new Map(algorithms.map((algorithm) => [algorithm, new ResidentIndex()]));
  const tombstones = new Map<string, number>();

  // One look-up or addition at a time: a reader never sees half of another's change.
  let turn: Promise<unknown> = Promise.resolve();
  const exclusive = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  const resident = (): number => [...indexes.values()].reduce((sum, index) => sum + index.memoryBytes, 0);

  /** Keeps the unit if there is room. */
  function admit(unit: Unit, algorithm: string): boolean {
    for (const [articleId, version] of tombstonesIn(unit.directories.map(({ directory }) => directory)))
      tombstones.set(articleId, Math.max(version, tombstones.get(articleId) ?? 0));
    const index = indexes.get(algorithm)!;
    if (index.has(unit.name)) return true;
    if (resident() + unit.memoryBytes > maxResidentBytes) return false;
    index.add(unit);
    return true;
  }

  interface Gathered {
    /** For each query, the hits of units that found no room. */
    readonly streamedHits: readonly (readonly Hit[])[];
    readonly incomplete: readonly string[];
    readonly streamed: number;
  }

  /** Brings the resident index up to what the store holds now, and searches what does not fit in passing. */
  async function gather(queries: readonly SearchQuery[]): Promise<Gathered> {
    const passing = new Map<string, readonly (readonly Hit[])[]>();
    const gone: string[] = [];
    const unreadable: string[] = [];

    const take = async (source: UnitSource): Promise<void> => {
      const loaded = await source.load(algorithms);
      if (loaded.outcome === 'gone') gone.push(`${loaded.object}: gone, ${ATTEMPTS} times in a row`);
      else if (loaded.outcome === 'unreadable') unreadable.push(loaded.reason);
      else if (!admit(loaded.unit, loaded.algorithm)) {
        const index = new ResidentIndex();
        index.add(loaded.unit);
        const search = (query: SearchQuery) =>
          query.algorithm === loaded.algorithm ? searchIn(index, query) : [];
        passing.set(source.name, queries.map(search));
      }
    };

    for (let attempt = 0; attempt < ATTEMPTS && (attempt === 0 || gone.length > 0); attempt++) {
      gone.length = unreadable.length = 0;
      const { units, incomplete } = await listUnits(store);
      unreadable.push(...incomplete);
      const names = new Set(units.map(({ name }) => name));
      for (const index of indexes.values()) index.keepOnly((name) => names.has(name));
      for (const name of passing.keys()) if (!names.has(name)) passing.delete(name);
      const missing = units.filter(({ name }) => !passing.has(name) && !isResident(name));
      await eachInParallel(missing, PARALLEL_GETS, take);
    }
    return {
      streamedHits: queries.map((_, i) => [...passing.values()].flatMap((hits) => hits[i]!)),
      incomplete: [...gone, ...unreadable],
      streamed: passing.size,
    };
  }

  const isResident = (name: string): boolean => [...indexes.values()].some((index) => index.has(name));

  const searchIn = (index: ResidentIndex, query: SearchQuery): readonly Hit[] =>
    eligible(index.search(query.hashes), query.articleId, tombstones, maxCandidates + 1);

  function prepare(query: Query): SearchQuery {
    if (!indexes.has(query.algorithm))
      throw new Problem('invalid', `${query.articleId}: this corpus is not open for '${query.algorithm}'`);
    const hashes = stopList === undefined ? query.hashes : query.hashes.filter((hash) => !stopList.has(hash));
    return { ...query, hashes, stopped: query.hashes.length - hashes.length };
  }

  function answer(query: SearchQuery, streamed: readonly Hit[]): Answer {
    const own = searchIn(indexes.get(query.algorithm)!, query);
    const hits =
      streamed.length === 0
        ? own
        : eligible([...own, ...streamed].sort(inHitOrder), query.articleId, tombstones, maxCandidates + 1);
    return {
      candidates: hits
        .slice(0, maxCandidates)
        .map(({ object, record, sharedHashes }) => ({ ref: { ...record, object }, sharedHashes }))
        .sort(inAnswerOrder),
      truncated: hits.length > maxCandidates,
      stopped: query.stopped,
    };
  }

  async function readStored(ref: DocumentRef): Promise<CorpusRecord | undefined> {
    const { object, withdrawn: _, place, ...record } = ref;
    const range = { start: place.start, end: place.start + place.bytes };
    const attempt = async () => {
      const found = place.bytes === 0 ? { body: new Uint8Array(0) } : await store.get(object, range);
      return found && { ...record, text: textAt(place, found.body, `${object}: ${ref.articleId}`) };
    };
    return attempt().catch((error: unknown) => {
      if (error instanceof Problem) return attempt();
      throw error;
    });
  }

  async function commit(bytes: Uint8Array, packId: string): Promise<void> {
    if (!isUlid(packId)) throw new Problem('invalid', `'${packId}' is no ULID`);
    const name = packName(packId);
    await commitPack(store, name, bytes);
    const pack = openPack(name, bytes);
    await exclusive(async () => admit(unitOfPack(pack), pack.algorithm));
  }

  return {
    async register(entries, packId) {
      const algorithm = entries[0]?.fingerprint.algorithm;
      if (algorithm === undefined) return;
      if (!indexes.has(algorithm))
        throw new Problem('invalid', `${entries[0]!.articleId}: this corpus is not open for '${algorithm}'`);
      await commit(packEntries(algorithm, entries), packId);
    },

    lookUp: (queries) =>
      exclusive(async () => {
        const prepared = queries.map(prepare);
        const { streamedHits, incomplete, streamed } = await gather(prepared);
        return { answers: prepared.map((query, i) => answer(query, streamedHits[i]!)), incomplete, streamed };
      }),

    async read(ref) {
      const found = (await readStored(ref)) ?? (await exclusive(() => readMoved(ref)));
      if (found === undefined) throw new Problem('not_found', `${ref.articleId}: no longer in the corpus`);
      return { ...found, firstSeenAt: ref.firstSeenAt };
    },

    async withdraw(articleId, throughVersion, at, packId) {
      await commit(packTombstone(algorithms[0], articleId, throughVersion, at), packId);
    },
  };

  /** The document's text where it stands since its pack was absorbed or its run merged. */
  async function readMoved(ref: DocumentRef): Promise<CorpusRecord | undefined> {
    await gather([]);
    for (const index of indexes.values()) {
      const moved = index.find(ref);
      if (moved !== undefined) return readStored(moved);
    }
    return undefined;
  }
}

const textAt = (place: TextPlace, bytes: Uint8Array, what: string): string =>
  decodeUtf8(checkText(place, bytes, what), what);

interface SearchQuery extends Query {
  readonly stopped: number;
}

const inAnswerOrder = (a: Candidate, b: Candidate): number =>
  b.sharedHashes - a.sharedHashes ||
  (a.ref.firstSeenAt < b.ref.firstSeenAt ? -1 : a.ref.firstSeenAt > b.ref.firstSeenAt ? 1 : 0) ||
  (a.ref.articleId < b.ref.articleId ? -1 : 1);

async function eachInParallel<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>) {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
