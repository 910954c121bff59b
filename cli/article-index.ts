import { prepare, type ArticleInput, type PreparedArticle } from '../shared/article/prepare';
import { instant } from '../shared/clock/instant';
import { openCorpus, type CorpusEntry } from '../shared/corpus/corpus';
import { memoryObjectStore } from '../shared/corpus/memory-object-store';
import { postingsOf } from '../shared/corpus/pack-entries';
import { sortPostings } from '../shared/corpus/postings';
import { NO_STOP_LIST, type StopList, stopListOf } from '../shared/corpus/stop-list';
import { sketch, stopRule, unrelated } from '../shared/corpus/stop-rule';
import type { Fingerprint } from '../shared/fingerprint/fingerprint';
import { ALGORITHM, everyShingle, winnow } from '../shared/fingerprint/shingles';
import { align } from '../shared/match/align';
import type { Match } from '../shared/match/match';
import { mostCopiedFirst } from '../shared/match/score';

/** Candidates aligned for each article; beyond, the answer says that it is truncated. */
const MAX_ALIGNED = 50;
const ORIGINALS_A_PACK = 1_000;

export interface Checked {
  readonly article: PreparedArticle;
  /** Every aligned original, highest score first. */
  readonly matches: readonly Match[];
  /** More originals shared shingles with the article than were aligned. */
  readonly truncated: boolean;
}

export interface ArticleIndex {
  add(id: string, input: ArticleInput): Promise<void>;
  /** Ends the adding: builds the stop list. @returns how many originals there are. */
  finish(): Promise<number>;
  /** Checks articles against all originals but those with an equal id. */
  check(
    articles: readonly { readonly id: string; readonly input: ArticleInput }[],
  ): Promise<readonly Checked[]>;
}

/** The deployed corpus over a store in memory, with a stop list over all that is in it. */
export function openArticleIndex(): ArticleIndex {
  let stopList = NO_STOP_LIST;
  const corpus = openCorpus(memoryObjectStore(), {
    algorithms: [ALGORITHM],
    maxCandidates: MAX_ALIGNED,
    maxResidentBytes: Infinity,
    stopped: (hash) => stopList.has(hash),
  });
  const fingerprints: Fingerprint[] = [];
  let batch: CorpusEntry[] = [];
  let packs = 0;
  const commit = async () => {
    await corpus.register(batch, String(packs++).padStart(26, '0'));
    batch = [];
  };

  return {
    async add(id, input) {
      const { text, words } = prepare(input);
      const fingerprint = winnow(words);
      fingerprints.push(fingerprint);
      batch.push({
        articleId: id,
        version: 1,
        source: 'originals',
        // No time is known; the order decides between equal originals.
        firstSeenAt: instant(fingerprints.length),
        registeredOriginal: true,
        // Nothing here asks for near-duplicates as wholes, and SimHash takes longer than all the rest.
        simhash: [0, 0],
        text,
        fingerprint,
      });
      if (batch.length === ORIGINALS_A_PACK) await commit();
    },

    async finish() {
      await commit();
      stopList = stopListOver(fingerprints);
      const originals = fingerprints.length;
      fingerprints.length = 0;
      return originals;
    },

    async check(articles) {
      const prepared = articles.map(({ input }) => prepare(input));
      const queries = prepared.map(({ words }, i) => ({
        articleId: articles[i]!.id,
        algorithm: ALGORITHM,
        hashes: Float64Array.from(new Set(everyShingle(words).hashes)),
      }));
      const { answers, incomplete } = await corpus.lookUp(queries);
      if (incomplete.length > 0)
        throw new Error(`not every original could be looked up: ${incomplete.join('; ')}`);
      const checked: Checked[] = [];
      for (const [i, { candidates, truncated }] of answers.entries()) {
        const article = prepared[i]!;
        const matches: Match[] = [];
        const inOrder = candidates
          .map(({ ref }) => ref)
          .sort((x, y) => (x.firstSeenAt < y.firstSeenAt ? -1 : 1));
        for (const ref of inOrder) {
          const original = prepare({ text: (await corpus.read(ref)).text });
          matches.push({
            originalId: ref.articleId,
            ...align(article, original, (hash) => stopList.has(hash)),
          });
        }
        checked.push({ article, matches: matches.sort(mostCopiedFirst), truncated });
      }
      return checked;
    },
  };
}

/** Whoever scans a file vouches for its originals: each counts as a page of its own, sent in independently. */
function stopListOver(fingerprints: readonly Fingerprint[]): StopList {
  const postings = sortPostings(postingsOf(fingerprints));
  const count = fingerprints.length;
  return stopListOf(stopRule(unrelated(count), sketch([postings], count))(postings));
}
