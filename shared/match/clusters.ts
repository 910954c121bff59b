import type { Block } from './blocks';

/** Blocks that stand close together in both texts; bounds in words, end exclusive. */
export interface Cluster {
  articleStart: number;
  articleEnd: number;
  originalStart: number;
  originalEnd: number;
  /** Sum of the blocks' lengths. */
  weight: number;
  readonly blocks: Block[];
}

/** Words that may stand between two blocks of one passage, in either text. */
export const MAX_GAP_WORDS = 8;
/** Clusters kept open at a time: a bound for texts that repeat themselves. */
const MAX_OPEN = 64;

/** Distance of two ranges, 0 if they touch or overlap. */
const apart = (start: number, end: number, otherStart: number, otherEnd: number): number =>
  Math.max(0, start - otherEnd, otherStart - end);

/** Joins each block to the nearest cluster within `gap` words of it in both texts, in order of the article. */
export function cluster(blocks: readonly Block[], gap: number = MAX_GAP_WORDS): Cluster[] {
  const all: Cluster[] = [];
  let open: Cluster[] = [];
  for (const block of blocks) {
    const articleEnd = block.article + block.length;
    const originalEnd = block.original + block.length;
    open = open.filter((c) => block.article - c.articleEnd <= gap);
    let best: Cluster | undefined;
    let nearest = Infinity;
    for (const c of open) {
      const distance = apart(block.original, originalEnd, c.originalStart, c.originalEnd);
      if (distance > gap || distance > nearest || (distance === nearest && best && best.weight >= c.weight))
        continue;
      best = c;
      nearest = distance;
    }
    if (best === undefined) {
      best = {
        articleStart: block.article,
        articleEnd,
        originalStart: block.original,
        originalEnd,
        weight: block.length,
        blocks: [block],
      };
      all.push(best);
      open.push(best);
      if (open.length > MAX_OPEN) open.shift();
      continue;
    }
    best.articleEnd = Math.max(best.articleEnd, articleEnd);
    best.originalStart = Math.min(best.originalStart, block.original);
    best.originalEnd = Math.max(best.originalEnd, originalEnd);
    best.weight += block.length;
    best.blocks.push(block);
  }
  return all;
}
