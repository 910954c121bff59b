import { queryOptions } from '@tanstack/react-query';
import type { PreparedArticle } from '../../shared/article/prepare-text';
import type { Block } from '../../shared/match/aligned-texts';
import type { Client } from '../../shared/wire/client';
import type { Evidence } from '../desk/use-desk';

export interface AlignedPair {
  readonly article: PreparedArticle;
  readonly original: PreparedArticle;
  readonly blocks: readonly Block[];
}

/**
 * An item's two whole texts, facing each other. The engine that aligns them is the server's own, and is loaded when
 * the first pair is.
 */
export const alignedQuery = (
  desk: Client,
  caseId: string,
  item: number,
  sha256: string,
  { passages }: Evidence,
) =>
  queryOptions({
    // Named by the evidence's hash, under which nothing ever changes.
    queryKey: ['aligned', caseId, item, sha256],
    staleTime: Infinity,
    async queryFn({ signal }): Promise<AlignedPair> {
      const [{ body }, { prepareText }, { alignedTexts }] = await Promise.all([
        desk('readTexts', { params: { caseId, item: String(item) }, signal }),
        import('../../shared/article/prepare-text'),
        import('../../shared/match/aligned-texts'),
      ]);
      const [article, original] = [prepareText(body.article), prepareText(body.original)];
      return { article, original, blocks: alignedTexts(article, original, passages) };
    },
  });
