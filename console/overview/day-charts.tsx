import { Link } from 'wouter';
import { CLOCK_WORDS } from '../../shared/case/words';
import { type Day, startOfDay } from '../../shared/clock/day';
import { toMs } from '../../shared/clock/instant';
import { WAITED_FOR_WORDS } from '../../shared/statistics/breach-cause';
import { RULING_WORDS, RULINGS } from '../../shared/statistics/case-days';
import { FOUND_VERDICTS } from '../../shared/statistics/figures';
import type { AnswerOf } from '../../shared/wire/contracts';
import { duration } from '../time/words';
import { BarChart } from './bar-chart';
import { type Column, ColumnChart, shown } from './column-chart';
import { TableBehind } from './table-behind';
import { timeScale } from './time-scale';

export type Statistics = AnswerOf<'statistics'>;
type DayFigures = Statistics['days'][number];

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' });
const dayName = format({ weekday: 'short', day: 'numeric', month: 'short' });
const dateName = format({ day: 'numeric', month: 'short' });
const dayNumber = format({ day: 'numeric' });

const nameOf = (day: Day): string => dayName.format(toMs(startOfDay(day)));

function columnsOf(
  days: readonly DayFigures[],
  values: (day: DayFigures) => Column['values'],
): readonly Column[] {
  const inWeeks = days.some(({ through }) => through !== undefined);
  return days.map((figures) => {
    const [first, last] = [figures.day, figures.through ?? figures.day].map((day) => toMs(startOfDay(day)));
    return {
      name: inWeeks ? dateName.formatRange(first!, last!) : dayName.format(first),
      label: (inWeeks ? dateName : dayNumber).format(first),
      values: values(figures),
    };
  });
}

/** What happened, day by day or week by week. */
export function DayCharts({ days, total, broken, unheard }: Statistics) {
  const along = days.some(({ through }) => through !== undefined) ? 'week (UTC)' : 'day (UTC)';
  return (
    <>
      <Breaches total={total} broken={broken} />
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
      <TimeChart
        title="Clock stopped though a mail had come"
        series="stopped"
        along={along}
        days={days}
        measured={({ unheardMs }) => unheardMs}
        empty="No clock stood still after a mail on its case had come."
      >
        <CaseTable
          title="clocks stopped though a mail had come"
          head={['Day', 'Case', 'Stopped']}
          rows={unheard.map(({ day, caseId, ms }) => [nameOf(day), caseId, duration(ms)])}
        />
      </TimeChart>
      <TimeChart
        title="Time to decision, median"
        series="time"
        along={along}
        days={days}
        measured={({ medianDecisionMs }) => medianDecisionMs}
        overAll={total.medianDecisionMs}
        empty="Nothing was decided in these days."
      />
      <TimeChart
        title="Time until a page was seen gone, median"
        series="time"
        along={along}
        days={days}
        measured={({ medianGoneMs }) => medianGoneMs}
        overAll={total.medianGoneMs}
        empty="No page was seen gone in these days."
      />
      <ColumnChart
        title="Matches found in checked articles"
        unit="articles"
        along={along}
        series={['copies', 'partial copies', 'quotations']}
        columns={columnsOf(days, ({ matches }) => [matches.copy, matches.partial, matches.quotation])}
        {...(total.articlesChecked > 0 && {
          besides: { names: ['checked'], of: (i: number) => [whole.format(days[i]?.articlesChecked ?? 0)] },
        })}
        empty={
          total.articlesChecked === 0
            ? 'No article was checked in these days.'
            : `${articles(total.articlesChecked)} checked; none shares its words with an original.`
        }
        {...(FOUND_VERDICTS.some((verdict) => total.matches[verdict] > 0) && {
          note: `Of ${articles(total.articlesChecked)} checked.`,
        })}
      />
      <ColumnChart
        title="Orders to sites"
        unit="attempts"
        along={along}
        series={['delivered', 'failed attempts']}
        columns={columnsOf(days, ({ delivered, failedAttempts }) => [delivered, failedAttempts])}
        empty="No site was sent an order in these days."
      />
      <ColumnChart
        title="Mails to complainants and respondents"
        unit="mails"
        along={along}
        series={['sent', 'failed attempts', 'came back']}
        columns={columnsOf(days, ({ mails }) => [mails.sent, mails.failedAttempts, mails.returned])}
        empty="Nobody was sent a mail in these days."
        {...(total.mails.returned > 0 && {
          note: 'What came back had been sent, and counts again on the day on which it did.',
        })}
      />
      {days.some(({ andMore }) => andMore) && (
        <p className="note">Of days with very many cases only a part was counted.</p>
      )}
    </>
  );
}

