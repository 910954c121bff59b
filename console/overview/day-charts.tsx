import { CLOCK_WORDS } from '../../shared/case/words';
import { HOUR, MINUTE, toMs } from '../../shared/clock/instant';
import { startOfDay } from '../../shared/clock/day';
import { WAITED_FOR_WORDS } from '../../shared/statistics/breach-cause';
import { RULING_WORDS, RULINGS } from '../../shared/statistics/case-days';
import type { AnswerOf } from '../../shared/wire/contracts';
import { BarChart } from './bar-chart';
import { type Column, ColumnChart } from './column-chart';

type Statistics = AnswerOf<'statistics'>;
type DayFigures = Statistics['days'][number];

const dayName = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const dayNumber = new Intl.DateTimeFormat(undefined, { day: 'numeric', timeZone: 'UTC' });

const columnsOf = (
  days: readonly DayFigures[],
  values: (day: DayFigures) => Column['values'],
): readonly Column[] =>
  days.map((figures) => {
    const date = new Date(toMs(startOfDay(figures.day)));
    return { name: dayName.format(date), label: dayNumber.format(date), values: values(figures) };
  });

const hours = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : ms / HOUR);

/** What is coming: due hour by hour, and how old the open cases are. */
export function OpenCharts({ open }: { readonly open: Statistics['open'] }) {
  const apart = [
    [open.overdue, 'overdue'],
    [open.dueLater, 'due later'],
    [open.notDue, 'not due while they wait for somebody'],
  ] as const;
  const left = apart.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
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
        {...(open.andMore && { note: `Of the first ${open.counted} cases; more are open.` })}
      />
    </>
  );
}

/** What happened, day by day. */
export function DayCharts({ days, total }: Pick<Statistics, 'days' | 'total'>) {
  const along = 'day (UTC)';
  return (
    <>
      <ColumnChart
        title="Complaints received, and cases the check found"
        unit="cases"
        along={along}
        series={['complaints', 'found by the check']}
        columns={columnsOf(days, ({ received, found }) => [received, found])}
        empty="Nothing came in these days."
      />
      <ColumnChart
        title="Cases decided"
        unit="cases"
        along={along}
        series={RULINGS.map((ruling) => RULING_WORDS[ruling])}
        columns={columnsOf(days, ({ decided }) => RULINGS.map((ruling) => decided[ruling]))}
        empty="Nothing was decided in these days."
      />
      <Breaches days={days} total={total} />
      <ColumnChart
        title="Clock stopped though a mail had come"
        unit="minutes"
        along={along}
        series={['stopped']}
        columns={columnsOf(days, ({ unheardMs }) => [Math.round(unheardMs / MINUTE)])}
        empty="No clock stood still after a mail on its case had come."
      />
      <ColumnChart
        title="Time to decision, median"
        unit="hours"
        along={along}
        series={['hours']}
        columns={columnsOf(days, ({ medianDecisionMs }) => [hours(medianDecisionMs)])}
        empty="Nothing was decided in these days."
        {...medianNote(total.medianDecisionMs)}
      />
      <ColumnChart
        title="Time until a page was seen gone, median"
        unit="hours"
        along={along}
        series={['hours']}
        columns={columnsOf(days, ({ medianGoneMs }) => [hours(medianGoneMs)])}
        empty="No page was seen gone in these days."
        {...medianNote(total.medianGoneMs)}
      />
      <ColumnChart
        title="Matches found in checked articles"
        unit="articles"
        along={along}
        series={['copies', 'partial copies', 'quotations']}
        columns={columnsOf(days, ({ matches }) => [matches.copy, matches.partial, matches.quotation])}
        besides={{ names: ['checked'], of: (i) => [String(days[i]?.articlesChecked ?? '')] }}
        empty={
          total.articlesChecked === 0
            ? 'No article was checked in these days.'
            : `${total.articlesChecked} articles were checked; none shares its words with an original.`
        }
        note={`Of ${total.articlesChecked} articles checked.`}
      />
      <ColumnChart
        title="Orders to sites"
        unit="attempts"
        along={along}
        series={['delivered', 'failed attempts']}
        columns={columnsOf(days, ({ delivered, failedAttempts }) => [delivered, failedAttempts])}
        empty="No site was sent an order in these days."
      />
      {days.some(({ andMore }) => andMore) && (
        <p className="note">Of days with very many cases only a part was counted.</p>
      )}
    </>
  );
}

const medianNote = (ms: number | undefined) =>
  ms === undefined ? {} : { note: `Over all of these days: ${(ms / HOUR).toFixed(1)} hours.` };

/** Promises broken, by what the case waited for when its time ran out. */
function Breaches({ days, total }: Pick<Statistics, 'days' | 'total'>) {
  if (total.breaches.length === 0)
    return (
      <figure className="panel columns-chart">
        <figcaption>Promises broken, and why</figcaption>
        <p>No promise was broken in these days.</p>
      </figure>
    );
  const broken = days.filter(({ breaches }) => breaches.length > 0);
  return (
    <figure className="panel columns-chart">
      <BarChart
        title="Promises broken, and why"
        unit="cases"
        bars={total.breaches.map(({ clock, waitedFor, count }) => [
          `${CLOCK_WORDS[clock]}: ${WAITED_FOR_WORDS[waitedFor]}`,
          count,
        ])}
      />
      <details>
        <summary>
          Day by day<span className="unseen">: promises broken</span>
        </summary>
        <ul>
          {broken.map(({ day, breaches }) => (
            <li key={day}>
              {dayName.format(new Date(toMs(startOfDay(day))))}:{' '}
              {breaches
                .map(
                  ({ clock, waitedFor, count }) =>
                    `${count} × ${CLOCK_WORDS[clock]}, ${WAITED_FOR_WORDS[waitedFor]}`,
                )
                .join('; ')}
            </li>
          ))}
        </ul>
      </details>
    </figure>
  );
}
