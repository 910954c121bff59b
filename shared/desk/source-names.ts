import type { ArticleRow } from '../article/article';
import type { SourceName } from './desk';

/** By what names a source may speak of an article. */
export const sourceNames = (
  { siteId, submitter }: Pick<ArticleRow, 'siteId' | 'submitter'>,
  { externalId, canonicalUrl }: { readonly externalId?: string; readonly canonicalUrl?: string },
): readonly SourceName[] => [
  ...(externalId === undefined ? [] : [{ siteId, submitter, externalId }]),
  ...(canonicalUrl === undefined ? [] : [{ siteId, submitter, canonicalUrl }]),
];
