import { COPYISTS, randomFrom } from '../cli/evaluate-copies';
import type { Document } from '../cli/evaluate-data';
import { prepare } from '../shared/article/prepare';
import { splitWords } from '../shared/article/words';
import { isccTextCode } from '../shared/fingerprint/iscc-text-code';
import { winnow } from '../shared/fingerprint/shingles';
import { simhash } from '../shared/fingerprint/simhash';
import { align } from '../shared/match/align';
import { quantile, sum, timeInterleaved } from './interleaved';
import { moreLikeThis } from './peers/bm25';
import { minhashIndex, shingleMinhash } from './peers/minhash';
import { readmeHash } from './peers/simhash-js';

export interface KernelSpeed {
  readonly name: string;
  readonly megabytesPerSecond: number;
  /** Median of an article, microseconds; and the reference kernel's least in the same process. */
  readonly articleP50: number;
  readonly reference: number;
}

export interface LookUpSpeed {
  readonly name: string;
  readonly articles: number;
  readonly p50: number;
  readonly p99: number;
  readonly reference: number;
}

export interface AlignSpeed {
  readonly p50: number;
  readonly p99: number;
  readonly reference: number;
}

export const PREPARATION = 'the whole preparation: quotations, credits, boilerplate too';
export const SIMHASH = 'SimHash, 64 bit, through simhash-js';
export const FINGERPRINT = 'fingerprint: words and winnowing';

const ROUNDS = 25;
const SLOW_ROUNDS = 7;
const ARTICLES = 60;

/** Real news articles of some 5 KB. */
export const typical = (background: readonly Document[]): readonly string[] =>
  background
    .map(({ text }) => text)
    .filter(({ length }) => length >= 4_500 && length <= 5_500)
    .slice(0, ARTICLES);

export function kernelSpeeds(texts: readonly string[]): readonly KernelSpeed[] {
  const bytes = texts.reduce((total, text) => total + Buffer.byteLength(text), 0);
  const measure = (name: string, work: (text: string) => unknown, rounds: number): KernelSpeed => {
    const { microseconds, reference } = timeInterleaved(
      texts.map((text) => () => void work(text)),
      rounds,
    );
    // Bytes per microsecond are megabytes per second.
    return {
      name,
      megabytesPerSecond: bytes / sum(microseconds),
      articleP50: quantile(microseconds, 0.5),
      reference,
    };
  };
  return [
    measure(FINGERPRINT, (text) => winnow(splitWords(text).words), ROUNDS),
    measure(PREPARATION, (text) => winnow(prepare({ text }).words), ROUNDS),
    measure(SIMHASH, (text) => simhash(splitWords(text).words), SLOW_ROUNDS),
    measure('ISCC Text-Code', (text) => isccTextCode(text), SLOW_ROUNDS),
    measure('peer: simhash-js as its README', readmeHash, SLOW_ROUNDS),
    measure('peer: npm minhash, 128 values', shingleMinhash, SLOW_ROUNDS),
  ];
}

const INDEXED = 5_000;
const QUERIES = 150;

/** Peers' look-ups, each in an index of its own over real articles. */
export function peerLookUps(background: readonly Document[]): readonly LookUpSpeed[] {
  const documents = background.slice(0, INDEXED);
  const queries = typical(background).slice(0, QUERIES);
  const like = moreLikeThis();
  const bands = minhashIndex();
  for (const { id, text } of documents) {
    like.add(id, text);
    bands.add(id, shingleMinhash(text));
  }
  const measure = (name: string, works: readonly (() => void)[]): LookUpSpeed => {
    const { microseconds, reference } = timeInterleaved(works, SLOW_ROUNDS);
    const [p50, p99] = [quantile(microseconds, 0.5), quantile(microseconds, 0.99)];
    return { name, articles: documents.length, p50, p99, reference };
  };
  const minhashes = queries.map(shingleMinhash);
  return [
    measure(
      'peer: BM25 more-like-this (minisearch)',
      queries.map((text) => () => void like.best(text)),
    ),
    measure(
      'peer: npm minhash in its LSH index, hashes at hand',
      minhashes.map((hashes) => () => void bands.best(hashes)),
    ),
  ];
}

const PAIRS = 200;

/** Real articles beside copies of all kinds of them, and beside others: what a worker aligns. */
export function alignSpeed(background: readonly Document[]): AlignSpeed {
  const random = randomFrom(7);
  const texts = typical(background);
  const kinds = Object.values(COPYISTS);
  const vocabulary = ['harbour', 'council', 'ferry', 'budget', 'weather', 'market'];
  const works = Array.from({ length: PAIRS }, (_, i) => {
    const text = texts[i % texts.length]!;
    const host = texts[(i + 1) % texts.length]!;
    const copy = kinds[i % kinds.length]!(text, { random, vocabulary, host });
    const [article, original] = [prepare({ text: copy }), prepare({ text })];
    return () => void align(article, original);
  });
  const { microseconds, reference } = timeInterleaved(works, ROUNDS);
  return { p50: quantile(microseconds, 0.5), p99: quantile(microseconds, 0.99), reference };
}
