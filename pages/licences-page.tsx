import type { Instant } from '../shared/clock/instant';
import type { Licence } from '../shared/licence/licence';
import type { Remark } from './complaint-submission';
import { AccountRemarks } from './account-remarks';
import { GuardField, TextArea, TextField } from './form-fields';
import { When } from './when';

const HOUR_MS = 3_600_000;

export interface LicencesPageProps {
  readonly licences: readonly Licence[];
  readonly fields: Readonly<
    Record<'partner' | 'prefixes' | 'from' | 'until' | 'credit' | 'maxWords' | 'embargoHours', string>
  >;
  readonly now: Instant;
  readonly guard: string;
  readonly remarks: readonly Remark[];
}

const LABELS = {
  partner: 'Who may republish',
  prefixes: 'Which works',
  from: 'From',
  until: 'Until, that day not included',
  credit: 'Credit that must stand in the copy',
  maxWords: 'At most so many words',
  embargoHours: 'Not before so many hours after publication',
} as const;

export const LicencesPage = ({ licences, fields, now, guard, remarks }: LicencesPageProps) => (
  <>
    <AccountRemarks labels={LABELS} remarks={remarks} />
    <h1>Licences</h1>
    <p>
      Whoever has a licence of yours may republish by its terms: their copies are not held, and stand among
      the copies found as licensed.
    </p>
    <h2>Your licences</h2>
    {licences.length === 0 ? <p>None is registered: every copy counts as not licensed.</p> : null}
    <ul className="items">
      {licences.map((licence) => (
        <Entry key={licence.id} licence={licence} now={now} guard={guard} />
      ))}
    </ul>
    <h2>Register a licence</h2>
    <form method="post" action="/account/licences">
      <GuardField guard={guard} />
      <TextField
        name="partner"
        label={LABELS.partner}
        hint="The partner’s name at this desk, as its operator told you, or * for everybody."
        value={fields.partner}
        remarks={remarks}
      />
      <TextArea
        name="prefixes"
        label={LABELS.prefixes}
        hint="Beginnings of their addresses, such as https://example.org/sport, one a line; empty for all."
        rows={3}
        code
        value={fields.prefixes}
        remarks={remarks}
      />
      <TextField
        name="from"
        label={LABELS.from}
        hint="The start of that day in UTC; empty for now."
        type="date"
        value={fields.from}
        remarks={remarks}
      />
      <TextField
        name="until"
        label={LABELS.until}
        hint="Empty for no end."
        type="date"
        value={fields.until}
        remarks={remarks}
      />
      <TextField
        name="credit"
        label={LABELS.credit}
        hint="Word for word; empty for none."
        value={fields.credit}
        remarks={remarks}
      />
      <TextField
        name="maxWords"
        label={LABELS.maxWords}
        hint="Of your work in the copy; empty for no limit."
        type="numeric"
        value={fields.maxWords}
        remarks={remarks}
      />
      <TextField
        name="embargoHours"
        label={LABELS.embargoHours}
        hint="Empty for at once."
        type="numeric"
        value={fields.embargoHours}
        remarks={remarks}
      />
      <p className="actions">
        <button className="primary">Register the licence</button>
      </p>
    </form>
  </>
);

function termsOf({ scope, terms: { credit, maxWords, embargoMs } }: Licence): string {
  return [
    scope.kind === 'all' ? 'all works' : `works under ${scope.prefixes.join(', ')}`,
    ...(credit === undefined ? [] : [`with the credit “${credit}”`]),
    ...(maxWords === undefined ? [] : [`at most ${maxWords} words`]),
    ...(embargoMs === undefined ? [] : [`${embargoMs / HOUR_MS} hours after publication`]),
  ].join(', ');
}

function Entry({
  licence,
  now,
  guard,
}: {
  readonly licence: Licence;
  readonly now: Instant;
  readonly guard: string;
}) {
  const { id, partner, from, until } = licence;
  const hasEnded = until !== undefined && until <= now;
  return (
    <li>
      <h3>{partner === '*' ? 'Everybody' : partner}</h3>
      <p className={hasEnded ? 'state' : 'state acted'}>
        <strong>{hasEnded ? 'Ended' : from > now ? 'Begins' : 'In force since'}</strong>{' '}
        {hasEnded ? <When at={until} /> : <When at={from} />}
        {!hasEnded && until !== undefined ? (
          <>
            {' to '}
            <When at={until} />
          </>
        ) : null}
      </p>
      <p className="url">{termsOf(licence)}</p>
      {hasEnded ? null : (
        <form method="post" action={`/account/licences/${id}/end`}>
          <GuardField guard={guard} />
          <p className="actions">
            <button className="danger">
              End it now<span className="unseen">{`: the licence of ${partner}`}</span>
            </button>
          </p>
        </form>
      )}
    </li>
  );
}
