import type { Instant } from '../clock/instant';
import type { Fingerprint } from '../fingerprint/fingerprint';
import { Problem } from '../problem';
import { decodeUtf8 } from './byte-stream';
import { type Asking, eligible, inHitOrder } from './candidates';
import { commitPack } from './commit-pack';
import { eachInParallel } from './each-in-parallel';
import type { BucketCache } from './filtered-run';
import { type FilteredHits, searchFiltered } from './filtered-search';
import { isUlid, packName } from './object-names';
import type { ObjectStore, StoredObject } from './object-store';
import { checkText, isText, openPack, type Pack } from './pack';
import { packEntries, packTombstone } from './pack-entries';
import { storedHash } from './postings';
import { Gone, isUnreadable, readObject } from './read-object';
import type { ArticleRecord, StoredRecord } from './record';
import { revisionKey } from './record';
import { openResidentCorpus } from './resident-corpus';
import type { Hit, ResidentIndex } from './resident-index';
import type { StopList } from './stop-list';
import { openTextCache } from './text-cache';
import { unitOfPack } from './unit';

/** One revision of an article, to be found from now on. */
export interface CorpusEntry extends Omit<ArticleRecord, 'wordCount'> {
  /** As stored: what passages' offsets count in. */
  readonly text: string;
  readonly fingerprint: Fingerprint;
}

export interface Query extends Asking {
  /** The fingerprint's algorithm id. */
  readonly algorithm: string;
  /** All shingles of the text, distinct, in any order. */
  readonly hashes: Float64Array;
  /** As many candidates, and then every document that shares a hash; instead of the nearest, which is enough to judge by. */
  readonly everyDocumentOf?: number;
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
  /** Packs and runs read for this look-up alone, because memory has no room even for their filters. */
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
  /** Boilerplate, as the last look-up found it in the store: what alignment should not count as own words. */
  readonly stopList: (algorithm: string) => StopList;
  /** The stop list as it stands in the store now, for a worker that looks nothing up: the manifest and one list are read. */
  readStopList(algorithm: string): Promise<CurrentStopList>;
  /** @throws Problem `corrupt` if the text is damaged, `not_found` if the document is no longer there. */
  read(ref: DocumentRef): Promise<CorpusRecord>;
  /** The article's revisions up to `throughVersion` stop matching. @param packId as for `register`. */
  withdraw(articleId: string, throughVersion: number, at: Instant, packId: string): Promise<void>;
}

export interface CurrentStopList {
  readonly stopList: StopList;
  /** Why it could not be read; then boilerplate may pass for own words. */
  readonly incomplete: readonly string[];
}

export interface CorpusOptions {
  /** Ids of the algorithms that queries may name; anything else in the corpus makes look-ups incomplete. */
  readonly algorithms: readonly [string, ...string[]];
  /** For postings and records; merging tables takes as much again for a moment. What finds no room is read each time. */
  readonly maxResidentBytes?: number;
  /** For the texts that came last, with packs that were written or read, or by themselves. */
  readonly maxTextBytes?: number;
  readonly maxCandidates?: number;
  /**
   * All shingles of a text. With it a run of which memory holds only a filter is asked for one hash of each source
   * that a query shares text with, and not for all of them: every shared passage still gets a candidate, but not
   * every document that has it.
   */
  readonly shinglesOf?: (text: string) => Float64Array;
  /** Hashes that are boilerplate besides those on the stop list that is stored in the corpus. */
  readonly stopped?: (hash: number) => boolean;
}

const MEGABYTE = 2 ** 20;
export const DEFAULT_RESIDENT_BYTES = 512 * MEGABYTE;
/** Some 13,000 texts of 5 KB. */
export const DEFAULT_TEXT_BYTES = 64 * MEGABYTE;
/** As for the loading of what is listed: once more after each collection that came between. */
const ATTEMPTS = 3;
/** Each waits for one range read at a time. */
const PARALLEL_SEARCHES = 16;

/** `withdraw` through this version withdraws the article with all revisions still to come. */
export const EVERY_REVISION = 2 ** 32 - 1;

