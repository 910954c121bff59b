import { prepare } from '../article/prepare';
import { BOILERPLATE, type PreparedArticle } from '../article/prepare-text';
import type { Instant } from '../clock/instant';
import { ALGORITHM, everyShingle, SHINGLE_WORDS } from '../fingerprint/shingles';
import type { ArticleId, CaseId, ExclusionId, SiteId } from '../ids';
import { type Alignment, align } from './align';
import { flagsWithStopped } from './stop-list';

/** Where an excluded passage counts as nobody's own words: against one original, for the articles of one site, everywhere. */
export type ExclusionScope =
  | { readonly kind: 'original'; readonly originalId: ArticleId }
  | { readonly kind: 'site'; readonly siteId: SiteId }
  | { readonly kind: 'corpus' };

/** A passage, an agency's disclaimer or a statement that all print, that a person excluded when deciding an item. */
export interface Exclusion {
  readonly id: ExclusionId;
  readonly scope: ExclusionScope;
  readonly caseId: CaseId;
  readonly item: number;
  /** Its number in the item's evidence, from 1. */
  readonly passage: number;
  /** How it begins, for people. */
  readonly opening: string;
  /** Of `hashes`; others are passed over. */
  readonly algorithm: string;
  /** All shingles of the passage as it stands in either text. */
  readonly hashes: readonly number[];
  readonly excludedBy: string;
  readonly excludedAt: Instant;
  readonly revokedAt?: Instant;
}

/** All shingles of passages; empty where each is shorter than a shingle. */
export function shinglesOfPassages(texts: readonly string[]): readonly number[] {
  const all = new Set<number>();
  for (const text of texts) {
    const { words } = prepare({ text });
    if (words.count >= SHINGLE_WORDS) for (const hash of everyShingle(words).hashes) all.add(hash);
  }
  return [...all];
}

export const isInForce = ({ revokedAt, algorithm }: Exclusion): boolean =>
  revokedAt === undefined && algorithm === ALGORITHM;

/** Share of a text's words, its frame apart, that these passages take out of the count together, 0..1. */
export function excludedShare(
  { words, flags }: Pick<PreparedArticle, 'words' | 'flags'>,
  hashes: ReadonlySet<number>,
): number {
  const excluded = flagsWithStopped({ words, flags: new Uint8Array(words.count) }, (hash) =>
    hashes.has(hash),
  );
  let own = 0;
  let taken = 0;
  for (let i = 0; i < words.count; i++) {
    if ((flags[i]! & BOILERPLATE) !== 0) continue;
    own++;
    if (excluded[i] !== 0) taken++;
  }
  return own === 0 ? 0 : taken / own;
}

/**
 * Aligns again where people have excluded passages that the article has: these count as boilerplate, and are named. What
 * it has of the original besides counts as before.
 * @param plain what align() says without them.
 */
export function alignExcluding(
  plain: Alignment,
  article: PreparedArticle,
  original: PreparedArticle,
  stopped: (hash: number) => boolean,
  exclusions: readonly Exclusion[],
): Alignment {
  const inForce = exclusions.filter(isInForce);
  const shingles = inForce.length === 0 ? undefined : new Set(everyShingle(article.words).hashes);
  const met = inForce.filter(({ hashes }) => hashes.some((hash) => shingles?.has(hash)));
  if (met.length === 0) return plain;
  const excluded = new Set(met.flatMap(({ hashes }) => hashes));
  return {
    ...align(article, original, (hash) => excluded.has(hash) || stopped(hash)),
    excludedBy: met.map(({ caseId, item, passage }) => ({ caseId, item, passage })),
  };
}
