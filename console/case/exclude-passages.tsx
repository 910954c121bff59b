import { PASSAGE_WORDS } from '../../shared/match/words';
import type { Evidence } from '../desk/use-desk';
import type { Excluded } from './draft';
import { mayMoveMarks, useSession } from '../sign-in/use-session';

export type Scope = Excluded['scope'];

export const SCOPE_WORDS = {
  original: 'against this original',
  site: 'for the articles of this site',
  corpus: 'everywhere',
} as const satisfies Record<Scope, string>;

const SCOPES = Object.keys(SCOPE_WORDS) as readonly Scope[];
const OPENING = 90;

/** Passages of the evidence to choose from, by number, and how far the choice reaches. Without `chosen` a form holds it. */
export function PassageChoice({
  evidence: { passages },
  chosen,
  onChange,
}: {
  readonly evidence: Evidence;
  readonly chosen?: Excluded;
  readonly onChange?: (chosen: Excluded) => void;
}) {
  const session = useSession();
  const scopes = mayMoveMarks(session) ? SCOPES : SCOPES.slice(0, 1);
  const toggle = (no: number, on: boolean) =>
    chosen &&
    onChange?.({
      ...chosen,
      passages: on ? [...chosen.passages, no] : chosen.passages.filter((each) => each !== no),
    });
  return (
    <>
      <fieldset className="long">
        <legend>Passages</legend>
        {passages.map(({ kind, originalText }, index) => (
          <label key={index} className="choice">
            <input
              type="checkbox"
              name="passage"
              value={index + 1}
              {...(chosen && {
                checked: chosen.passages.includes(index + 1),
                onChange: ({ target }) => toggle(index + 1, target.checked),
              })}
            />{' '}
            {index + 1}. {PASSAGE_WORDS[kind]}: <q dir="auto">{opening(originalText)}</q>
          </label>
        ))}
      </fieldset>
      <label>
        They count no more{' '}
        <select
          name="scope"
          {...(chosen && {
            value: chosen.scope,
            onChange: ({ target }) => onChange?.({ ...chosen, scope: target.value as Scope }),
          })}
        >
          {scopes.map((scope) => (
            <option key={scope} value={scope}>
              {SCOPE_WORDS[scope]}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

const opening = (text: string): string =>
  text.length <= OPENING ? text : `${text.slice(0, OPENING).toWellFormed()} …`;