export function openCorpus(store: ObjectStore, options: CorpusOptions): Corpus {
  const {
    algorithms,
    stopped = () => false,
    shinglesOf,
    maxCandidates = 50,
    maxResidentBytes = DEFAULT_RESIDENT_BYTES,
    maxTextBytes = DEFAULT_TEXT_BYTES,
  } = options;
  const texts = openTextCache(maxTextBytes);
  /** Asked for by one article of a batch, and wanted by others. */
  const reading = new Map<string, Promise<string | undefined>>();
  const resident = openResidentCorpus(store, algorithms, maxResidentBytes, keepTexts);

  // One look-up or addition at a time: nobody sees half of another's change.
  let turn: Promise<unknown> = Promise.resolve();
  const exclusive = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  const refuseUnknown = (algorithm: string, articleId: string): void => {
    if (!algorithms.includes(algorithm))
      throw new Problem('invalid', `${articleId}: this corpus is not open for '${algorithm}'`);
  };

  async function commit(bytes: Uint8Array, packId: string): Promise<void> {
    if (!isUlid(packId)) throw new Problem('invalid', `'${packId}' is no ULID`);
    const name = packName(packId);
    // Opened before it is put: what could not be read again is never committed.
    const pack = openPack(name, bytes);
    const unit = unitOfPack(pack);
    await commitPack(store, name, bytes);
    keepTexts(pack);
    await exclusive(async () => resident.admit(unit, pack.algorithm));
  }

  function withoutStopped(query: Query): StoppedQuery {
    const stopList = resident.stopList(query.algorithm);
    // By hand: the filter of a typed array takes as long as all the rest of a look-up.
    const kept = new Float64Array(query.hashes.length);
    let count = 0;
    for (const hash of query.hashes) if (!stopList.has(hash) && !stopped(hash)) kept[count++] = hash;
    const hashes = kept.subarray(0, count);
    return { ...query, hashes, stopped: query.hashes.length - hashes.length };
  }

  const limitOf = ({ everyDocumentOf = maxCandidates }: Query): number => everyDocumentOf;

  const search = (index: ResidentIndex, query: Query): readonly Hit[] =>
    eligible(index.search(query.hashes), query, resident.tombstones, limitOf(query) + 1);

  const mayMatch =
    (query: Query) =>
    (hit: Hit): boolean =>
      eligible([hit], query, resident.tombstones, 1).length > 0;

  async function shinglesOfHit({ object, record }: Hit): Promise<ReadonlySet<number>> {
    const text = await keptText({ ...record, object });
    if (text === undefined) throw new Gone(object);
    return new Set(shinglesOf!(text).map(storedHash));
  }

  const searchRuns = (query: StoppedQuery, cache: BucketCache, mayRestart: boolean): Promise<FilteredHits> =>
    searchFiltered(resident.filtered(query.algorithm), [...new Set(query.hashes.map(storedHash))], {
      isCandidate: mayMatch(query),
      shinglesOf: query.everyDocumentOf === undefined ? shinglesOf && shinglesOfHit : undefined,
      maxReads: 2 * maxCandidates,
      cache,
      mayRestart,
    });

  function answer(query: StoppedQuery, others: readonly Hit[], cut: boolean): Answer {
    const hits = search(resident.index(query.algorithm), query);
    const limit = limitOf(query);
    const all =
      others.length === 0
        ? hits
        : eligible([...hits, ...others].sort(inHitOrder), query, resident.tombstones, limit + 1);
    return {
      candidates: all.slice(0, limit).map(asCandidate).sort(inAnswerOrder),
      truncated: cut || all.length > limit,
      stopped: query.stopped,
    };
  }

  /** What is copied next is mostly what came last: the texts of a pack are there without a request. */
  function keepTexts({ bytes, directory }: Pack): void {
    for (let i = 0; i < directory.count; i++) {
      const record = directory.record(i);
      const { start, bytes: length } = record.place;
      texts.keep(revisionKey(record), bytes.slice(start, start + length));
    }
  }

  async function readText(ref: DocumentRef): Promise<string | undefined> {
    const { object, place, articleId } = ref;
    if (place.bytes === 0) return '';
    const what = `${object}: ${articleId}`;
    const open = ({ body }: StoredObject) => {
      const text = decodeUtf8(checkText(place, body, what), what);
      texts.keep(revisionKey(ref), body);
      return text;
    };
    return readObject(store, object, open, { start: place.start, end: place.start + place.bytes });
  }

  /** What came with a pack is checked now: what is damaged is asked for by itself. */
  async function keptText(ref: DocumentRef): Promise<string | undefined> {
    const key = revisionKey(ref);
    const kept = texts.get(key);
    if (kept !== undefined && isText(ref.place, kept)) return decodeUtf8(kept, ref.articleId);
    const underWay = reading.get(key) ?? readText(ref).finally(() => reading.delete(key));
    reading.set(key, underWay);
    return underWay;
  }

  /** From where the text stands since its pack was absorbed or its run merged. */
  async function readMovedText(ref: DocumentRef): Promise<string | undefined> {
    const { passed } = await resident.gather((index) => index.find(ref));
    const moved = resident.find(ref) ?? passed.find((found) => found !== undefined);
    return moved && readText(moved);
  }

  /** @throws Gone, where it may, if a run was merged away while it was read in parts. */
  async function lookUpOnce(given: readonly Query[], mayRestart: boolean): Promise<LookUp> {
    const { passed, incomplete } = await resident.gather((index, algorithm) =>
      given.map((query) => (query.algorithm === algorithm ? search(index, withoutStopped(query)) : [])),
    );
    const cache: BucketCache = new Map();
    const unreadable = new Set<string>();
    const answers: Answer[] = [];
    await eachInParallel(given.map(withoutStopped).entries(), PARALLEL_SEARCHES, async ([i, query]) => {
      const filtered = await searchRuns(query, cache, mayRestart);
      for (const reason of filtered.unreadable) unreadable.add(reason);
      const others = [...passed.flatMap((hits) => hits[i]!), ...filtered.hits];
      answers[i] = answer(query, others, filtered.truncated);
    });
    return { answers, incomplete: [...incomplete, ...unreadable], streamed: passed.length };
  }

  return {
    async register(entries, packId) {
      const first = entries[0];
      if (first === undefined) return;
      refuseUnknown(first.fingerprint.algorithm, first.articleId);
      await commit(packEntries(first.fingerprint.algorithm, entries), packId);
    },

    async withdraw(articleId, throughVersion, at, packId) {
      await commit(packTombstone(algorithms[0], articleId, throughVersion, at), packId);
    },

    lookUp: (given) =>
      exclusive(async () => {
        for (const { algorithm, articleId } of given) refuseUnknown(algorithm, articleId);
        for (let attempt = 1; ; attempt++) {
          try {
            return await lookUpOnce(given, attempt < ATTEMPTS);
          } catch (error) {
            if (!(error instanceof Gone)) throw error;
          }
        }
      }),

    stopList: resident.stopList,

    readStopList: (algorithm) =>
      exclusive(async () => {
        const incomplete = await readable(() => resident.readStopLists());
        return { stopList: resident.stopList(algorithm), incomplete };
      }),

    async read(ref) {
      const { object: _object, withdrawn: _withdrawn, place: _place, ...record } = ref;
      const text = (await keptText(ref)) ?? (await exclusive(() => readMovedText(ref)));
      if (text === undefined) throw new Problem('not_found', `${ref.articleId}: no longer in the corpus`);
      return { ...record, text };
    },
  };
}

/** What a damaged or newer object leaves unread is said, not thrown. */
async function readable(read: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await read();
  } catch (error) {
    if (isUnreadable(error)) return [error.message];
    throw error;
  }
}

interface StoppedQuery extends Query {
  readonly stopped: number;
}

const asCandidate = ({ object, record, sharedHashes }: Hit): Candidate => ({
  ref: { ...record, object },
  sharedHashes,
});

const inAnswerOrder = (a: Candidate, b: Candidate): number =>
  b.sharedHashes - a.sharedHashes ||
  inTextOrder(a.ref.firstSeenAt, b.ref.firstSeenAt) ||
  inTextOrder(a.ref.articleId, b.ref.articleId);

const inTextOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
