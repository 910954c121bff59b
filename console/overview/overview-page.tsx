import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { between, HOUR, type Instant } from '../../shared/clock/instant';
import { KIND_WORDS, STATE_WORDS } from '../../shared/case/words';
import { type QueueLine, statusQuery, useDesk, useQueue } from '../desk/use-desk';
import { Trouble } from '../parts/trouble';
import { useTitle } from '../parts/use-title';
import { Countdown } from '../time/countdown';
import { moment } from '../time/words';
import { BarChart } from './bar-chart';
import { Alerts, Health } from './health';

/** What is coming, what is old, what is late, and how the machine is. */
export function OverviewPage() {
  const heading = useTitle('Overview');
  const queue = useQueue();
  const status = useQuery(statusQuery(useDesk()));
  return (
    <main id="main" className="overview">
      <h1 ref={heading} tabIndex={-1}>
        Overview
      </h1>
      {queue.error && <Trouble error={queue.error} stale={queue.data !== undefined} />}
      {queue.data && (
        <div className="charts">
          <BarChart
            title="Due in the next hours"
            unit="cases"
            bars={dueByHours(queue.data.cases, queue.data.at)}
          />
          <BarChart
            title="How long open cases have been here"
            unit="cases"
            bars={byAge(queue.data.cases, queue.data.at)}
          />
          <BarChart
            title="Open cases by what they are"
            unit="cases"
            bars={countsOf(queue.data.cases, ({ kind }) => KIND_WORDS[kind])}
          />
          <BarChart
            title="Open cases by where they stand"
            unit="cases"
            bars={countsOf(queue.data.cases, ({ state }) => STATE_WORDS[state])}
          />
        </div>
      )}
      {queue.data && (
        <>
          <Alerts now={queue.data.at} />
          <Health />
        </>
      )}
      {queue.data && <Late cases={queue.data.cases.filter(({ pastDue }) => pastDue)} />}
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

/** Cases by the hours until they are due, overdue ones first; a clock that stands still is due at no hour. */
function dueByHours(cases: readonly QueueLine[], at: Instant): Bars {
  const steps = [0, 1, 2, 4, 8, 12, 24];
  const hours = cases.flatMap(({ dueAt }) => (dueAt === undefined ? [] : [between(at, dueAt) / HOUR]));
  return [
    ['overdue', hours.filter((each) => each < 0).length],
    ...steps.map((from, i): readonly [string, number] => {
      const to = steps[i + 1] ?? Infinity;
      return [
        to === Infinity ? `over ${from} h` : `${from}–${to} h`,
        hours.filter((each) => each >= from && each < to).length,
      ];
    }),
    ['stands still', cases.length - hours.length],
  ];
}

function byAge(cases: readonly QueueLine[], at: Instant): Bars {
  const steps = [0, 4, 12, 24, 48, 96];
  return steps.map((from, i) => {
    const to = steps[i + 1] ?? Infinity;
    const count = cases.filter(({ receivedAt }) => {
      const age = between(receivedAt, at) / HOUR;
      return age >= from && age < to;
    }).length;
    return [to === Infinity ? `over ${from} h` : `${from}–${to} h`, count];
  });
}

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
