/** A chart that is a table: the bars are drawn in its cells, and the numbers stand beside them. */
export function BarChart({
  title,
  unit,
  bars,
}: {
  readonly title: string;
  readonly unit: string;
  readonly bars: readonly (readonly [name: string, count: number])[];
}) {
  const most = Math.max(1, ...bars.map(([, count]) => count));
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
              {count}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
