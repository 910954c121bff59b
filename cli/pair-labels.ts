import { encodeUtf8 } from '../shared/corpus/byte-stream';
import { crc32 } from '../shared/corpus/crc32';

/**
 * What one reader found in the pairs of real articles that share hardly a shingle and are called `partial` all the
 * same: 'one event' tells the same event, or the same house's words on it again; a 'formula' says of different ones
 * what is always said so (profit notices, appeals of the police, yesterday's prices). Pairs by the CRC-32 of both ids,
 * for no text of the sets is part of this project.
 */
export type PairLabel = 'one event' | 'formula';

const pairs = (keys: string): ReadonlySet<string> => new Set(keys.trim().split(/\s+/));

const LABELS: Readonly<Record<PairLabel, ReadonlySet<string>>> = {
  'one event': pairs(`
  f4974b97 dd0ceb37 f8f1cd8c ab78a632 13424fab 255a5585 053c17b9 d0988632 a08698cd
  e33d1d21 1d4a71db bbeddda9 55070f21 79096e07 290b4afe 0192b9e9 1d908aeb 604008ee
  7f25fbf4 c969559e 37579e74 9a1527f8 78f6ef57 f96ed57f 5540d2ae ec3e4473 494f2239
  06dd9568 33518d0d c5aa5194 88c135fc adadfe58 40cc3dc2 8ed155a4 cecfabc0 80a2455f`),
  formula: pairs(`
  ab1a9259 41250129 38b57c00 445eed32 b6039ebd 510c7803 bee0b210 d232bd2a b1b6c8cb
  2aea0333 d0da06b2 1d10b50a 0637502f 05ada739 c11d5784 e2502091 b68c4688 05f942a6
  4046c1c6 b3eae203 d1ae55c0 e645ec44 4b3f38d5 c0fcb2d4 88975eb3 3bf2a49e 9a1dfce4
  49f1b60f 2e8647dc ee12dcbd 031caed0 8b445736 94008953 93bbf832 fd6501be 02e2c128`),
};

/** Undefined for a pair that nobody has read. */
export function labelOfPair(articleId: string, originalId: string): PairLabel | undefined {
  const key = crc32(encodeUtf8(`${articleId} ${originalId}`))
    .toString(16)
    .padStart(8, '0');
  return (['one event', 'formula'] as const).find((label) => LABELS[label].has(key));
}
