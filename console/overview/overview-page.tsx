import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { KIND_WORDS, STATE_WORDS } from '../../shared/case/words';
import type { Client } from '../../shared/wire/client';
import { type QueueLine, statusQuery, useDesk, useQueue } from '../desk/use-desk';
import { Trouble } from '../parts/trouble';
import { useTitle } from '../parts/use-title';
import { Countdown } from '../time/countdown';
import { moment } from '../time/words';
import { BarChart } from './bar-chart';
import { DayCharts, OpenCharts } from './day-charts';
import { Alerts, Health } from './health';

const statisticsQuery = (desk: Client) =>
  queryOptions({
    queryKey: ['statistics'],
    queryFn: async ({ signal }) => (await desk('statistics', { signal })).body,
    refetchInterval: 60_000,
  });

/** What is coming, what is old, what is late, and how the machine is. */
export function OverviewPage() {
  const heading = useTitle('Overview');
  const queue = useQueue();
  const desk = useDesk();
  const status = useQuery(statusQuery(desk));
  const statistics = useQuery(statisticsQuery(desk));
  return (
    <main id="main" className="overview">
      <h1 ref={heading} tabIndex={-1}>
        Overview
      </h1>
      {queue.error && <Trouble error={queue.error} stale={queue.data !== undefined} />}
      {statistics.error && <Trouble error={statistics.error} stale={statistics.data !== undefined} />}
      <div className="charts">
        {statistics.data && <OpenCharts open={statistics.data.open} />}
        {queue.data && (
          <>
            <figure className="panel columns-chart">
              <BarChart
                title="Open cases by what they are"
                unit="cases"
                bars={countsOf(queue.data.cases, ({ kind }) => KIND_WORDS[kind])}
              />
            </figure>
            <figure className="panel columns-chart">
              <BarChart
                title="Open cases by where they stand"
                unit="cases"
                bars={countsOf(queue.data.cases, ({ state }) => STATE_WORDS[state])}
              />
            </figure>
          </>
        )}
      </div>
      {queue.data && (
        <>
          <Alerts now={queue.data.at} />
          <Health />
        </>
      )}
      {queue.data && <Late cases={queue.data.cases.filter(({ pastDue }) => pastDue)} />}
      {statistics.data && (
        <section className="happened" aria-labelledby="happened">
          <h2 id="happened">
            The last {statistics.data.days.length} days{' '}
            <small>as of {moment(statistics.data.at, statistics.data.at)}</small>
          </h2>
          <div className="charts">
            <DayCharts days={statistics.data.days} total={statistics.data.total} />
          </div>
        </section>
      )}
      {status.data && (
        <section className="panel" aria-labelledby="work">
          <h2 id="work">Work in hand</h2>
          <dl className="numbers">
            <div>
              <dt>Open</dt>
              <dd>
                {status.data.openCases}
                {status.data.andMore && ' or more'}
              </dd>
            </div>
            <div>
              <dt>Overdue</dt>
              <dd>{status.data.pastDue}</dd>
            </div>
            <div>
              <dt>In somebody’s hands</dt>
              <dd>{status.data.claimed}</dd>
            </div>
            <div>
              <dt>Clock stands still</dt>
              <dd>{status.data.paused}</dd>
            </div>
            {Object.entries(status.data.deadLetters).map(([queueName, count]) => (
              <div key={queueName}>
                <dt>Dead letters, {queueName}</dt>
                <dd>{count}</dd>
              </div>
            ))}
          </dl>
          <p className="note">As of {moment(status.data.at, status.data.at)}.</p>
        </section>
      )}
      {status.error && <Trouble error={status.error} />}
    </main>
  );
}

type Bars = readonly (readonly [name: string, count: number])[];

function countsOf(cases: readonly QueueLine[], nameOf: (line: QueueLine) => string): Bars {
  const counts = new Map<string, number>();
  for (const line of cases) counts.set(nameOf(line), (counts.get(nameOf(line)) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1]);
}

function Late({ cases }: { readonly cases: readonly QueueLine[] }) {
  return (
    <section className="panel" aria-labelledby="late">
      <h2 id="late">Overdue</h2>
      {cases.length === 0 ? (
        <p>Nothing is overdue.</p>
      ) : (
        <ul>
          {cases.map(({ caseId, dueAt, timeLeft, state, claimedBy }) => (
            <li key={caseId}>
              <Link href={`/cases/${caseId}`}>{caseId}</Link> <Countdown dueAt={dueAt} otherwise={timeLeft} />{' '}
              {STATE_WORDS[state]}, {claimedBy === undefined ? 'in nobody’s hands' : `with ${claimedBy}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
