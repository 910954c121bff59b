import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ITEM_STATE_WORDS, OUTCOME_WORDS, STATE_WORDS } from '../../shared/case/words';
import type { AnswerOf } from '../../shared/wire/contracts';
import { type CaseView, useDesk } from '../desk/use-desk';
import { Trouble } from '../parts/trouble';
import { moment } from '../time/words';
import { plural } from './percent';

type History = AnswerOf<'readHistory'>;

/** What was before: numbers and cases, and nothing that says what they mean. */
export function PastCases({ view }: { readonly view: CaseView }) {
  const { caseId } = view;
  const desk = useDesk();
  const { data, error } = useQuery({
    queryKey: ['history', caseId],
    queryFn: async ({ signal }) => (await desk('readHistory', { params: { caseId }, signal })).body,
    staleTime: 60_000,
  });
  if (error) return <Trouble error={error} />;
  if (!data) return <p aria-busy="true">On its way …</p>;
  return (
    <>
      {view.kind === 'notice' && <Sender sender={data.sender} view={view} />}
      {data.sources.map((source) => (
        <Source key={source.source} source={source} view={view} />
      ))}
      {view.kind !== 'notice' && data.sources.length === 0 && <p>No source is known.</p>}
    </>
  );
}

function Sender({ sender, view }: { readonly sender: History['sender']; readonly view: CaseView }) {
  if (!sender)
    return (
      <p>
        The sender: nobody vouches for who it is, and under a name that anybody can write no history is kept.
      </p>
    );
  const { cases, upheld, partial, rejected, withdrawn, open, last } = sender;
  return (
    <Before
      title="The sender"
      count={`${atLeast(sender)}${plural(cases, 'earlier case')}`}
      of={[
        [upheld, 'upheld'],
        [partial, 'upheld in part'],
        [rejected, 'rejected'],
        [withdrawn, 'withdrawn'],
        [open, 'open'],
      ]}
    >
      {last.map(({ caseId, receivedAt, state, outcome }) => (
        <li key={caseId}>
          <Link href={`/cases/${caseId}`}>{caseId}</Link> {moment(receivedAt, view.at)}:{' '}
          {outcome ? OUTCOME_WORDS.notice[outcome] : STATE_WORDS[state]}
        </li>
      ))}
    </Before>
  );
}

function Source({ source, view }: { readonly source: History['sources'][number]; readonly view: CaseView }) {
  const { items, upheld, kept, open, last } = source;
  return (
    <Before
      title={`Pages from ${source.source}`}
      count={`${atLeast(source)}${plural(items, 'page')} complained of before`}
      of={[
        [upheld, 'upheld'],
        [kept, 'kept'],
        [open, 'open'],
      ]}
    >
      {last.map(({ caseId, item, receivedAt, state }) => (
        <li key={caseId + item}>
          <Link href={`/cases/${caseId}`}>{caseId}</Link> {moment(receivedAt, view.at)}:{' '}
          {ITEM_STATE_WORDS[state]}
        </li>
      ))}
    </Before>
  );
}

const atLeast = ({ truncated }: { readonly truncated: boolean }): string => (truncated ? 'at least ' : '');

function Before({
  title,
  count,
  of,
  children,
}: {
  readonly title: string;
  readonly count: string;
  readonly of: readonly (readonly [number, string])[];
  readonly children: ReactNode;
}) {
  const parts = of.flatMap(([number, what]) => (number > 0 ? [`${number} ${what}`] : []));
  return (
    <>
      <h3 dir="auto">{title}</h3>
      <p>
        {count}
        {parts.length > 0 && `: ${parts.join(', ')}`}
      </p>
      <ul>{children}</ul>
    </>
  );
}
