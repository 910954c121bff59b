import type { Match } from '../shared/match/match';
import { everyShingle } from '../shared/fingerprint/shingles';
import { splitWords } from '../shared/article/words';
import { type ArticleIndex, openArticleIndex } from './article-index';
import { COPYISTS, type CopyKind, randomFrom } from './evaluate-copies';
import type { DatedDocument, Document } from './evaluate-data';
import { labelOfPair, type PairLabel } from './pair-labels';

export interface RetrievalOptions {
  readonly seed: number;
  readonly sources: number;
  readonly heldOut: number;
}

export interface Retrieval {
  readonly originals: number;
  /** Held-out articles that share hardly anything with an indexed one. */
  readonly clean: number;
  /** Score that one of a thousand clean articles exceeds. */
  readonly threshold: number;
  /** Share of copies whose own source is the first match, above the threshold. */
  readonly recall: Readonly<Record<CopyKind, number>>;
  readonly mean: number;
  /** Clean articles with verdict copy or partial, of a thousand: other stories on the same event among them. */
  readonly verdictsPerThousandClean: number;
  /** These articles by what a reader found in each and its first match, of a thousand clean ones. */
  readonly readPerThousandClean: Readonly<Record<PairLabel | 'not read', number>>;
  /**
   * Held-out articles with such a verdict against one of the other collection: news of 1987 and of this century, which
   * share no event, so that every such passage is false.
   */
  readonly acrossCollections: { readonly checked: number; readonly called: number };
  readonly candidatesPerClean: number;
}

const MIN_SOURCE_WORDS = 100;
const BATCH = 64;

/** Eight kinds of copies of real articles, looked up among all real articles; recall at 0.1 % false positives. */
export async function evaluateRetrieval(
  background: readonly DatedDocument[],
  { seed, sources, heldOut }: RetrievalOptions,
  tell: (what: string) => void,
): Promise<Retrieval> {
  const random = randomFrom(seed);
  const shuffled = background
    .map((document) => ({ document, key: random() }))
    .sort((x, y) => x.key - y.key)
    .map(({ document }) => document);
  const out = shuffled.slice(0, heldOut);
  const indexed = shuffled.slice(heldOut);
  const index = openArticleIndex();
  for (const { id, text } of indexed) await index.add(id, { text });
  await index.finish();
  tell(`indexed ${indexed.length} articles`);

  const clean = withoutCounterpart(out, indexed);
  const checked = await check(
    index,
    out.map(({ text }) => text),
  );
  const isClean = new Set<Document>(clean);
  const negatives = checked.filter((_, i) => isClean.has(out[i]!));
  const scores = negatives.map(({ matches }) => matches[0]?.score ?? 0).sort((x, y) => y - x);
  const threshold = scores[Math.floor(clean.length / 1_000)] ?? 0;
  tell(`checked ${clean.length} clean articles`);

  const long = ({ text }: Document) => text.split(/\s+/).length >= MIN_SOURCE_WORDS;
  const originals = indexed.filter(long).slice(0, sources);
  const hosts = clean.filter(long);
  const vocabulary = [
    ...new Set(indexed.slice(0, 500).flatMap(({ text }) => text.match(/[a-z]{4,}/g) ?? [])),
  ];
  const recall: Partial<Record<CopyKind, number>> = {};
  for (const [kind, copyist] of Object.entries(COPYISTS) as [CopyKind, (typeof COPYISTS)[CopyKind]][]) {
    const copies = originals.map(({ text }, i) =>
      copyist(text, { random, vocabulary, host: hosts[i % hosts.length]?.text ?? '' }),
    );
    const found = (await check(index, copies)).filter(({ matches: [best] }, i) => {
      return best !== undefined && best.originalId === originals[i]!.id && best.score > threshold;
    });
    recall[kind] = found.length / copies.length;
    tell(`${kind}: ${recall[kind].toFixed(3)}`);
  }
  const whole = recall as Record<CopyKind, number>;
  const judged = clean.flatMap(({ id }, i) => {
    const first = negatives[i]!.matches.find(isCalled);
    return first ? (labelOfPair(id, first.originalId) ?? 'not read') : [];
  });
  const sourceOf = new Map(indexed.map(({ id, source }) => [id, source]));
  const called = checked.filter(({ matches }, i) =>
    matches.some((match) => isCalled(match) && sourceOf.get(match.originalId) !== out[i]!.source),
  );
  const perThousand = (of: readonly unknown[]) => (1_000 * of.length) / clean.length;
  const read = (label: PairLabel | 'not read') => perThousand(judged.filter((one) => one === label));
  return {
    originals: indexed.length,
    clean: clean.length,
    threshold,
    recall: whole,
    mean: Object.values(whole).reduce((sum, value) => sum + value, 0) / Object.keys(whole).length,
    verdictsPerThousandClean: perThousand(judged),
    readPerThousandClean: {
      'one event': read('one event'),
      formula: read('formula'),
      'not read': read('not read'),
    },
    acrossCollections: { checked: out.length, called: called.length },
    candidatesPerClean: negatives.reduce((sum, { matches }) => sum + matches.length, 0) / clean.length,
  };
}

const isCalled = ({ verdict }: Match): boolean => verdict === 'copy' || verdict === 'partial';

async function check(index: ArticleIndex, texts: readonly string[]) {
  const checked: Awaited<ReturnType<ArticleIndex['check']>>[number][] = [];
  for (let i = 0; i < texts.length; i += BATCH) {
    const batch = texts.slice(i, i + BATCH).map((text, j) => ({ id: `article ${i + j}`, input: { text } }));
    checked.push(...(await index.check(batch)));
  }
  return checked;
}

/** Shingles in so many articles are boilerplate and make no counterpart. */
const COMMON = 30;
const MAX_SHARED = 15;
const MAX_CONTAINMENT = 0.1;

/** Held-out articles no indexed one shares more than a tenth of their shingles with, by brute force. */
export function withoutCounterpart<D extends Document>(out: readonly D[], indexed: readonly Document[]): D[] {
  const shingles = (text: string) => new Set(everyShingle(splitWords(text).words).hashes);
  const sets = out.map(({ text }) => shingles(text));
  const owners = new Map<number, number[]>();
  sets.forEach((set, i) => {
    for (const hash of set) owners.set(hash, [...(owners.get(hash) ?? []), i]);
  });
  const frequency = new Map<number, number>();
  const known = indexed.map(({ text }) => [...shingles(text)].filter((hash) => owners.has(hash)));
  for (const hashes of known) for (const hash of hashes) frequency.set(hash, (frequency.get(hash) ?? 0) + 1);
  const most = new Uint32Array(out.length);
  const shared = new Uint32Array(out.length);
  for (const hashes of known) {
    const met = new Set<number>();
    for (const hash of hashes) {
      if ((frequency.get(hash) ?? 0) >= COMMON) continue;
      for (const i of owners.get(hash) ?? []) {
        shared[i]!++;
        met.add(i);
      }
    }
    for (const i of met) {
      most[i] = Math.max(most[i]!, shared[i]!);
      shared[i] = 0;
    }
  }
  return out.filter((_, i) => most[i]! < MAX_SHARED && most[i]! < MAX_CONTAINMENT * sets[i]!.size);
}
