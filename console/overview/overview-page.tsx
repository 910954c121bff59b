import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from 'wouter';
import { STATE_WORDS } from '../../shared/case/words';
import { MINUTE } from '../../shared/clock/instant';
import type { AnswerOf } from '../../shared/wire/contracts';
import type { Client } from '../../shared/wire/client';
import { type QueueLine, statusQuery, useDesk, useQueue } from '../desk/use-desk';
import { Trouble } from '../parts/trouble';
import { useTitle } from '../parts/use-title';
import { Countdown } from '../time/countdown';
import { moment } from '../time/words';
import { DayCharts } from './day-charts';
import { Alerts } from './alerts';
import { Health } from './health';
import { OpenCharts } from './open-charts';
import { type Span, spanOf, SPANS } from './span';

const statisticsQuery = (desk: Client, { days, by }: Span) =>
  queryOptions({
    queryKey: ['statistics', days],
    queryFn: async ({ signal }) => (await desk('statistics', { query: { days, by }, signal })).body,
    // Weeks that are past change little, and take the desk longest to add up.
    refetchInterval: by === 'week' ? 10 * MINUTE : MINUTE,
    placeholderData: keepPreviousData,
  });

/** What is coming, what is old, what is late, how the machine is, and what happened. */
export function OverviewPage() {
  const heading = useTitle('Overview');
  const queue = useQueue();
  const desk = useDesk();
  const status = useQuery(statusQuery(desk));
  const span = spanOf(useSearch());
  const statistics = useQuery(statisticsQuery(desk, span));
  const open = statistics.data?.open;
  return (
    <main id="main" className="overview">
      <div className="heading">
        <h1 ref={heading} tabIndex={-1}>
          Overview
        </h1>
        {open && (
          <p className="count">
            {count(open.counted)}
            {open.andMore && ' or more'} open, counted {moment(open.at, open.at)}
          </p>
        )}
      </div>
      {queue.error && <Trouble error={queue.error} stale={queue.data !== undefined} />}
      {statistics.error && <Trouble error={statistics.error} stale={statistics.data !== undefined} />}
      {open && (
        <div className="charts">
          <OpenCharts open={open} />
        </div>
      )}
      {queue.data && (
        <>
          <Alerts now={queue.data.at} />
          <Health />
          <Late cases={queue.data.cases.filter(({ pastDue }) => pastDue)} of={open?.overdue} />
        </>
      )}
      {statistics.data && (
        <section className="happened" aria-labelledby="happened" aria-busy={statistics.isPlaceholderData}>
          <div className="heading">
            <h2 id="happened">
              The last {span.words} <small>as of {moment(statistics.data.at, statistics.data.at)}</small>
            </h2>
            <SpanChoice chosen={span} />
          </div>
          <div className="charts">
            <DayCharts {...statistics.data} />
          </div>
        </section>
      )}
      {status.data && <WorkInHand status={status.data} />}
      {status.error && <Trouble error={status.error} />}
    </main>
  );
}

const number = new Intl.NumberFormat();
const count = (of: number): string => number.format(of);

function SpanChoice({ chosen }: { readonly chosen: Span }) {
  return (
    <nav className="choice-of-days" aria-label="How far back">
      {SPANS.map(({ days, words }) => (
        <Link key={days} href={`/overview?days=${days}`} aria-current={days === chosen.days || undefined}>
          {words}
        </Link>
      ))}
    </nav>
  );
}

function WorkInHand({ status }: { readonly status: AnswerOf<'readDeskStatus'> }) {
  const { at, openCases, andMore, pastDue, claimed, paused, deadLetters } = status;
  const numbers = [
    ['Open', `${count(openCases)}${andMore ? ' or more' : ''}`],
    ['Overdue', count(pastDue)],
    ['In somebody’s hands', count(claimed)],
    ['Clock stands still', count(paused)],
    ...Object.entries(deadLetters).map(([queue, dead]) => [`Dead letters, ${queue}`, count(dead)] as const),
  ] as const;
  return (
    <section className="panel" aria-labelledby="work">
      <h2 id="work">Work in hand</h2>
      <dl className="numbers">
        {numbers.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="note">As of {moment(at, at)}.</p>
    </section>
  );
}

const NAMED = 10;

/** Those of the first page of the queue, which begins with what is due first. */
function Late({ cases, of = 0 }: { readonly cases: readonly QueueLine[]; readonly of?: number | undefined }) {
  return (
    <section className="panel" aria-labelledby="late">
      <h2 id="late">Overdue</h2>
      {cases.length === 0 ? (
        <p>Nothing is overdue.</p>
      ) : (
        <ul>
          {cases.slice(0, NAMED).map(({ caseId, dueAt, timeLeft, state, claimedBy }) => (
            <li key={caseId}>
              <Link href={`/cases/${caseId}`}>{caseId}</Link> <Countdown dueAt={dueAt} otherwise={timeLeft} />{' '}
              {STATE_WORDS[state]}, {claimedBy === undefined ? 'in nobody’s hands' : `with ${claimedBy}`}
            </li>
          ))}
        </ul>
      )}
      {Math.max(of, cases.length) > NAMED && (
        <p>
          {NAMED} of {count(Math.max(of, cases.length))}; <Link href="/?only=late">the queue</Link> begins
          with them.
        </p>
      )}
    </section>
  );
}
