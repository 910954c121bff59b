import type { DomainClaim, Publisher } from '../shared/desk/desk';
import { coveringDomain } from '../shared/desk/domain-proof';
import { AccountRemarks } from './account-remarks';
import type { Remark } from './complaint-submission';
import { DomainEntry } from './domain-entry';
import { GuardField, TextField } from './form-fields';

export interface AccountPageProps {
  readonly publisher: Publisher;
  readonly domains: readonly DomainClaim[];
  readonly guard: string;
  /** As they were typed. */
  readonly fields: Readonly<Record<'domain' | 'email', string>>;
  readonly remarks: readonly Remark[];
}

const labelsFor = (domains: readonly DomainClaim[]) => ({
  domain: domains.length === 0 ? 'Your domain' : 'Another domain',
  email: 'Another contact',
});

/** What an account may do, and why: who it writes to, its domains and their proofs. */
export function AccountPage({ publisher, domains, guard, fields, remarks }: AccountPageProps) {
  const { name, id, email, nextContact, selfRegistered, domains: vouchedFor } = publisher;
  const labels = labelsFor(domains);
  const isBlocked = selfRegistered && domains.every(({ proven }) => !proven);
  return (
    <>
      <AccountRemarks labels={labels} remarks={remarks} />
      <h1>{name}</h1>
      <dl className="receipt">
        <dt>Publisher id</dt>
        <dd>
          <code>{id}</code>
        </dd>
        <dt>Contact</dt>
        <dd>
          <bdi>{email}</bdi>
        </dd>
      </dl>
      {isBlocked ? (
        <p className="warning">
          No domain is proven yet: until one is, nothing can be registered and no key issued.
          {domains.length > 0 ? ' How to prove one is said below.' : ' Add one below.'}
        </p>
      ) : null}
      {selfRegistered ? null : (
        <p>
          The operator knows you: originals of any address can be registered without proof.
          {vouchedFor.length > 0 ? ` On record: ${vouchedFor.join(', ')}.` : ''}
        </p>
      )}
      <h2>Your domains</h2>
      {domains.length === 0 ? <p>None yet.</p> : null}
      <ul className="items">
        {domains.map((claim) => (
          <DomainEntry
            key={claim.domain}
            claim={claim}
            coveredBy={coveringDomain(domains, claim.domain)}
            guard={guard}
          />
        ))}
      </ul>
      <form method="post" action="/account/domains">
        <GuardField guard={guard} />
        <TextField
          name="domain"
          label={labels.domain}
          hint="Such as example.org; it stands for all hosts below it, www.example.org too."
          type="url"
          value={fields.domain}
          remarks={remarks}
        />
        <p className="actions">
          <button>Add the domain</button>
        </p>
      </form>
      <h2>Change the contact</h2>
      {nextContact ? <NextContact email={nextContact.email} guard={guard} /> : null}
      <form method="post" action="/account/contact">
        <GuardField guard={guard} />
        <TextField
          name="email"
          label={labels.email}
          hint="We mail a link there, good for 15 minutes; whoever opens it and agrees is the contact, and everybody else is signed out. The present contact is told."
          type="email"
          autoComplete="email"
          value={fields.email}
          remarks={remarks}
        />
        <p className="actions">
          <button>Mail the link</button>
        </p>
      </form>
    </>
  );
}

const NextContact = ({ email, guard }: { readonly email: string; readonly guard: string }) => (
  <div className="warning">
    <p>
      <bdi>{email}</bdi> was asked to become the contact, and has not agreed yet.
    </p>
    <form method="post" action="/account/contact/keep">
      <GuardField guard={guard} />
      <p className="actions">
        <button className="secondary">Keep the present contact</button>
      </p>
    </form>
  </div>
);
