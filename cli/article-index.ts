import { prepare, type ArticleInput } from '../shared/article/prepare';
import type { PreparedArticle } from '../shared/article/prepare-text';
import { instant } from '../shared/clock/instant';
import { collect } from '../shared/corpus/collect';
import { compact } from '../shared/corpus/compact';
import { openCorpus, type CorpusEntry } from '../shared/corpus/corpus';
import { lookFurther } from '../shared/corpus/look-further';
import { memoryObjectStore } from '../shared/corpus/memory-object-store';
import type { ObjectStore } from '../shared/corpus/object-store';
import { postingsOf } from '../shared/corpus/pack-entries';
import { sortPostings } from '../shared/corpus/postings';
import { NO_STOP_LIST, type StopList, stopListOf } from '../shared/corpus/stop-list';
import { sketch, stopRule, unrelated } from '../shared/corpus/stop-rule';
import type { Fingerprint } from '../shared/fingerprint/fingerprint';
import { ALGORITHM, everyShingle, winnow } from '../shared/fingerprint/shingles';
import { hostOf } from '../shared/article/canonical-url';
import { align } from '../shared/match/align';
import type { Match } from '../shared/match/match';
import { mostCopiedFirst } from '../shared/match/score';
import { coversMutually } from '../shared/match/story-families';
import { type StoryFigures, type StoryMatch, tellStories } from '../shared/match/story-match';

/** Candidates aligned for each article; beyond, the answer says that it is truncated. */
const MAX_ALIGNED = 50;
/** Pairs of originals aligned for each article, to tell whether they are one story. */
const MAX_PAIRS = 50;
/** Articles that a deployed worker takes at once, to register them and to look them up. */
export const ARTICLES_A_BATCH = 100;

export interface Checked {
  readonly article: PreparedArticle;
  /** Every aligned original, highest score first. */
  readonly matches: readonly Match[];
  /** More originals shared shingles with the article than were aligned. */
  readonly truncated: boolean;
}

/** What is checked: never against an original with an equal id. */
export interface ToCheck {
  readonly id: string;
  readonly input: ArticleInput;
}

export interface Told extends Checked {
  /** The matches that have a passage, story by story. */
  readonly stories: readonly StoryFigures[];
  /** An original has the article's id, and was left out. */
  readonly equalId: boolean;
}

export interface ArticleIndex {
  add(id: string, input: ArticleInput, url?: string): Promise<void>;
  /** Ends the adding: `register`, `merge` and `load`, which are steps so that the cost of each can be told. */
  finish(): Promise<void>;
  /** Commits what was added and stands in no pack yet. @returns how many originals there are. */
  register(): Promise<number>;
  /** Makes runs of the packs, as the schedule does, and builds the stop list. */
  merge(): Promise<void>;
  /** Reads the index into memory, as a new worker does. */
  load(): Promise<void>;
  /** Checks articles against all originals. */
  check(articles: readonly ToCheck[]): Promise<readonly Checked[]>;
  /** As `check`, story by story. */
  tell(articles: readonly ToCheck[]): Promise<readonly Told[]>;
}

/**
 * The deployed corpus, from its packs to its runs, with a stop list over all that is in it.
 * @param store an empty one.
 */
