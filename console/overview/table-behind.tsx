import type { ReactNode } from 'react';

/** The table behind a chart, folded away: what a picture shows can be read, copied and heard. */
export function TableBehind({
  what,
  of,
  head,
  children,
}: {
  /** What it holds, such as `The numbers`. */
  readonly what: string;
  /** The figure it belongs to, for those who hear the page. */
  readonly of: string;
  readonly head: readonly string[];
  /** Its rows. */
  readonly children: ReactNode;
}) {
  return (
    <details>
      <summary>
        {what}
        <span className="unseen">: {of}</span>
      </summary>
      <div className="scrolled" tabIndex={0} role="group" aria-label={`${what}: ${of}`}>
        <table>
          <thead>
            <tr>
              {head.map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </details>
  );
}
