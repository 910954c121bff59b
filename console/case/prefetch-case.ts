import type { QueryClient } from '@tanstack/react-query';
import type { Client } from '../../shared/wire/client';
import { caseQuery } from '../desk/use-desk';
import { alignedQuery } from '../texts/aligned-query';

/** Brings a case and its first texts, aligned, so that it is there when it is opened. */
export async function prefetchCase(queries: QueryClient, desk: Client, caseId: string): Promise<void> {
  const view = await queries.fetchQuery(caseQuery(desk, caseId)).catch(() => undefined);
  const item = view?.itemViews.find(({ state }) => state === 'PENDING') ?? view?.itemViews[0];
  if (item?.evidence && item.comparison.outcome === 'compared')
    await queries.prefetchQuery(alignedQuery(desk, caseId, item.no, item.comparison.sha256, item.evidence));
}
