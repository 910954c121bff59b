import type { FollowView } from '../shared/desk/follow-case';
import { When } from './when';

export interface ReceiptPageProps {
  readonly view: FollowView;
  /** Absolute: it is to be read from paper. */
  readonly followUrl: string;
}

export const receiptTitle = ({ view }: Pick<ReceiptPageProps, 'view'>): string => `Receipt ${view.caseId}`;

export function ReceiptPage({ view, followUrl }: ReceiptPageProps) {
  const { clock } = view;
  return (
    <>
      <h1>We have your complaint</h1>
      <dl className="receipt">
        <dt>Case number</dt>
        <dd className="case">{view.caseId}</dd>
        <dt>Arrived</dt>
        <dd>
          <When at={view.receivedAt} />
        </dd>
        {clock?.dueAt === undefined || clock.endedAt !== undefined ? null : (
          <>
            <dt>We decide by</dt>
            <dd>
              <When at={clock.dueAt} />
            </dd>
          </>
        )}
        <dt>Your page</dt>
        <dd className="url">
          <a href={followUrl}>{followUrl}</a>
        </dd>
      </dl>
      <p>
        <strong>Keep this address.</strong> It shows how each address stands, and lets you answer, add and
        withdraw. Whoever has it can do the same: do not pass it on.
      </p>
      {view.missing.length > 0 ? (
        <section aria-labelledby="missing-title">
          <h2 id="missing-title">What is missing</h2>
          <ul>
            {view.missing.map(({ code, add }) => (
              <li key={code}>{add}</li>
            ))}
          </ul>
          <p>
            Add it on <a href={followUrl}>your page</a>.
          </p>
        </section>
      ) : null}
      <section aria-labelledby="named-title">
        <h2 id="named-title">
          {view.itemCount === 1 ? 'The address you named' : `The ${view.itemCount} addresses you named`}
        </h2>
        <ol className="items">
          {view.items.map(({ no, url }) => (
            <li key={no} value={no}>
              <p className="url">
                <bdi>{url}</bdi>
              </p>
            </li>
          ))}
        </ol>
        {view.items.length < view.itemCount ? (
          <p>{`The other ${view.itemCount - view.items.length} are being stored; they will stand on your page in a minute.`}</p>
        ) : null}
      </section>
    </>
  );
}
