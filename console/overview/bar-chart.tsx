const number = new Intl.NumberFormat();

/** A chart that is a table: the bars are drawn in its cells, and the numbers stand beside them. */
export function BarChart({
  title,
  unit,
  bars,
  empty,
}: {
  readonly title: string;
  readonly unit: string;
  readonly bars: readonly (readonly [name: string, count: number])[];
  /** Said instead of a table without rows; without it such a chart is not shown. */
  readonly empty?: string;
}) {
  const most = Math.max(1, ...bars.map(([, count]) => count));
  if (bars.length === 0)
    return empty === undefined ? null : (
      <>
        <figcaption>{title}</figcaption>
        <p>{empty}</p>
      </>
    );
  return (
    <table className="chart">
      <caption>{title}</caption>
      <thead className="unseen">
        <tr>
          <th scope="col">Which</th>
          <th scope="col">{unit}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(([name, count]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <svg aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">
                <rect width={(100 * count) / most} height="10" />
              </svg>
              {number.format(count)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
