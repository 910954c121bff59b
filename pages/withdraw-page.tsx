import type { FollowView } from '../shared/desk/follow-case';
import { itemWords } from './case-words';
import { GuardField } from './form-fields';

export interface WithdrawPageProps {
  readonly view: FollowView;
  readonly token: string;
  readonly guard: string;
  /** undefined: the whole complaint. */
  readonly item: number | undefined;
}

export const withdrawTitle = 'Withdraw';

/** Asks again before anything is taken back: it cannot be undone. */
export function WithdrawPage({ view, token, guard, item }: WithdrawPageProps) {
  const named = view.items.filter(
    ({ no, state }) => state !== 'WITHDRAWN' && (item === undefined || no === item),
  );
  return (
    <>
      <h1>{item === undefined ? `Withdraw complaint ${view.caseId}?` : `Withdraw address ${item}?`}</h1>
      <p>
        What is withdrawn is not decided any more. A page that this complaint took down is put back, so far as
        nothing else stands against it. This cannot be undone; you can file a new complaint.
      </p>
      <ol className="items">
        {named.map((each) => (
          <li key={each.no} value={each.no}>
            <p className="url">
              <bdi>{each.url}</bdi>
            </p>
            <p className="state">
              <strong>{itemWords(each)}</strong>
            </p>
          </li>
        ))}
      </ol>
      <form method="post" action={`/follow/${token}/withdraw`}>
        <GuardField guard={guard} />
        <input type="hidden" name="item" value={item ?? 'all'} />
        <p className="actions">
          <button className="danger">
            {item === undefined ? 'Withdraw everything' : 'Withdraw this address'}
          </button>
          <a href={`/follow/${token}`}>No, go back</a>
        </p>
      </form>
    </>
  );
}
