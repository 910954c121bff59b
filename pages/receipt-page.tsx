import type { FollowView } from '../shared/desk/follow-case';
import { useReading, useWords } from './reading';
import { lengthText, When } from './when';

export interface ReceiptPageProps {
  readonly view: FollowView;
  /** Absolute: it is to be read from paper. */
  readonly followUrl: string;
}

export function ReceiptPage({ view, followUrl }: ReceiptPageProps) {
  const { clock } = view;
  const reading = useReading();
  const words = useWords();
  const { receipt } = words;
  return (
    <>
      <h1>{receipt.heading}</h1>
      <dl className="receipt">
        <dt>{receipt.number}</dt>
        <dd className="case">{view.caseId}</dd>
        <dt>{receipt.arrived}</dt>
        <dd>
          <When at={view.receivedAt} />
        </dd>
        {clock?.dueAt === undefined || clock.endedAt !== undefined ? null : (
          <>
            <dt>{receipt.decideBy}</dt>
            <dd>
              <When at={clock.dueAt} />
              {clock.leftMs > 0 ? (
                // Paper keeps no time.
                <span className="on-screen">
                  {`, ${words.follow.clock.left(lengthText(clock.leftMs, reading))}`}
                </span>
              ) : null}
            </dd>
          </>
        )}
        <dt>{receipt.yourPage}</dt>
        <dd className="url">
          <a href={followUrl}>{followUrl}</a>
        </dd>
      </dl>
      <p>
        <strong>{receipt.keep}</strong> {receipt.keepWhy}
      </p>
      {view.missing.length > 0 ? (
        <section aria-labelledby="missing-title">
          <h2 id="missing-title">{receipt.missing}</h2>
          <ul>
            {view.missing.map(({ code }) => (
              <li key={code}>{words.letters.whatToAdd[code]}</li>
            ))}
          </ul>
          <p>
            {receipt.addOn((page) => (
              <a href={followUrl}>{page}</a>
            ))}
          </p>
        </section>
      ) : null}
      <section aria-labelledby="named-title">
        <h2 id="named-title">{words.addressesNamed(view.itemCount)}</h2>
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
          <p>{receipt.othersStored(view.itemCount - view.items.length)}</p>
        ) : null}
      </section>
      <p className="hint on-screen">{receipt.print}</p>
    </>
  );
}
