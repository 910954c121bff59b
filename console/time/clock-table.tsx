import { CLOCK_WORDS } from '../../shared/case/words';
import type { CaseView } from '../desk/use-desk';
import { duration, exactly, moment } from './words';

/** Why it is due when it is: start, budget, pauses, of every clock of the case. */
export function ClockTable({ view }: { readonly view: Pick<CaseView, 'clocks' | 'at'> }) {
  return (
    <div className="scroll" role="region" aria-label="Clocks of the case" tabIndex={0}>
      <table className="small">
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col">Started</th>
            <th scope="col">Allows</th>
            <th scope="col">Stood still</th>
            <th scope="col">Age, pauses included</th>
            <th scope="col">Due</th>
            <th scope="col">Stands</th>
          </tr>
        </thead>
        <tbody>
          {view.clocks.map((clock) => (
            <tr key={clock.kind + clock.cycle}>
              <th scope="row">{CLOCK_WORDS[clock.kind]}</th>
              <td title={exactly(clock.startedAt)}>{moment(clock.startedAt, view.at)}</td>
              <td>{duration(clock.budgetMs)}</td>
              <td>
                {clock.pauses.length === 0
                  ? 'never'
                  : clock.pauses
                      .map(
                        ({ from, to }) => `${moment(from, view.at)} to ${to ? moment(to, view.at) : 'now'}`,
                      )
                      .join('; ')}
              </td>
              <td>{duration(clock.ageMs)}</td>
              <td>
                {clock.dueAt
                  ? moment(clock.dueAt, view.at)
                  : clock.fulfilledAt
                    ? `done ${moment(clock.fulfilledAt, view.at)}`
                    : 'when it goes on'}
              </td>
              <td>
                {clock.timeLeft}
                {clock.breachedAt && `, breached ${moment(clock.breachedAt, view.at)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">
        What a clock allows is the site’s policy. It stands still only while the complainant owes an answer.
        Times are the desk’s, in your time zone.
      </p>
    </div>
  );
}
