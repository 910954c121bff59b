import { ApiRefusal } from '../../shared/wire/client';
import { deskTime } from '../time/desk-time';
import { withMoments } from '../time/words';

/** What went wrong and what to do; never only that something did. */
export function Trouble({
  error,
  stale = false,
  retry,
}: {
  readonly error: Error;
  /** What is shown is from before. */
  readonly stale?: boolean;
  readonly retry?: () => void;
}) {
  const refused = error instanceof ApiRefusal;
  const problem = refused ? error.problem : undefined;
  return (
    <div role="alert" className="trouble">
      <p>
        <strong>{refused ? sentence(problem?.title ?? error.message) : 'The desk does not answer.'}</strong>{' '}
        {refused
          ? problem?.detail && sentence(withMoments(problem.detail, deskTime.now()))
          : 'You may be offline.'}{' '}
        {stale && 'What you see is from before.'}
      </p>
      {problem?.errors && (
        <ul>
          {problem.errors.map(({ pointer, detail }) => (
            <li key={pointer + detail}>
              {pointer}: {detail}
            </li>
          ))}
        </ul>
      )}
      {retry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

/** The desk's own words end without a stop. */
const sentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);
