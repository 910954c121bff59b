import type { PreparedArticle } from '../article/prepare-text';
import { parseArticleId, type SiteId } from '../ids';
import { align, type Alignment } from '../match/align';
import { alignExcluding, type Exclusion, type ExclusionScope } from '../match/exclusion';
import type { Desk } from './desk';

/** Which texts are aligned: of the article its site, of the original its id, if it is one of our articles. */
export interface Sides {
  /** Asked for only where words would count. */
  readonly siteOf: () => Promise<SiteId | undefined>;
  readonly source?: string | undefined;
}

/**
 * Aligns articles with originals as people have decided that it is to be done: passages that they excluded, for the
 * site of the article, are nobody's own words. Asked for only where words would count, and afresh for each aligner, so
 * that what is excluded or revoked holds from the next article on.
 */
export function alignerFor(desk: Pick<Desk, 'exclusions'>, stopped: (hash: number) => boolean) {
  const asked = new Map<string, Promise<readonly Exclusion[]>>();
  const general = (scope: Exclude<ExclusionScope, { kind: 'original' }>) => {
    const key = scope.kind === 'site' ? scope.siteId : '';
    const answer = asked.get(key) ?? desk.exclusions.within(scope);
    asked.set(key, answer);
    return answer;
  };
  return async (
    article: PreparedArticle,
    original: PreparedArticle,
    { siteOf, source }: Sides,
  ): Promise<Alignment> => {
    const plain = align(article, original, stopped);
    if (plain.verdict !== 'copy' && plain.verdict !== 'partial') return plain;
    const siteId = await siteOf();
    const originalId = source === undefined ? undefined : parseArticleId(source);
    const exclusions = [
      ...(siteId === undefined ? [] : await general({ kind: 'site', siteId })),
      ...(await general({ kind: 'corpus' })),
      ...(originalId ? await desk.exclusions.within({ kind: 'original', originalId }) : []),
    ];
    return alignExcluding(plain, article, original, stopped, exclusions);
  };
}

export const ofSite =
  (siteId: SiteId): Sides['siteOf'] =>
  async () =>
    siteId;
