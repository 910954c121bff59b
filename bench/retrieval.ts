import { COPYISTS, type CopyKind, randomFrom } from '../cli/evaluate-copies';
import type { Document } from '../cli/evaluate-data';
import { withoutCounterpart } from '../cli/evaluate-retrieval';
import type { Retriever } from './retriever';

export interface TestBedOptions {
  readonly seed: number;
  /** Articles of the background that are copied. */
  readonly sources: number;
  /** Articles kept out of the background: what must not be found, and the hosts of excerpts. */
  readonly heldOut: number;
}

/** Copies of real articles, to be looked up among all of them; the same texts for every retriever. */
export interface TestBed {
  readonly originals: readonly Document[];
  /** Texts that are no copy of any original. */
  readonly clean: readonly string[];
  readonly copies: Readonly<
    Record<CopyKind, readonly { readonly sourceId: string; readonly text: string }[]>
  >;
}

export interface Retrieved {
  readonly name: string;
  readonly use: string;
  /** Share of the copies whose source is found first with a score that one of 1,000 clean texts exceeds. */
  readonly recall: Readonly<Record<CopyKind, number>>;
  readonly mean: number;
}

const MIN_SOURCE_WORDS = 100;
const VOCABULARY_FROM = 500;

export function testBed(background: readonly Document[], options: TestBedOptions): TestBed {
  const random = randomFrom(options.seed);
  const shuffled = background
    .map((document) => ({ document, key: random() }))
    .sort((x, y) => x.key - y.key)
    .map(({ document }) => document);
  const originals = shuffled.slice(options.heldOut);
  const clean = withoutCounterpart(shuffled.slice(0, options.heldOut), originals);
  const long = ({ text }: Document) => text.split(/\s+/).length >= MIN_SOURCE_WORDS;
  const sources = originals.filter(long).slice(0, options.sources);
  const hosts = clean.filter(long);
  const words = originals.slice(0, VOCABULARY_FROM).flatMap(({ text }) => text.match(/[a-z]{4,}/g) ?? []);
  const vocabulary = [...new Set(words)];
  const copiesOf = (copyist: (typeof COPYISTS)[CopyKind]) =>
    sources.map(({ id, text }, i) => ({
      sourceId: id,
      text: copyist(text, { random, vocabulary, host: hosts[i % hosts.length]?.text ?? '' }),
    }));
  return {
    originals,
    clean: clean.map(({ text }) => text),
    copies: byKind((kind) => copiesOf(COPYISTS[kind])),
  };
}

const KINDS = Object.keys(COPYISTS) as CopyKind[];

const byKind = <T>(of: (kind: CopyKind) => T): Record<CopyKind, T> =>
  Object.fromEntries(KINDS.map((kind) => [kind, of(kind)])) as Record<CopyKind, T>;

export async function retrieve(bed: TestBed, retriever: Retriever): Promise<Retrieved> {
  for (const { id, text } of bed.originals) await retriever.add(id, text);
  await retriever.finish();
  const scores = (await retriever.best(bed.clean)).map((found) => found?.score ?? -Infinity);
  const threshold = scores.sort((x, y) => y - x)[Math.floor(bed.clean.length / 1_000)] ?? -Infinity;
  const recall: Partial<Record<CopyKind, number>> = {};
  for (const kind of KINDS) {
    const copies = bed.copies[kind];
    const found = await retriever.best(copies.map(({ text }) => text));
    const right = copies.filter(({ sourceId }, i) => {
      const best = found[i];
      return best !== undefined && best.id === sourceId && best.score > threshold;
    });
    recall[kind] = right.length / copies.length;
  }
  const whole = recall as Record<CopyKind, number>;
  const mean = KINDS.reduce((total, kind) => total + whole[kind], 0) / KINDS.length;
  return { name: retriever.name, use: retriever.use, recall: whole, mean };
}
