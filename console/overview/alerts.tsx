import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { parseCaseId } from '../../shared/ids';
import type { Client } from '../../shared/wire/client';
import type { AnswerOf } from '../../shared/wire/contracts';
import { type CaseView, useDesk } from '../desk/use-desk';
import { Trouble } from '../parts/trouble';
import { mayDecide, useSession } from '../sign-in/use-session';
import { moment } from '../time/words';

type Alert = AnswerOf<'listAlerts'>['alerts'][number];
type Now = AnswerOf<'listQueue'>['at'];

const alertsQuery = (desk: Client) =>
  queryOptions({
    queryKey: ['alerts'],
    queryFn: async ({ signal }) => (await desk('listAlerts', { signal })).body,
    refetchInterval: 30_000,
  });

/** What people were told is wrong, until somebody has it in hand. */
export function Alerts({ now }: { readonly now: Now }) {
  const { data, error } = useQuery(alertsQuery(useDesk()));
  return (
    <section className="panel" aria-labelledby="alerts">
      <h2 id="alerts">Alerts</h2>
      {error && <Trouble error={error} />}
      {data?.alerts.length === 0 && <p>Nothing is wrong.</p>}
      <ul>
        {data?.alerts.map((alert) => (
          <li key={alert.id}>
            <AlertLine alert={alert} now={now} about={<About id={alert.id} subject={alert.subject} />} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where the link of a page leads: whoever opens it must be able to say that they have it in hand. */
export function AlertOfCase({ view }: { readonly view: CaseView }) {
  const { data } = useQuery(alertsQuery(useDesk()));
  const alert = data?.alerts.find(({ id }) => id === view.caseId);
  return alert ? (
    <section className="panel" aria-label="Alert">
      <div>
        <AlertLine alert={alert} now={view.at} about={alert.subject.replace(`${view.caseId}: `, '')} />
      </div>
    </section>
  ) : null;
}

function AlertLine({
  alert,
  now,
  about,
}: {
  readonly alert: Alert;
  readonly now: Now;
  readonly about: ReactNode;
}) {
  const desk = useDesk();
  const queries = useQueryClient();
  const worker = mayDecide(useSession());
  const { id, severity, subject, openedAt, pages, acknowledged } = alert;
  const acknowledge = useMutation({
    mutationFn: () => desk('acknowledgeAlert', { params: { alertId: id }, body: {} }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['alerts'] }),
  });
  return (
    <>
      <strong>{severity}</strong>: {about}{' '}
      <small>
        since {moment(openedAt, now)}, told {pages === 1 ? 'once' : `${pages} times`}
      </small>{' '}
      {acknowledged ? (
        <small>
          {acknowledged.by} has it in hand since {moment(acknowledged.at, now)}
        </small>
      ) : (
        worker && (
          <button type="button" disabled={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
            I have it in hand<span className="unseen">: {subject}</span>
          </button>
        )
      )}
      {acknowledge.error && <Trouble error={acknowledge.error} />}
    </>
  );
}

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
