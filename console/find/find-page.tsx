import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef } from 'react';
import { useLocation } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { OUTCOME_WORDS, STATE_WORDS } from '../../shared/case/words';
import { parseCaseId } from '../../shared/ids';
import type { AnswerOf } from '../../shared/wire/contracts';
import { Flags } from '../case/flags';
import { useDesk } from '../desk/use-desk';
import { announce } from '../parts/announce';
import { textOf } from '../parts/reason-dialog';
import { Trouble } from '../parts/trouble';
import { focusHeading, useTitle } from '../parts/use-title';
import { CaseCell } from '../queue/case-cell';
import { useRows } from '../queue/use-rows';
import { useSession } from '../sign-in/use-session';
import { moment } from '../time/words';

type Found = AnswerOf<'findCases'>;
type FoundLine = Found['cases'][number];

/** Any case, open or not. What is looked for may name a person: it stands beside the address, in this tab's history alone. */
export function FindPage() {
  const desk = useDesk();
  const { username } = useSession();
  const [, navigate] = useLocation();
  const { of } = useHistoryState<{ readonly of?: string } | null>() ?? {};
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ['find', of],
    queryFn: async ({ pageParam, signal }) => {
      const body = {
        ...(of !== undefined && { of }),
        ...(pageParam !== undefined && { cursor: pageParam }),
      };
      return (await desk('findCases', { body, signal })).body;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }: Found) => cursor,
  });
  const lines = data?.pages.flatMap(({ cases }) => cases) ?? [];
  const { rows, mark } = useRows(lines.map(({ caseId }) => caseId));
  const heading = useTitle('Find a case');
  const hint = useId();
  const field = useRef<HTMLInputElement>(null);
  // Who comes to look for something types at once; who comes back reads.
  useEffect(() => {
    if (of === undefined) field.current?.focus();
  }, [of]);
  const count =
    data && `${lines.length === 0 ? 'No case' : lines.length}${hasNextPage ? ' or more' : ''} found`;
  useEffect(() => {
    if (of !== undefined && count !== undefined) announce(`${count}.`);
  }, [of, count]);

  const look = (text: string) => {
    const caseId = parseCaseId(text.toUpperCase());
    if (caseId) navigate(`/cases/${caseId}`);
    else navigate('/find', { state: text === '' ? null : { of: text } });
    // Out of the field, so that keys go through what is found.
    if (text !== '') focusHeading();
  };
  return (
    <main id="main" className="queue">
      <div className="heading">
        <h1 ref={heading} tabIndex={-1}>
          Find a case
        </h1>
        <p className="count">
          {data && (of === undefined ? 'Decided or closed, the last first' : `${count}, received last first`)}
        </p>
      </div>
      <form
        className="find"
        onSubmit={(event) => {
          event.preventDefault();
          look(textOf(new FormData(event.currentTarget), 'of'));
        }}
      >
        <input
          ref={field}
          key={of}
          name="of"
          type="search"
          defaultValue={of}
          maxLength={2_048}
          aria-label="Find"
          aria-describedby={hint}
        />
        <button className="primary">Find</button>
        {of !== undefined && (
          <button type="button" className="quiet" onClick={() => look('')}>
            What was closed last
          </button>
        )}
        <p id={hint} className="note">
          A case number, the address of a page or its host, an organisation, or a mail address: each whole.
        </p>
      </form>
      {error && <Trouble error={error} stale={data !== undefined} retry={() => void refetch()} />}
      {data && lines.length === 0 && (
        <p className="empty">
          {of === undefined
            ? 'No case has been decided or closed yet.'
            : 'No case is known by that. Parts of a name or of an address are not looked for.'}
        </p>
      )}
      {lines.length > 0 && (
        <div className="scroll">
          <table className="cases">
            <thead>
              <tr>
                <th scope="col">Case</th>
                <th scope="col">State</th>
                <th scope="col">Came</th>
                <th scope="col">Decided or closed</th>
                <th scope="col">What stands out</th>
                <th scope="col">With</th>
              </tr>
            </thead>
            <tbody ref={rows}>
              {lines.map((line) => (
                <Row
                  key={line.caseId}
                  line={line}
                  among={lines}
                  me={username}
                  at={data!.pages[0]!.at}
                  onMark={() => mark(line.caseId)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <p className="buttons">
          <button type="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </button>
        </p>
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
  readonly line: FoundLine;
  readonly among: readonly FoundLine[];
  readonly me: string;
  /** The desk's time when it was read. */
  readonly at: Found['at'];
  readonly onMark: () => void;
}) {
  const { caseId, kind, state, outcome, receivedAt, doneAt, claimedBy } = line;
  const became = outcome && OUTCOME_WORDS[kind][outcome];
  return (
    <tr data-case={caseId} onFocus={onMark}>
      <CaseCell line={line} among={among} />
      <td data-label="State">
        {STATE_WORDS[state]}
        {became !== STATE_WORDS[state] && <small>{became}</small>}
      </td>
      <td data-label="Came" className="nowrap">
        {moment(receivedAt, at)}
      </td>
      <td data-label="Decided or closed" className="nowrap">
        {doneAt === undefined ? 'still open' : moment(doneAt, at)}
      </td>
      <td>
        <Flags flags={line.flags} />
      </td>
      <td data-label="With">{claimedBy === me ? 'you' : claimedBy}</td>
    </tr>
  );
}
