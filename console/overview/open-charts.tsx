import { KIND_WORDS, STATE_WORDS } from '../../shared/case/words';
import { BarChart } from './bar-chart';
import { ColumnChart, shown } from './column-chart';
import type { Statistics } from './day-charts';

/** What is coming: due hour by hour, how old the open cases are, what they are and where they stand. */
export function OpenCharts({ open }: { readonly open: Statistics['open'] }) {
  const apart = [
    [open.overdue, 'overdue'],
    [open.dueLater, 'due later'],
    [open.notDue, 'not due while they wait for somebody'],
  ] as const;
  const left = apart.filter(([count]) => count > 0).map(([count, words]) => `${shown(count)} ${words}`);
  return (
    <>
      <ColumnChart
        title="Due in the next 24 hours"
        unit="cases"
        along="hours from now"
        series={['due']}
        columns={open.dueByHour.map((count, i) => ({
          name: `${i}–${i + 1} h`,
          label: String(i),
          values: [count],
        }))}
        empty="Nothing is due in the next 24 hours."
        {...(left.length > 0 && { note: `Beside these: ${left.join(', ')}.` })}
      />
      <ColumnChart
        title="How long open cases have been here"
        unit="cases"
        along="hours since they came"
        series={['open']}
        columns={open.byAge.map(({ fromHours, toHours, count }) => ({
          name: toHours === undefined ? `over ${fromHours} h` : `${fromHours}–${toHours} h`,
          label: toHours === undefined ? `${fromHours}+` : `${fromHours}–${toHours}`,
          values: [count],
        }))}
        empty="No case is open."
      />
      <figure className="panel columns-chart">
        <BarChart
          title="Open cases by what they are"
          unit="cases"
          bars={open.byKind.map(({ kind, count }) => [KIND_WORDS[kind], count])}
          empty="No case is open."
        />
        <BarChart
          title="And by where they stand"
          unit="cases"
          bars={open.byState.map(({ state, count }) => [STATE_WORDS[state], count])}
        />
      </figure>
    </>
  );
}
