import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Client } from '../../shared/wire/client';
import type { AnswerOf } from '../../shared/wire/contracts';
import { type Instant, parseInstant } from '../../shared/clock/instant';
import { useDesk } from '../desk/use-desk';
import { Trouble } from '../parts/trouble';
import { moment } from '../time/words';

type State = AnswerOf<'selfCheck'>['state'];

/** Told by a sign and a word, and by colour only besides. */
const STATES = {
  green: { sign: '✓', words: 'well', heading: 'The machine is well' },
  amber: { sign: '◆', words: 'worth a look', heading: 'Something is worth a look' },
  red: { sign: '▲', words: 'wrong', heading: 'Something is wrong with the machine' },
} as const satisfies Record<State, { sign: string; words: string; heading: string }>;

const EVERY_MS = 30_000;

const healthQuery = (desk: Client) =>
  queryOptions({
    queryKey: ['self-check'],
    queryFn: async ({ signal }) => (await desk('selfCheck', { signal })).body,
    refetchInterval: EVERY_MS,
  });

/** How the machine is: sweep, timers, deliveries, queues, index, canary. */
export function Health() {
  const { data, error } = useQuery(healthQuery(useDesk()));
  if (error) return <Trouble error={error} />;
  if (!data) return null;
  return (
    <section className="panel" aria-labelledby="health">
      <h2 id="health">
        {STATES[data.state].heading} <small>as of {moment(data.at, data.at)}</small>
      </h2>
      <ul className="checks">
        {data.checks.map(({ name, state, says }) => (
          <li key={name} data-state={state}>
            <span aria-hidden="true">{STATES[state].sign}</span> <strong>{name}</strong>{' '}
            <span className="unseen">{STATES[state].words}: </span>
            {withMoments(says, data.at)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The desk writes instants for machines; people read when it was for them. */
const withMoments = (says: string, now: Instant): string =>
  says.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (text) => {
    const at = parseInstant(text);
    return at === undefined ? text : moment(at, now);
  });
