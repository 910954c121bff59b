import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLocation } from 'wouter';
import { useDesk } from '../desk/use-desk';
import { announce } from '../parts/announce';
import { prefetchCase } from './prefetch-case';

/** Takes the next free case and goes there; says so where there is none. */
export function useClaimNext(): () => Promise<void> {
  const desk = useDesk();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  return useCallback(async () => {
    const { body } = await desk('claimNext', { body: {} });
    void queries.invalidateQueries({ queryKey: ['queue'] });
    if (body.claim === null) return announce('No case is free: all that are open are in somebody’s hands.');
    const { caseId } = body.claim;
    void queries.invalidateQueries({ queryKey: ['case', caseId] });
    void prefetchCase(queries, desk, caseId);
    navigate(`/cases/${caseId}`);
    announce(`${caseId} is yours.`);
  }, [desk, queries, navigate]);
}
