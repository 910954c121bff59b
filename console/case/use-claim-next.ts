import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useLocation } from 'wouter';
import { type QueuePage, useDesk, useQueue } from '../desk/use-desk';
import { announce } from '../parts/announce';
import { prefetchCase } from './prefetch-case';

/** The case that would be given out next, if nobody is quicker, and if it is here already. */
export function nextInHand(queries: QueryClient, besides?: string): string | undefined {
  const next = queries
    .getQueryData<QueuePage>(['queue'])
    ?.cases.find(({ caseId, claimedBy }) => claimedBy === undefined && caseId !== besides);
  return next && queries.getQueryData(['case', next.caseId]) === undefined ? undefined : next?.caseId;
}

/** Takes the next free case and goes there; says so where there is none. @returns its number. */
export function useClaimNext(): () => Promise<string | undefined> {
  const desk = useDesk();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  return useCallback(async () => {
    const { body } = await desk('claimNext', { body: {} });
    void queries.invalidateQueries({ queryKey: ['queue'] });
    if (body.claim === null) {
      announce('No case is free: all that are open are in somebody’s hands.');
      return undefined;
    }
    const { caseId } = body.claim;
    void queries.invalidateQueries({ queryKey: ['case', caseId] });
    void prefetchCase(queries, desk, caseId);
    navigate(`/cases/${caseId}`);
    announce(`${caseId} is yours.`);
    return caseId;
  }, [desk, queries, navigate]);
}

/** The case that would be taken next is there before it is asked for. */
export function usePrefetchOfNext(besides?: string): void {
  const queries = useQueryClient();
  const desk = useDesk();
  const { data } = useQueue();
  const next = data?.cases.find(
    ({ caseId, claimedBy }) => claimedBy === undefined && caseId !== besides,
  )?.caseId;
  useEffect(() => {
    if (next !== undefined) void prefetchCase(queries, desk, next);
  }, [queries, desk, next]);
}
