import { RUNG_WORDS } from '../../shared/match/words';
import { whoWasFirst } from '../../shared/match/who-was-first';
import type { CaseView, Evidence } from '../desk/use-desk';
import { exactly, moment } from '../time/words';

const SIDES = { article: 'the page', original: 'the original', not_known: 'not known' } as const;

/** Which text was there first and by which evidence: all that was known, the most trusted first, and what contradicts. */
export function WhoWasFirst({
  dated,
  now,
}: {
  readonly dated: Evidence['dated'];
  readonly now: CaseView['at'];
}) {
  const { first, contradictions } = whoWasFirst(dated);
  return (
    <details className="inline">
      <summary>
        {SIDES[first]}
        {contradictions.length > 0 && <small>, contradicted</small>}
      </summary>
      <div>
        <table className="small first">
          <caption>When each text was there</caption>
          <thead>
            <tr>
              <th scope="col">Which</th>
              <th scope="col">By when</th>
              <th scope="col">By which evidence</th>
            </tr>
          </thead>
          <tbody>
            {dated.map(({ side, rung, at, source }) => (
              <tr key={side + rung + at + source}>
                <th scope="row">{SIDES[side]}</th>
                <td>
                  <time dateTime={at} title={exactly(at)}>
                    {moment(at, now)}
                  </time>
                </td>
                <td>{RUNG_WORDS[rung]}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {contradictions.map(({ says, against }) => (
          <p key={says.at + against.at} className="refused">
            {/* Of two texts each date can be true: only which was first is told otherwise. */}
            {says.side === against.side ? 'Cannot both be right' : 'Tells it the other way round'}:{' '}
            {RUNG_WORDS[says.rung]} of {SIDES[says.side]} ({moment(says.at, now)}){' '}
            {says.side === against.side ? 'and' : 'is before'} {RUNG_WORDS[against.rung]} of{' '}
            {SIDES[against.side]} ({moment(against.at, now)}).
          </p>
        ))}
      </div>
    </details>
  );
}
