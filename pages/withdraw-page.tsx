import type { FollowView } from '../shared/desk/follow-case';
import { itemWords } from './case-words';
import { LANGUAGE_FIELD } from './document';
import { GuardField } from './form-fields';
import { useReading, useWords } from './reading';

export interface WithdrawPageProps {
  readonly view: FollowView;
  readonly token: string;
  readonly guard: string;
  /** undefined: the whole complaint. */
  readonly item: number | undefined;
}

/** Asks again before anything is taken back: it cannot be undone. */
export function WithdrawPage({ view, token, guard, item }: WithdrawPageProps) {
  const { language } = useReading();
  const words = useWords();
  const { withdraw } = words;
  const named = view.items.filter(
    ({ no, state }) => state !== 'WITHDRAWN' && (item === undefined || no === item),
  );
  return (
    <>
      <h1>{item === undefined ? withdraw.all(view.caseId) : withdraw.one(item)}</h1>
      <p>{withdraw.what}</p>
      <ol className="items">
        {named.map((each) => (
          <li key={each.no} value={each.no}>
            <p className="url">
              <bdi>{each.url}</bdi>
            </p>
            <p className="state">
              <strong>{itemWords(words, each)}</strong>
            </p>
          </li>
        ))}
      </ol>
      <form method="post" action={`/follow/${token}/withdraw`}>
        <GuardField guard={guard} />
        <input type="hidden" name={LANGUAGE_FIELD} value={language} />
        <input type="hidden" name="item" value={item ?? 'all'} />
        <p className="actions">
          <button className="danger">{item === undefined ? withdraw.pressAll : withdraw.pressOne}</button>
          <a href={`/follow/${token}`}>{withdraw.back}</a>
        </p>
      </form>
    </>
  );
}
