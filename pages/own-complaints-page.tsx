import type { OwnComplaint } from '../shared/desk/own-complaints';
import type { Instant } from '../shared/clock/instant';
import { itemWords } from './case-words';
import { useWords } from './reading';
import { When } from './when';

export interface OwnComplaintsPageProps {
  readonly complaints: readonly OwnComplaint[];
  /** Leads to older ones. */
  readonly before?: Instant;
  readonly guard: string;
}

/** What an account has filed, and how each stands. */
export const OwnComplaintsPage = ({ complaints, before }: OwnComplaintsPageProps) => (
  <>
    <h1>Your complaints</h1>
    <p>
      Those filed from <a href="/account/copies">copies found</a>, and with a key of yours. What was filed
      without signing in is followed by the link in its receipt.
    </p>
    {complaints.length === 0 ? <p>None, as far as was looked here.</p> : null}
    <ol className="items">
      {complaints.map((complaint) => (
        <Complaint key={complaint.caseId} complaint={complaint} />
      ))}
    </ol>
    {before === undefined ? null : (
      <p>
        <a href={`/account/complaints?before=${encodeURIComponent(before)}`}>Older ones</a>
      </p>
    )}
  </>
);

function Complaint({ complaint }: { readonly complaint: OwnComplaint }) {
  const { caseId, state, receivedAt, dueAt, decidedAt, firstUrl, items, pending } = complaint;
  const { states } = useWords();
  return (
    <li>
      <h2 className="small">
        <a href={`/account/complaints/${caseId}`}>{caseId}</a>
      </h2>
      <p className={pending > 0 ? 'state open' : 'state acted'}>
        <strong>{states[state]}</strong>
      </p>
      {firstUrl === undefined ? null : (
        <p>
          <bdi className="url">{firstUrl}</bdi>
          {items === 1 ? '' : ` and ${items - 1} more`}
        </p>
      )}
      <Outcome complaint={complaint} />
      <p>
        {items === 1 ? 'One address' : `${items} addresses`}; arrived <When at={receivedAt} />
        {dueAt === undefined ? null : (
          <>
            ; we decide by <When at={dueAt} />
          </>
        )}
        {decidedAt === undefined ? null : (
          <>
            ; decided <When at={decidedAt} />
          </>
        )}
        .
      </p>
    </li>
  );
}

/** What has become of its addresses, those alike together; nothing while none is decided. */
function Outcome({ complaint: { standings } }: { readonly complaint: OwnComplaint }) {
  const words = useWords();
  if (standings.every(({ state }) => state === 'PENDING')) return null;
  const alike = Map.groupBy(standings, (standing) => itemWords(words, standing));
  return (
    <ul className="counts">
      {[...alike].map(([outcome, { length }]) => (
        <li key={outcome}>{standings.length === 1 ? outcome : `${length}: ${outcome}`}</li>
      ))}
    </ul>
  );
}