const whole = new Intl.NumberFormat();
const articles = (count: number): string => `${whole.format(count)} ${count === 1 ? 'article' : 'articles'}`;

/** Times in the unit that suits the longest of them. */
function TimeChart({
  days,
  measured,
  overAll,
  series,
  ...props
}: Pick<Parameters<typeof ColumnChart>[0], 'title' | 'along' | 'empty' | 'children'> & {
  readonly series: string;
  readonly days: readonly DayFigures[];
  /** Milliseconds; undefined where there is nothing to measure. */
  readonly measured: (day: DayFigures) => number | undefined;
  /** Of all these days together. */
  readonly overAll?: number | undefined;
}) {
  const { unit, ms } = timeScale(Math.max(0, ...days.map((day) => measured(day) ?? 0)));
  const values = (day: DayFigures): Column['values'] => {
    const value = measured(day);
    return [value === undefined ? undefined : value / ms];
  };
  return (
    <ColumnChart
      {...props}
      unit={unit}
      series={[series]}
      columns={columnsOf(days, values)}
      {...(overAll !== undefined && { note: `Over all of these days: ${shown(overAll / ms)} ${unit}.` })}
    />
  );
}

/** Promises broken, by what the case waited for when its time ran out, and which cases they were. */
function Breaches({ total, broken }: Pick<Statistics, 'total' | 'broken'>) {
  const count = total.breaches.reduce((sum, breach) => sum + breach.count, 0);
  if (count === 0)
    return (
      <figure className="panel columns-chart">
        <figcaption>Promises broken, and why</figcaption>
        <p>No promise was broken in these days.</p>
      </figure>
    );
  return (
    <figure className="panel columns-chart wide">
      <BarChart
        title="Promises broken, and why"
        unit="cases"
        bars={total.breaches.map((breach) => [
          `${CLOCK_WORDS[breach.clock]}: ${WAITED_FOR_WORDS[breach.waitedFor]}`,
          breach.count,
        ])}
      />
      {broken.length < count && (
        <p className="note">
          {broken.length} of {whole.format(count)} are named, the newest first.
        </p>
      )}
      <CaseTable
        title="promises broken"
        head={['Day', 'Case', 'Promise', 'Why']}
        rows={broken.map(({ day, caseId, clock, waitedFor }) => [
          nameOf(day),
          caseId,
          CLOCK_WORDS[clock],
          WAITED_FOR_WORDS[waitedFor],
        ])}
      />
    </figure>
  );
}

/** The cases behind a figure, each a link. The first columns are the day and the case. */
function CaseTable({
  title,
  head,
  rows,
}: {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly [day: string, caseId: string, ...facts: string[]])[];
}) {
  if (rows.length === 0) return null;
  return (
    <TableBehind what="The cases" of={title} head={head}>
      {rows.map(([day, caseId, ...facts], i) => (
        <tr key={i}>
          <td className="day">{day}</td>
          <th scope="row">
            <Link href={`/cases/${caseId}`}>{caseId}</Link>
          </th>
          {facts.map((fact, of) => (
            <td key={of}>{fact}</td>
          ))}
        </tr>
      ))}
    </TableBehind>
  );
}
