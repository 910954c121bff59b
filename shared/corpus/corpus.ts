import type { Instant } from '../clock/instant';
import type { Fingerprint } from '../fingerprint/fingerprint';
import { Problem } from '../problem';
import { decodeUtf8 } from './byte-stream';
import { eligible, inHitOrder } from './candidates';
import { commitPack } from './commit-pack';
import { isUlid, packName } from './object-names';
import type { ObjectStore, StoredObject } from './object-store';
import { checkText, openPack } from './pack';
import { packEntries, packTombstone } from './pack-entries';
import { readObject } from './read-object';
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
  /** Boilerplate, as the last look-up found it in the store: what alignment should not count as own words. */
  readonly stopList: (algorithm: string) => StopList;
  /** @throws Problem `corrupt` if the text is damaged, `not_found` if the document is no longer there. */
  read(ref: DocumentRef): Promise<CorpusRecord>;
  /** The article's revisions up to `throughVersion` stop matching. @param packId as for `register`. */
  withdraw(articleId: string, throughVersion: number, at: Instant, packId: string): Promise<void>;
}

export interface CorpusOptions {
  /** Ids of the algorithms that queries may name; anything else in the corpus makes look-ups incomplete. */
  readonly algorithms: readonly [string, ...string[]];
  /** For postings and records; merging tables takes as much again for a moment. What finds no room is read each time. */
  readonly maxResidentBytes?: number;
  /** For the texts read last. */
  readonly maxTextBytes?: number;
  readonly maxCandidates?: number;
  /** Hashes that are boilerplate besides those on the stop list that is stored in the corpus. */
  readonly stopped?: (hash: number) => boolean;
}

const MEGABYTE = 2 ** 20;

/** `withdraw` through this version withdraws the article with all revisions still to come. */
export const EVERY_REVISION = 2 ** 32 - 1;

export function openCorpus(store: ObjectStore, options: CorpusOptions): Corpus {
  const {
    algorithms,
    stopped = () => false,
    maxCandidates = 50,
    maxResidentBytes = 512 * MEGABYTE,
    maxTextBytes = 32 * MEGABYTE,
  } = options;
  const resident = openResidentCorpus(store, algorithms, maxResidentBytes);
  const texts = openTextCache(maxTextBytes);

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
    await exclusive(async () => resident.admit(unit, pack.algorithm));
  }

  function withoutStopped(query: Query): StoppedQuery {
    const stopList = resident.stopList(query.algorithm);
    const hashes = query.hashes.filter((hash) => !stopList.has(hash) && !stopped(hash));
    return { ...query, hashes, stopped: query.hashes.length - hashes.length };
  }

  const search = (index: ResidentIndex, { hashes, articleId }: Query): readonly Hit[] =>
    eligible(index.search(hashes), articleId, resident.tombstones, maxCandidates + 1);

  function answer(query: StoppedQuery, passed: readonly Hit[]): Answer {
    const hits = search(resident.index(query.algorithm), query);
    const all =
      passed.length === 0
        ? hits
        : eligible(
            [...hits, ...passed].sort(inHitOrder),
            query.articleId,
            resident.tombstones,
            maxCandidates + 1,
          );
    return {
      candidates: all.slice(0, maxCandidates).map(asCandidate).sort(inAnswerOrder),
      truncated: all.length > maxCandidates,
      stopped: query.stopped,
    };
  }

  async function readText({ object, place, articleId }: DocumentRef): Promise<string | undefined> {
    if (place.bytes === 0) return '';
    const what = `${object}: ${articleId}`;
    const open = ({ body }: StoredObject) => decodeUtf8(checkText(place, body, what), what);
    return readObject(store, object, open, { start: place.start, end: place.start + place.bytes });
  }

  /** From where the text stands since its pack was absorbed or its run merged. */
  async function readMovedText(ref: DocumentRef): Promise<string | undefined> {
    const { passed } = await resident.gather((index) => index.find(ref));
    const moved = resident.find(ref) ?? passed.find((found) => found !== undefined);
    return moved && readText(moved);
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
        const { passed, incomplete } = await resident.gather((index, algorithm) =>
          given.map((query) => (query.algorithm === algorithm ? search(index, withoutStopped(query)) : [])),
        );
        const queries = given.map(withoutStopped);
        const answers = queries.map((query, i) =>
          answer(
            query,
            passed.flatMap((hits) => hits[i]!),
          ),
        );
        return { answers, incomplete, streamed: passed.length };
      }),

    stopList: resident.stopList,

    async read(ref) {
      const { object: _object, withdrawn: _withdrawn, place: _place, ...record } = ref;
      const key = revisionKey(ref);
      const text = texts.get(key) ?? (await readText(ref)) ?? (await exclusive(() => readMovedText(ref)));
      if (text === undefined) throw new Problem('not_found', `${ref.articleId}: no longer in the corpus`);
      texts.keep(key, text);
      return { ...record, text };
    },
  };
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
