import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import {
  CHANNEL_WORDS,
  CLOCK_WORDS,
  ELEMENT_WORDS,
  KIND_WORDS,
  MARK_WORDS,
  STATE_WORDS,
} from '../../shared/case/words';
import { Flags } from '../case/flags';
import { usePrefetchOfNext } from '../case/use-claim-next';
import { type QueueLine, useQueue } from '../desk/use-desk';
import { KeyButton } from '../keyboard/key-button';
import { useKeys } from '../keyboard/use-keys';
import { Trouble } from '../parts/trouble';
import { useTitle } from '../parts/use-title';
import { useSession } from '../sign-in/use-session';
import { Countdown } from '../time/countdown';
import { WhyThisTime } from '../time/why-this-time';
import { moment } from '../time/words';
import { CaseCell } from './case-cell';
import { type Filters, filtersOf, isShown, searchOf, statesToChoose } from './filters';
import { SavedViews } from './saved-views';
import { useSteadyList } from './steady-list';
import { useRows } from './use-rows';

const idOf = ({ caseId }: QueueLine): string => caseId;

export function QueuePage() {
  const { data, error, isPending, refetch } = useQueue();
  const { username } = useSession();
  const [, navigate] = useLocation();
  const filters = filtersOf(useSearch());
  const [held, setHeld] = useState(false);
  const lines = (data?.cases ?? []).filter((line) => isShown(line, filters, username));
  const { shown, waiting, update } = useSteadyList(lines, idOf, held);
  const heading = useTitle('Queue');
  usePrefetchOfNext();

  const { rows, mark } = useRows(shown.map(idOf));
  useKeys({ update });
  const filter = (more: Partial<Filters>) => {
    const search = searchOf({ ...filters, ...more });
    navigate(search === '' ? '/' : `/?${search}`, { replace: true });
  };

  return (
    <main id="main" className="queue">
      <div className="heading">
        <h1 ref={heading} tabIndex={-1}>
          Queue
        </h1>
        <p className="count">
          {data === undefined
            ? ''
            : `${shown.length === data.cases.length ? '' : `${shown.length} of `}${data.cases.length}${data.cursor === undefined ? '' : ' or more'} open, next due first`}
        </p>
        <p className="update">
          {waiting && (
            <KeyButton command="update" onClick={update}>
              {waiting.moved ? 'The order has changed' : `${waiting.added} new, ${waiting.gone} gone`}: show
            </KeyButton>
          )}
        </p>
      </div>
      <FilterBar filters={filters} filter={filter} lines={data?.cases ?? []} />
      {error && <Trouble error={error} stale={data !== undefined} retry={() => void refetch()} />}
      {data !== undefined && shown.length === 0 ? (
        <p className="empty">
          {data.cases.length === 0
            ? 'No case is open. What comes in appears here by itself.'
            : 'No open case is like that. '}
          {data.cases.length > 0 && <Link href="/">Show all</Link>}{' '}
          {filters.q !== '' && (
            <Link href="/find" state={{ of: filters.q }}>
              Find “<bdi>{filters.q}</bdi>” among all cases
            </Link>
          )}
        </p>
      ) : (
        <div
          className="scroll"
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <table className="cases" aria-busy={isPending}>
            <thead>
              <tr>
                <th scope="col">Time left</th>
                <th scope="col">Case</th>
                <th scope="col">State</th>
                <th scope="col">Came</th>
                <th scope="col">To decide</th>
                <th scope="col">What stands out</th>
                <th scope="col">With</th>
              </tr>
            </thead>
            <tbody ref={rows}>
              {shown.map((line) => (
                <Row
                  key={line.caseId}
                  line={line}
                  among={shown}
                  me={username}
                  at={data?.at ?? line.receivedAt}
                  onMark={() => mark(line.caseId)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </main>
  );
}

function Row({
  line,
  among,
  me,
  at,
  onMark,
}: {
  readonly line: QueueLine;
  readonly among: readonly QueueLine[];
  /** The desk's time when it was read. */
  readonly at: QueueLine['receivedAt'];
  readonly me: string;
  readonly onMark: () => void;
}) {
  const { caseId, dueAt, dueClock, timeLeft, claimedBy } = line;
  return (
    <tr data-case={caseId} onFocus={onMark}>
      <td>
        <div className="time">
          <Countdown
            dueAt={dueAt}
            otherwise={timeLeft}
            {...(dueClock !== undefined && { of: CLOCK_WORDS[dueClock] })}
          />
          <WhyThisTime caseId={caseId} />
        </div>
      </td>
      <CaseCell line={line} among={among} />
      <td data-label="State">{STATE_WORDS[line.state]}</td>
      <td data-label="Came" className="nowrap">
        {moment(line.receivedAt, at)}
        <small>by {CHANNEL_WORDS[line.channel]}</small>
      </td>
      <td data-label="To decide" className="nowrap">
        {line.pending} of {line.items}
      </td>
      <td>
        {line.missing.length > 0 && (
          <span>lacks {line.missing.map((each) => ELEMENT_WORDS[each]).join(', ')} </span>
        )}
        {line.priority && <span className="tag">{MARK_WORDS[line.priority]}</span>}
        {line.awaits && <span className="tag">proposed by {line.awaits.proposedBy}</span>}
        <Flags flags={line.flags} />
      </td>
      <td data-label="With">
        {claimedBy === undefined ? <span className="free">free</span> : claimedBy === me ? 'you' : claimedBy}
      </td>
    </tr>
  );
}

function FilterBar({
  filters,
  filter,
  lines,
}: {
  readonly filters: Filters;
  readonly lines: readonly QueueLine[];
  readonly filter: (more: Partial<Filters>) => void;
}) {
  return (
    <div className="filters" role="group" aria-label="Filters">
      <label>
        Kind{' '}
        <select value={filters.kind} onChange={(event) => filter({ kind: event.target.value })}>
          <option value="">all</option>
          {Object.entries(KIND_WORDS).map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label>
        State{' '}
        <select value={filters.state} onChange={(event) => filter({ state: event.target.value })}>
          <option value="">all</option>
          {statesToChoose(lines, filters.state).map((state) => (
            <option key={state} value={state}>
              {STATE_WORDS[state]}
            </option>
          ))}
        </select>
      </label>
      <label>
        Show{' '}
        <select value={filters.only} onChange={(event) => filter({ only: event.target.value })}>
          <option value="">everybody’s</option>
          <option value="free">free ones</option>
          <option value="mine">mine</option>
          <option value="late">overdue ones</option>
        </select>
      </label>
      <SavedViews filters={filters} />
    </div>
  );
}
