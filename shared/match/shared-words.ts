import type { Words } from '../article/words';
import { type EqualRun, tableMask } from './equal-runs';

/** A word that stands more often (times in the article x times in the original) says nothing about where. */
const MAX_PAIRINGS = 8;
/** A word inside an equal run this long has found its place. */
const SETTLED_RUN_WORDS = 8;

export interface SharedWords {
  /** Words rare in both texts, each with each of its places in the original, in order of the article. */
  readonly rare: readonly EqualRun[];
  /** Share of the smaller vocabulary that is common to both texts, 0..1. */
  readonly containment: number;
}

/**
 * The words two texts share wherever they stand; those rare in both show rewritten passages, in which hardly three
 * words in a row are left. Words of fewer than four letters are left out, and inflections count as equal.
 * @param runs equal runs, whose words have found their places already.
 */
export function sharedWords(article: Words, original: Words, runs: readonly EqualRun[]): SharedWords {
  const a = article.stems;
  const o = original.stems;
  const mask = tableMask(a.length + o.length);
  const keys = new Uint32Array(mask + 1);
  const heads = new Int32Array(mask + 1);
  const inOriginal = new Int32Array(mask + 1);
  const inArticle = new Int32Array(mask + 1);
  const next = new Int32Array(o.length + 1);
  /** Open addressing: the stem's slot, taken on first sight. */
  const slotOf = (stem: number): number => {
    let slot = (stem ^ (stem >>> 15)) & mask;
    while (keys[slot] !== stem && keys[slot] !== 0) slot = (slot + 1) & mask;
    keys[slot] = stem;
    return slot;
  };
  let originalVocabulary = 0;
  for (let j = o.length - 1; j >= 0; j--) {
    if (o[j] === 0) continue;
    const slot = slotOf(o[j]!);
    next[j + 1] = heads[slot]!;
    heads[slot] = j + 1;
    if (inOriginal[slot]!++ === 0) originalVocabulary++;
  }
  let articleVocabulary = 0;
  let common = 0;
  const slots = new Int32Array(a.length).fill(-1);
  for (let i = 0; i < a.length; i++) {
    if (a[i] === 0) continue;
    const slot = slotOf(a[i]!);
    if (inArticle[slot]!++ === 0) {
      articleVocabulary++;
      if (inOriginal[slot]! > 0) common++;
    }
    slots[i] = slot;
  }
  for (const { article: from, length } of runs)
    if (length >= SETTLED_RUN_WORDS) slots.fill(-1, from, from + length);

  const rare: EqualRun[] = [];
  for (let i = 0; i < a.length; i++) {
    const slot = slots[i]!;
    if (slot < 0 || inArticle[slot]! * inOriginal[slot]! > MAX_PAIRINGS) continue;
    for (let entry = heads[slot]!; entry !== 0; entry = next[entry]!)
      rare.push({ article: i, original: entry - 1, length: 1 });
  }
  const smaller = Math.min(articleVocabulary, originalVocabulary);
  return { rare, containment: smaller === 0 ? 0 : common / smaller };
}
