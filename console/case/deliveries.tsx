import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { MAIL_WORDS, ORDER_WORDS } from '../../shared/case/words';
import type { AnswerOf } from '../../shared/wire/contracts';
import { type CaseView, useDesk } from '../desk/use-desk';
import { announce } from '../parts/announce';
import { Trouble } from '../parts/trouble';
import { mayReplay, useSession } from '../sign-in/use-session';
import { exactly, moment } from '../time/words';
import { plural } from './percent';

type Line = AnswerOf<'readOutbox'>['entries'][number];

const STATE_WORDS = {
  waiting: 'waits',
  delivered: 'taken',
  cancelled: 'no longer owed',
  given_up: 'given up',
} as const satisfies Record<Line['state'], string>;

const HELD_WORDS = {
  pause: 'deliveries are paused',
  breaker: 'removals are stopped',
  endpoint: 'the CMS is not called',
} as const;

const PAGE = 50;

/** What the case has told to whom, and what came of it. */
export function Deliveries({ view: { caseId, at } }: { readonly view: CaseView }) {
  const desk = useDesk();
  const queries = useQueryClient();
  const session = useSession();
  const { data, error, fetchNextPage, hasNextPage } = useInfiniteQuery({
    queryKey: ['outbox', caseId],
    queryFn: async ({ pageParam, signal }) =>
      (
        await desk('readOutbox', {
          params: { owner: caseId },
          query: { limit: PAGE, cursor: pageParam },
          signal,
        })
      ).body,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
    refetchInterval: 15_000,
  });
  const replay = useMutation({
    mutationFn: ({ owner, id }: Line) => desk('replayDeliveries', { body: { owner, id } }),
    onSuccess: () => announce('It is sent once more, under the same id.'),
    onSettled: () => queries.invalidateQueries({ queryKey: ['outbox', caseId] }),
  });
  const lines = data?.pages.flatMap(({ entries }) => entries) ?? [];
  const trouble = replay.error ?? error;
  return (
    <>
      {trouble && <Trouble error={trouble} />}
      {data && lines.length === 0 && <p>Nothing has been told to anybody.</p>}
      <ul className="deliveries">
        {lines.map((line) => (
          <li key={line.id}>
            <strong>{STATE_WORDS[line.state]}</strong>: {about(line)}, owed{' '}
            <time dateTime={line.createdAt} title={exactly(line.createdAt)}>
              {moment(line.createdAt, at)}
            </time>
            <small>{history(line, at)}</small>
            {mayReplay(session) && isSettled(line) && (
              <button type="button" disabled={replay.isPending} onClick={() => replay.mutate(line)}>
                Send once more<span className="unseen">: {about(line)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <button type="button" onClick={() => void fetchNextPage()}>
          Show more
        </button>
      )}
    </>
  );
}

/** Alerts are acknowledged, not sent once more. */
const isSettled = ({ effect, state }: Line): boolean =>
  effect.kind !== 'alert' && (state === 'delivered' || state === 'given_up');

function about({ effect }: Line): string {
  switch (effect.kind) {
    case 'mail':
      return `mail to ${effect.to === 'complainant' ? 'the complainant' : (effect.respondent ?? 'the site')}: ${MAIL_WORDS[effect.template]}`;
    case 'cms': {
      const { item } = effect.data;
      return `order to ${effect.siteId}: ${ORDER_WORDS[effect.type]}${typeof item === 'number' ? ` (address ${item})` : ''}`;
    }
    case 'forward':
      return 'the complaint, passed on to the designated agent';
    case 'match_alert':
      return `word of a copy to ${effect.publisherId}`;
    case 'alert':
      return `alert: ${effect.subject}`;
  }
}

function history(
  { attempts, notBefore, deliveredAt, failedAt, held, lastError, returned, replays, state }: Line,
  now: CaseView['at'],
): string {
  return [
    plural(attempts, 'attempt'),
    state === 'waiting' && !held && `next ${moment(notBefore, now)}`,
    held && `held: ${HELD_WORDS[held.by]}`,
    deliveredAt && `taken ${moment(deliveredAt, now)}`,
    failedAt && `given up ${moment(failedAt, now)}`,
    returned && `came back ${moment(returned.at, now)}`,
    replays && `sent once more by ${replays.map(({ by }) => by).join(', ')}`,
    state !== 'delivered' && lastError,
  ]
    .filter((part) => part !== undefined && part !== false && part !== '')
    .join('; ');
}
