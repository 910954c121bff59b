import { queryOptions, useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { AnswerOf } from '../../shared/wire/contracts';
import type { Client } from '../../shared/wire/client';
import { deskTime } from '../time/desk-time';

const DeskContext = createContext<Client | undefined>(undefined);
export const DeskProvider = DeskContext.Provider;

export function useDesk(): Client {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('there is no desk around this component');
  return desk;
}

export type QueuePage = AnswerOf<'listQueue'>;
export type QueueLine = QueuePage['cases'][number];
export type CaseView = AnswerOf<'readCase'>;
export type ItemView = CaseView['itemViews'][number];
export type Evidence = NonNullable<ItemView['evidence']>;

/** Cases a page; a shift sees the whole of an ordinary queue at once. */
const QUEUE_LIMIT = 100;

export const queueQuery = (desk: Client) =>
  queryOptions({
    queryKey: ['queue'],
    async queryFn({ signal }) {
      const { body } = await desk('listQueue', { query: { limit: QUEUE_LIMIT }, signal });
      deskTime.observe(body.at);
      return body;
    },
    refetchInterval: 10_000,
  });

export const caseQuery = (desk: Client, caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId],
    async queryFn({ signal }) {
      const { body } = await desk('readCase', { params: { caseId }, signal });
      deskTime.observe(body.at);
      return body;
    },
    refetchInterval: 15_000,
  });

export const statusQuery = (desk: Client) =>
  queryOptions({
    queryKey: ['desk-status'],
    queryFn: async ({ signal }) => (await desk('readDeskStatus', { signal })).body,
    refetchInterval: 30_000,
  });

export const useQueue = () => useQuery(queueQuery(useDesk()));
export const useCase = (caseId: string) => useQuery(caseQuery(useDesk(), caseId));
