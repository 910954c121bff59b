import type { PreparedArticle } from '../article/prepare';
import { parseArticleId, type SiteId } from '../ids';
import { align, type Alignment } from '../match/align';
import { alignExcluding, type Exclusion } from '../match/exclusion';
import type { Desk } from './desk';

/**
 * Aligns articles of a site with originals as people have decided that it is to be done: passages that they excluded are
 * nobody's own words. Asked for only where words would count, and afresh for each aligner, so that what is excluded or
 * revoked holds from the next article on.
 */
export function alignerFor(
  desk: Pick<Desk, 'exclusions'>,
  siteId: SiteId,
  stopped: (hash: number) => boolean,
) {
  let general: Promise<readonly Exclusion[]> | undefined;
  const askGeneral = async () => [
    ...(await desk.exclusions.within({ kind: 'site', siteId })),
    ...(await desk.exclusions.within({ kind: 'corpus' })),
  ];
  /** @param source id of the original, if it is one of our articles. */
  return async (article: PreparedArticle, original: PreparedArticle, source?: string): Promise<Alignment> => {
    const plain = align(article, original, stopped);
    if (plain.verdict !== 'copy' && plain.verdict !== 'partial') return plain;
    const originalId = source === undefined ? undefined : parseArticleId(source);
    const exclusions = [
      ...(await (general ??= askGeneral())),
      ...(originalId ? await desk.exclusions.within({ kind: 'original', originalId }) : []),
    ];
    return alignExcluding(plain, article, original, stopped, exclusions);
  };
}