export function openArticleIndex(store: ObjectStore = memoryObjectStore()): ArticleIndex {
  let stopList = NO_STOP_LIST;
  const stopped = (hash: number): boolean => stopList.has(hash);
  // As deployed: one worker writes the packs, and another finds them merged.
  const writer = openCorpus(store, { algorithms: [ALGORITHM], maxResidentBytes: 0, maxTextBytes: 0 });
  const corpus = openCorpus(store, {
    algorithms: [ALGORITHM],
    maxCandidates: MAX_ALIGNED,
    maxResidentBytes: Infinity,
    stopped,
  });
  const fingerprints: Fingerprint[] = [];
  let batch: CorpusEntry[] = [];
  const ids = new Set<string>();
  let names = 0;
  const newId = () => String(names++).padStart(26, '0');
  const commit = async () => {
    await writer.register(batch, newId());
    batch = [];
  };
  const register = async () => {
    await commit();
    return fingerprints.length;
  };
  const merge = async () => {
    while ((await compact(store, { newId, minPacks: 1 })).outcome === 'compacted');
    await collect(store, { orphansBefore: instant(0) });
    stopList = stopListOver(fingerprints);
    fingerprints.length = 0;
  };
  const load = async () => refuseIncomplete((await corpus.lookUp([])).incomplete);

  return {
    async add(id, input, url) {
      const { text, words } = prepare(input);
      const fingerprint = winnow(words);
      fingerprints.push(fingerprint);
      ids.add(id);
      batch.push({
        articleId: id,
        version: 1,
        source: 'originals',
        url,
        // No time is known; the order decides between equal originals.
        firstSeenAt: instant(fingerprints.length),
        registeredOriginal: true,
        // Nothing here asks for near-duplicates as wholes, and SimHash takes longer than all the rest.
        simhash: [0, 0],
        text,
        fingerprint,
      });
      if (batch.length === ARTICLES_A_BATCH) await commit();
    },

    async finish() {
      await register();
      await merge();
      await load();
    },
    register,
    merge,
    load,

    async check(articles) {
      const checked: Checked[] = [];
      for await (const { article, aligned, truncated } of alignAll(articles))
        checked.push({ article, matches: inOrderOf(aligned), truncated });
      return checked;
    },

    async tell(articles) {
      const told: Told[] = [];
      for await (const { id, article, aligned, truncated } of alignAll(articles)) {
        const texts = new Map(aligned.map(({ match, original }) => [match.originalId, original]));
        const sameStory = (x: StoryMatch, y: StoryMatch): boolean =>
          coversMutually(align(texts.get(x.originalId)!, texts.get(y.originalId)!, stopped));
        const stories = tellStories(aligned.filter(({ match }) => match.passages.length > 0).map(withSite), {
          sameStory,
          maxCompared: MAX_PAIRS,
          truncated,
        }).map(({ passages: _passages, ...figures }) => figures);
        told.push({ article, matches: inOrderOf(aligned), stories, truncated, equalId: ids.has(id) });
      }
      return told;
    },
  };

  /** One article after the other: the texts of its candidates are held no longer than it takes. */
  async function* alignAll(articles: readonly ToCheck[]): AsyncGenerator<Aligned> {
    const prepared = articles.map(({ input }) => prepare(input));
    const queries = prepared.map(({ words }, i) => ({
      articleId: articles[i]!.id,
      algorithm: ALGORITHM,
      hashes: Float64Array.from(new Set(everyShingle(words).hashes)),
    }));
    const { answers, incomplete } = await corpus.lookUp(queries);
    refuseIncomplete(incomplete);
    for (const [i, { candidates, truncated }] of answers.entries()) {
      const article = prepared[i]!;
      const aligned: AlignedOriginal[] = [];
      const first = { refs: candidates.map(({ ref }) => ref), truncated };
      const unseen = await lookFurther(corpus, queries[i]!, first, async (refs) => {
        const shingles: Float64Array[] = [];
        for (const ref of refs.toSorted((x, y) => (x.firstSeenAt < y.firstSeenAt ? -1 : 1))) {
          const original = prepare({ text: (await corpus.read(ref)).text });
          const match = { originalId: ref.articleId, ...align(article, original, stopped) };
          aligned.push({ match, original, url: ref.url });
          if (truncated) shingles.push(everyShingle(original.words).hashes);
        }
        return shingles;
      });
      refuseIncomplete(unseen);
      yield { id: articles[i]!.id, article, aligned, truncated };
    }
  }
}

function refuseIncomplete(reasons: readonly string[]): void {
  if (reasons.length > 0) throw new Error(`not every original could be looked up: ${reasons.join('; ')}`);
}

function withSite({ match, url }: AlignedOriginal): StoryMatch {
  const site = url === undefined ? undefined : hostOf(url);
  return { ...match, ...(site !== undefined && { site }) };
}

const inOrderOf = (aligned: readonly AlignedOriginal[]): readonly Match[] =>
  aligned.map(({ match }) => match).sort(mostCopiedFirst);

interface AlignedOriginal {
  readonly match: Match;
  readonly original: PreparedArticle;
  readonly url: string | undefined;
}

interface Aligned extends Pick<Checked, 'article' | 'truncated'> {
  readonly id: string;
  readonly aligned: readonly AlignedOriginal[];
}

/** Whoever scans a file vouches for its originals: each counts as a page of its own, sent in independently. */
function stopListOver(fingerprints: readonly Fingerprint[]): StopList {
  const postings = sortPostings(postingsOf(fingerprints));
  const count = fingerprints.length;
  return stopListOf(stopRule(unrelated(count), sketch([postings], count))(postings));
}
