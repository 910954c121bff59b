import { Command, Option } from 'commander';
import { CLOCK_WORDS } from '../shared/case/words';
import { MINUTE } from '../shared/clock/instant';
import { duration } from '../shared/clock/time-left';
import { WAITED_FOR_WORDS } from '../shared/statistics/breach-cause';
import { RULING_WORDS, RULINGS } from '../shared/statistics/case-days';
import type { AnswerOf } from '../shared/wire/contracts';
import { type ApiOptions, connect } from './api';
import { withStaff } from './api-options';
import type { Io } from './io';
import { pagesOf } from './pages';
import { printJson, table, columnsOf } from './print';

interface StaffOptions extends ApiOptions {
  readonly json?: boolean;
}

export const statisticsCommand = (io: Io): Command =>
  withStaff(new Command('statistics'))
    .description('What happened day by day, what is broken and why, and what is coming; days are UTC days.')
    .option('--from <day>', 'first day, such as 2026-11-09 (default: 14 days to the last)')
    .option('--to <day>', 'last day (default: today)')
    .addOption(new Option('--by <days>', 'one line for each').choices(['day', 'week']).default('day'))
    .addCommand(rebuildCommand(io))
    .action(
      async ({
        from,
        to,
        by,
        ...options
      }: StaffOptions & { readonly from?: string; readonly to?: string; readonly by: 'day' | 'week' }) => {
        const api = await connect(io, 'staff', options);
        const query = { by, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
        const { body } = await api('statistics', { query });
        if (options.json) return printJson(io, body);
        io.stdout.write(describeStatistics(body, columnsOf(io)));
      },
    );

const rebuildCommand = (io: Io): Command =>
  withStaff(new Command('rebuild'))
    .description('Compute the figures of every day anew, from the records alone.')
    .action(async (options: StaffOptions) => {
      const api = await connect(io, 'staff', { as: 'ada', ...options });
      let records = 0;
      let mended = 0;
      const ask = async (cursor: { readonly cursor?: string }) =>
        (await api('rebuildStatistics', { body: cursor })).body;
      for await (const part of pagesOf(ask)) {
        records += part.records;
        mended += part.mended;
      }
      if (options.json) printJson(io, { records, mended });
      else io.stdout.write(`${records} records looked at, ${mended} figures put right\n`);
    });

type Figures = AnswerOf<'statistics'>['total'];

export function describeStatistics(
  { at, days, total, open, health }: AnswerOf<'statistics'>,
  columns = Infinity,
): string {
  const rows = [...days.map((figures) => rowOf(nameOf(figures), figures)), rowOf('all', total)];
  const broken = total.breaches.map(({ clock, waitedFor, count }) => [
    String(count),
    CLOCK_WORDS[clock],
    WAITED_FOR_WORDS[waitedFor],
  ]);
  const hours = open.dueByHour.flatMap((count, i) => (count > 0 ? [`${i}–${i + 1} h: ${count}`] : []));
  const ages = open.byAge.flatMap(({ fromHours, toHours, count }) =>
    count > 0 ? [`${fromHours}${toHours === undefined ? ' h and more' : `–${toHours} h`}: ${count}`] : [],
  );
  const none = (lines: readonly string[]) => (lines.length === 0 ? 'none' : lines.join(', '));
  return [
    table(HEAD, rows, columns),
    '',
    broken.length === 0
      ? 'no promise was broken'
      : table(['broken', 'promise', 'the case waited for'], broken, columns),
    '',
    `open: ${open.counted}${open.andMore ? ' or more' : ''}, overdue: ${open.overdue}, not due while they wait: ${open.notDue}`,
    `due in: ${none([...hours, ...(open.dueLater > 0 ? [`later: ${open.dueLater}`] : [])])}`,
    `here for: ${none(ages)}`,
    ...health.map(({ name, state, says }) => `${name}: ${state}, ${says}`),
    `at ${at}`,
    '',
  ].join('\n');
}

const HEAD = [
  'day',
  'received',
  'found',
  ...RULINGS.map((ruling) => RULING_WORDS[ruling]),
  'broken',
  'unheard min',
  'to decision',
  'to gone',
  'checked',
  'copies',
  'partial',
  'quoted',
  'orders',
  'failed',
  'mails',
  'failed',
  'returned',
];

const nameOf = ({ day, through, andMore }: AnswerOf<'statistics'>['days'][number]): string =>
  `${day}${through === undefined ? '' : `–${through.slice(5)}`}${andMore ? ' and more' : ''}`;

const rowOf = (name: string, figures: Figures): readonly string[] => [
  name,
  ...[
    figures.received,
    figures.found,
    ...RULINGS.map((ruling) => figures.decided[ruling]),
    figures.breaches.reduce((sum, { count }) => sum + count, 0),
    Math.round(figures.unheardMs / MINUTE),
  ].map(String),
  medianText(figures.medianDecisionMs),
  medianText(figures.medianGoneMs),
  ...[
    figures.articlesChecked,
    figures.matches.copy,
    figures.matches.partial,
    figures.matches.quotation,
    figures.delivered,
    figures.failedAttempts,
    figures.mails.sent,
    figures.mails.failedAttempts,
    figures.mails.returned,
  ].map(String),
];

const medianText = (ms: number | undefined): string => (ms === undefined ? '–' : duration(ms));
