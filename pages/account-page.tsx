import type { DomainClaim, Publisher } from '../shared/desk/desk';
import type { Remark } from './complaint-submission';
import { GuardField, RemarkSummary, TextField } from './form-fields';
import { NOT_TAKEN } from './sign-in-pages';
import { When } from './when';

export interface AccountPageProps {
  readonly publisher: Publisher;
  readonly domains: readonly DomainClaim[];
  readonly guard: string;
  /** As it was typed. */
  readonly domain: string;
  readonly remarks: readonly Remark[];
}

/** What an account may do, and why: its domains and their proofs. */
export function AccountPage({ publisher, domains, guard, domain, remarks }: AccountPageProps) {
  const isBlocked = publisher.selfRegistered && domains.every(({ proven }) => !proven);
  return (
    <>
      <RemarkSummary title={NOT_TAKEN} remarks={remarks} />
      <h1>{publisher.name}</h1>
      <dl className="receipt">
        <dt>Publisher id</dt>
        <dd>
          <code>{publisher.id}</code>
        </dd>
        <dt>Contact</dt>
        <dd>
          <bdi>{publisher.email}</bdi>
        </dd>
      </dl>
      {isBlocked ? (
        <p className="warning">
          No domain is proven yet: until one is, nothing can be registered and no key issued.
        </p>
      ) : null}
      {publisher.selfRegistered ? null : (
        <p>
          The operator knows you: originals of any address can be registered without proof.
          {publisher.domains.length > 0 ? ` On record: ${publisher.domains.join(', ')}.` : ''}
        </p>
      )}
      <h2>Your domains</h2>
      {domains.length === 0 ? <p>None yet.</p> : null}
      <ul className="items">
        {domains.map((claim) => (
          <Domain key={claim.domain} claim={claim} guard={guard} />
        ))}
      </ul>
      <form method="post" action="/account/domains">
        <GuardField guard={guard} />
        <TextField
          name="domain"
          label="Another domain"
          hint="Such as example.org; it stands for all hosts below it."
          type="url"
          value={domain}
          remarks={remarks}
        />
        <p className="actions">
          <button>Add the domain</button>
        </p>
      </form>
    </>
  );
}

const BY = { file: 'by the file', dns: 'by the DNS record' } as const;

function Domain({ claim, guard }: { readonly claim: DomainClaim; readonly guard: string }) {
  const { domain, token, proven, askedAt, missedAt } = claim;
  const isAsked = askedAt !== undefined && (missedAt === undefined || missedAt < askedAt);
  return (
    <li>
      <h3 className="url">{domain}</h3>
      {proven ? (
        <p className="state acted">
          <strong>Proven</strong> {BY[proven.by]}, <When at={proven.at} />
        </p>
      ) : (
        <>
          <p className="state open">
            <strong>{isAsked ? 'Being looked at' : missedAt ? 'No proof found' : 'Not proven'}</strong>
            {isAsked ? ': open this page again in a minute' : null}
            {!isAsked && missedAt ? (
              <>
                {' '}
                when we looked, <When at={missedAt} />
              </>
            ) : null}
          </p>
          <p>
            Put this line into a plain text file at{' '}
            <code>{`https://${domain}/.well-known/copydesk.txt`}</code>, or into a TXT record of{' '}
            <code>{`_copydesk.${domain}`}</code>:
          </p>
          <p>
            <code>{token}</code>
          </p>
          <form method="post" action="/account/domains/check">
            <GuardField guard={guard} />
            <input type="hidden" name="domain" value={domain} />
            <p className="actions">
              <button>
                Look for it now<span className="unseen">{` at ${domain}`}</span>
              </button>
            </p>
          </form>
        </>
      )}
    </li>
  );
}
