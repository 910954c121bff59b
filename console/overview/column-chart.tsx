import { type ReactNode, useId } from 'react';
import { TableBehind } from './table-behind';

export interface Column {
  /** Named in the table, and under the column where there is room. */
  readonly name: string;
  readonly label?: string;
  /** One for each series; undefined where there is nothing to measure. */
  readonly values: readonly (number | undefined)[];
}

interface ChartProps {
  readonly title: string;
  /** What the upright axis counts, and the level one. */
  readonly unit: string;
  readonly along: string;
  readonly series: readonly string[];
  readonly columns: readonly Column[];
  /** Said instead of the chart where every value is nothing. */
  readonly empty: string;
  /** Under the chart: what it leaves out. */
  readonly note?: string;
  /** Columns of the table that the chart does not draw. */
  readonly besides?: { readonly names: readonly string[]; readonly of: (index: number) => readonly string[] };
  /** After the numbers: what else stands behind them. */
  readonly children?: ReactNode;
}

/** Units of the drawing; it is as wide as its card, so text stays readable on 320 pixels. */
const WIDTH = 300;
const HEIGHT = 170;
const LEFT = 34;
const RIGHT = 6;
const TOP = 14;
const BOTTOM = 34;
const PLOT = HEIGHT - TOP - BOTTOM;
/** Of letters about so wide. */
const LETTER = 7;

/** Columns, stacked where there are several series, told apart by pattern and by words; the table behind them. */
export function ColumnChart(props: ChartProps) {
  const { title, series, columns, empty, note, children } = props;
  const id = useId();
  const isEmpty = columns.every(({ values }) => sum(values) === 0);
  return (
    <figure className="panel columns-chart" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      {isEmpty ? <p>{empty}</p> : <Drawing {...props} />}
      {!isEmpty && series.length > 1 && (
        <ul className="legend">
          {series.map((name, i) => (
            <li key={name}>
              <svg aria-hidden="true" viewBox="0 0 14 14">
                <Patterns id={`${id}-legend`} />
                <rect
                  className="column"
                  x="1"
                  y="1"
                  width="12"
                  height="12"
                  fill={fillOf(`${id}-legend`, i)}
                />
              </svg>{' '}
              {name}
            </li>
          ))}
        </ul>
      )}
      {note !== undefined && <p className="note">{note}</p>}
      {(!isEmpty || props.besides !== undefined) && <Numbers {...props} />}
      {children}
    </figure>
  );
}

function Drawing({ title, unit, along, columns }: ChartProps) {
  const id = useId();
  const ticks = ticksTo(Math.max(...columns.map(({ values }) => sum(values))));
  const top = ticks.at(-1) ?? 1;
  const y = (value: number) => TOP + PLOT * (1 - value / top);
  const step = (WIDTH - LEFT - RIGHT) / columns.length;
  const widest = Math.max(...columns.map(({ name, label = name }) => label.length)) * LETTER + 4;
  const every = Math.max(1, Math.ceil(widest / step));
  const highest = columns.reduce((best, each) => (sum(each.values) > sum(best.values) ? each : best));
  const told = `${title}: ${columns.length} columns, at most ${shown(sum(highest.values))} ${unit} (${highest.name}). The table below has every number.`;
  return (
    <svg className="drawing" role="img" aria-label={told} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      <Patterns id={id} />
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? 'axis' : 'grid'}
            x1={LEFT}
            x2={WIDTH - RIGHT}
            y1={y(tick)}
            y2={y(tick)}
          />
          <text x={LEFT - 4} y={y(tick) + 4} textAnchor="end">
            {short.format(tick)}
          </text>
        </g>
      ))}
      {columns.map(({ name, label = name, values }, i) => {
        const left = LEFT + i * step;
        return (
          <g key={name}>
            {stacked(values).map(([from, to], part) =>
              to > from ? (
                <rect
                  key={part}
                  className="column"
                  x={left + step * 0.12}
                  width={step * 0.76}
                  y={y(to)}
                  height={y(from) - y(to)}
                  fill={fillOf(id, part)}
                />
              ) : null,
            )}
            {i % every === 0 && (
              <text y={HEIGHT - BOTTOM + 15} {...placed(left + step / 2, label)}>
                {label}
              </text>
            )}
          </g>
        );
      })}
      <text x={LEFT} y={9} className="of">
        {unit}
      </text>
      <text x={WIDTH - RIGHT} y={HEIGHT - 4} textAnchor="end" className="of">
        {along}
      </text>
    </svg>
  );
}

/** Under the middle of its column, or as near to it as the edge of the drawing allows. */
const placed = (middle: number, label: string) =>
  middle + (label.length * LETTER) / 2 > WIDTH
    ? ({ x: WIDTH, textAnchor: 'end' } as const)
    : ({ x: middle, textAnchor: 'middle' } as const);

/** Full, hatched, empty, dotted: four series can be told apart in print. */
function Patterns({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern
        id={`${id}-1`}
        width="4"
        height="4"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className="ink" width="2" height="4" />
      </pattern>
      <pattern id={`${id}-3`} width="4" height="4" patternUnits="userSpaceOnUse">
        <circle className="ink" cx="2" cy="2" r="1" />
      </pattern>
    </defs>
  );
}

const fillOf = (id: string, series: number): string =>
  series % 2 === 1 ? `url(#${id}-${series})` : series === 0 ? 'var(--accent)' : 'var(--paper)';

function Numbers({ title, unit, along, series, columns, besides }: ChartProps) {
  const named = series.length === 1 ? [unit] : series;
  return (
    <TableBehind what="The numbers" of={title} head={[along, ...named, ...(besides?.names ?? [])]}>
      {columns.map(({ name, values }, i) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          {values.map((value, of) => (
            <td key={of}>{value === undefined ? '–' : shown(value)}</td>
          ))}
          {besides?.of(i).map((value, of) => (
            <td key={of}>{value}</td>
          ))}
        </tr>
      ))}
    </TableBehind>
  );
}

const sum = (values: readonly (number | undefined)[]): number =>
  values.reduce<number>((total, each) => total + (each ?? 0), 0);

/** From where to where each series goes. */
function stacked(values: readonly (number | undefined)[]): readonly (readonly [number, number])[] {
  return values.map((value = 0, i) => {
    const from = sum(values.slice(0, i));
    return [from, from + value];
  });
}

const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
/** Beside the axis there is room for four letters. */
const short = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
export const shown = (value: number): string => number.format(value);

/** Round numbers from 0 to at least `most`, few of them: 1, 2 or 5 times a power of ten apart, whole where all is whole. */
export function ticksTo(most: number): readonly number[] {
  const raw = most / 3;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((times) => times * power).find((each) => each >= raw) ?? raw;
  const whole = Number.isInteger(most) ? Math.max(1, step) : step;
  return Array.from({ length: Math.ceil(most / whole) + 1 }, (_, i) => i * whole);
}
