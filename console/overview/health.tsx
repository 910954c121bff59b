import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Client } from '../../shared/wire/client';
import type { AnswerOf } from '../../shared/wire/contracts';
import { type Instant, parseInstant } from '../../shared/clock/instant';
import { parseCaseId } from '../../shared/ids';
import { useDesk } from '../desk/use-desk';
import { Trouble } from '../parts/trouble';
import { mayDecide, useSession } from '../sign-in/use-session';
import { moment } from '../time/words';

type State = AnswerOf<'selfCheck'>['state'];

/** Told by a sign and a word, and by colour only besides. */
const STATES = {
  green: { sign: '✓', words: 'well', heading: 'The machine is well' },
  amber: { sign: '◆', words: 'worth a look', heading: 'Something is worth a look' },
  red: { sign: '▲', words: 'wrong', heading: 'Something is wrong with the machine' },
} as const satisfies Record<State, { sign: string; words: string; heading: string }>;

const EVERY_MS = 30_000;

const healthQuery = (desk: Client) =>
  queryOptions({
    queryKey: ['self-check'],
    queryFn: async ({ signal }) => (await desk('selfCheck', { signal })).body,
    refetchInterval: EVERY_MS,
  });
const alertsQuery = (desk: Client) =>
  queryOptions({
    queryKey: ['alerts'],
    queryFn: async ({ signal }) => (await desk('listAlerts', { signal })).body,
    refetchInterval: EVERY_MS,
  });

/** How the machine is: sweep, timers, deliveries, queues, index, canary. */
export function Health() {
  const { data, error } = useQuery(healthQuery(useDesk()));
  if (error) return <Trouble error={error} />;
  if (!data) return null;
  return (
    <section className="panel" aria-labelledby="health">
      <h2 id="health">
        {STATES[data.state].heading} <small>as of {moment(data.at, data.at)}</small>
      </h2>
      <ul className="checks">
        {data.checks.map(({ name, state, says }) => (
          <li key={name} data-state={state}>
            <span aria-hidden="true">{STATES[state].sign}</span> <strong>{name}</strong>{' '}
            <span className="unseen">{STATES[state].words}: </span>
            {withMoments(says, data.at)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What people were told is wrong, until somebody has it in hand. */
export function Alerts({ now }: { readonly now: AnswerOf<'listQueue'>['at'] }) {
  const desk = useDesk();
  const queries = useQueryClient();
  const worker = mayDecide(useSession());
  const { data, error } = useQuery(alertsQuery(desk));
  const acknowledge = useMutation({
    mutationFn: (alertId: string) => desk('acknowledgeAlert', { params: { alertId }, body: {} }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['alerts'] }),
  });
  const trouble = error ?? acknowledge.error;
  return (
    <section className="panel" aria-labelledby="alerts">
      <h2 id="alerts">Alerts</h2>
      {trouble && <Trouble error={trouble} />}
      {data?.alerts.length === 0 && <p>Nothing is wrong.</p>}
      <ul>
        {data?.alerts.map(({ id, severity, subject, openedAt, pages, acknowledged }) => (
          <li key={id}>
            <strong>{severity}</strong>: <About id={id} subject={subject} />{' '}
            <small>
              since {moment(openedAt, now)}, told {pages === 1 ? 'once' : `${pages} times`}
            </small>{' '}
            {acknowledged ? (
              <small>
                {acknowledged.by} has it in hand since {moment(acknowledged.at, now)}
              </small>
            ) : (
              worker && (
                <button type="button" disabled={acknowledge.isPending} onClick={() => acknowledge.mutate(id)}>
                  I have it in hand<span className="unseen">: {subject}</span>
                </button>
              )
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The desk writes instants for machines; people read when it was for them. */
const withMoments = (says: string, now: Instant): string =>
  says.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (text) => {
    const at = parseInstant(text);
    return at === undefined ? text : moment(at, now);
  });

/** An alert of a case is known by its number, with which its subject begins. */
function About({ id, subject }: { readonly id: string; readonly subject: string }) {
  if (parseCaseId(id) === undefined || !subject.startsWith(id)) return subject;
  return (
    <>
      <Link href={`/cases/${id}`}>{id}</Link>
      {subject.slice(id.length)}
    </>
  );
}
