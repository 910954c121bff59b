import { Command } from 'commander';
import { ITEM_STATE_WORDS, OUTCOME_WORDS, STATE_WORDS } from '../shared/case/words';
import type { CaseHistory, SenderHistory, SourceHistory } from '../shared/desk/read-history';
import { type ApiOptions, connect } from './api';
import { caseNumber, withStaff } from './api-options';
import type { Io } from './io';
import { printJson, table } from './print';
import { plural, printable } from './printable';

export const historyCommand = (io: Io): Command =>
  withStaff(new Command('history'))
    .description(
      'What became of earlier complaints by the same sender, where somebody vouches for who that is, and about pages of the same source. Facts only: they say nothing about this case.',
    )
    .argument('<case>', 'case number, such as CD-7K3MX-2QZ9A', caseNumber)
    .action(async (caseId: string, options: ApiOptions & { readonly json?: boolean }) => {
      const api = await connect(io, 'staff', options);
      const { body } = await api('readHistory', { params: { caseId } });
      if (options.json) printJson(io, body);
      else io.stdout.write(describeHistory(body));
    });

export function describeHistory({ sender, sources }: CaseHistory): string {
  const parts = [...(sender ? [describeSender(sender)] : [NO_SENDER]), ...sources.map(describeSource)];
  return `${parts.join('\n\n')}\n`;
}

const NO_SENDER =
  'No history of a sender: nobody complained, or nobody vouches for who it is (a key or a mail domain does)';

const described = (title: string, counts: readonly (readonly [number, string])[], last: string): string => {
  const kinds = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return [
    `${title}${kinds.length === 0 ? '' : `: ${kinds.join(', ')}`}`,
    ...(last === '' ? [] : [last]),
  ].join('\n');
};

const atLeast = ({ truncated }: { readonly truncated: boolean }): string => (truncated ? 'at least ' : '');

const lines = (rows: readonly (readonly string[])[]): string =>
  rows.length === 0 ? '' : table(['case', 'received', 'became'], rows).replaceAll(/^/gm, '  ');

function describeSender(sender: SenderHistory): string {
  const { cases, upheld, partial, rejected, withdrawn, open, last } = sender;
  return described(
    `The sender: ${atLeast(sender)}${plural(cases, 'earlier case')}`,
    [
      [upheld, 'upheld'],
      [partial, 'upheld in part'],
      [rejected, 'rejected'],
      [withdrawn, 'withdrawn'],
      [open, 'open'],
    ],
    lines(
      last.map(({ caseId, receivedAt, state, outcome }) => [
        caseId,
        receivedAt,
        outcome ? OUTCOME_WORDS.notice[outcome] : STATE_WORDS[state],
      ]),
    ),
  );
}

function describeSource(source: SourceHistory): string {
  const { items, upheld, kept, open, last } = source;
  return described(
    `Pages from ${printable(source.source)}: ${atLeast(source)}${plural(items, 'page')} complained of before`,
    [
      [upheld, 'upheld'],
      [kept, 'kept'],
      [open, 'open'],
    ],
    lines(
      last.map(({ caseId, item, receivedAt, state }) => [
        `${caseId}, item ${item}`,
        receivedAt,
        ITEM_STATE_WORDS[state],
      ]),
    ),
  );
}
