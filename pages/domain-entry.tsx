import type { DomainClaim } from '../shared/desk/desk';
import { isLookedFor, proofFile, proofName } from '../shared/desk/domain-proof';
import { GuardField } from './form-fields';
import { When } from './when';

const BY = { file: 'by the file', dns: 'by the DNS record' } as const;

/** What stood at the file's address instead. */
const FILE = {
  not_a_web_address: 'leads to no page',
  private_address: 'leads into a private network, where we do not look',
  no_such_host: 'has no host: the name is not known, or not yet',
  unreachable: 'could not be reached over https',
  timed_out: 'did not answer in time',
  too_large: 'is larger than 4 MB',
  too_many_redirects: 'redirects again and again',
  not_found: 'does not exist',
  refused_by_site: 'was refused to us: let everybody read it',
  not_text: 'is not sent as text: serve it as text/plain',
  too_many_pages: 'was not looked at',
  elsewhere: 'leads to another host, or away from https: serve it at the domain itself',
  other_text: 'does not have the line',
} as const satisfies Record<NonNullable<DomainClaim['missed']>['file'], string>;

function stateOf(claim: DomainClaim): string {
  if (claim.proven) return 'Proven';
  if (isLookedFor(claim)) return 'Being looked at';
  if (claim.heldByAnother) return 'Another account’s';
  if (claim.lapsedAt !== undefined) return 'Lapsed';
  return claim.missed ? 'No proof found' : 'Not proven';
}

/** One domain of an account: how it stands, what proves it, and how it is given up. */
export function DomainEntry(props: {
  readonly claim: DomainClaim;
  /** The proven domain that it is or is below. */
  readonly coveredBy: string | undefined;
  readonly guard: string;
}) {
  const { claim, coveredBy, guard } = props;
  const { domain, proven, missed, lookedAt, heldByAnother } = claim;
  const isLooked = isLookedFor(claim);
  if (!proven && coveredBy !== undefined)
    return (
      <li>
        <h3 className="url">{domain}</h3>
        <p className="state acted">
          <strong>Proven</strong>
          {` with ${coveredBy}: it needs no line of its own`}
        </p>
        <Removal domain={domain} guard={guard} />
      </li>
    );
  return (
    <li>
      <h3 className="url">{domain}</h3>
      <p className={proven ? 'state acted' : 'state open'}>
        <strong>{stateOf(claim)}</strong>
        {proven ? (
          <>
            {` ${BY[proven.by]}, `}
            <When at={proven.at} />
          </>
        ) : null}
        {!proven && isLooked ? (
          <>
            : it takes some seconds. <a href="/account">See what was found</a>
          </>
        ) : null}
        {!proven && !isLooked && lookedAt !== undefined ? (
          <>
            {' when we looked, '}
            <When at={lookedAt} />
          </>
        ) : null}
      </p>
      {!proven && heldByAnother ? (
        <p>
          Your line stands there, and another account has proven this domain before. We look whether its line
          still stands: if not, look again in some minutes and it is yours. If both stand, have the other one
          taken away, or ask the operator of this desk, who has been told.
        </p>
      ) : null}
      {missed && !isLooked ? <Missed claim={claim} times={missed.times} /> : null}
      {proven && !missed ? (
        <p className="hint">Leave the line where it is: we look for it each week.</p>
      ) : null}
      {proven && !missed ? null : <HowToProve claim={claim} guard={guard} />}
      <Removal domain={domain} guard={guard} />
    </li>
  );
}

const Removal = ({ domain, guard }: { readonly domain: string; readonly guard: string }) => (
  <details>
    <summary>
      Remove<span className="unseen">{` ${domain}`}</span>
    </summary>
    <p>
      Nothing more can be registered for addresses there. What was registered stays. To have it back you prove
      it anew.
    </p>
    <DomainButton act="remove" domain={domain} guard={guard} says="Remove it" />
  </details>
);

function Missed({ claim, times }: { readonly claim: DomainClaim; readonly times: number }) {
  const { domain, missed, proven } = claim;
  const texts = missed?.texts ?? 0;
  return (
    <>
      {proven ? (
        <p className="warning">
          {`Its line was missing when we last looked. After three times in a row, a day apart, the domain does not count as yours any more; it was ${times === 1 ? 'once' : 'twice'} so far.`}
        </p>
      ) : null}
      <ul>
        <li>
          <code>{proofFile(domain)}</code>
          {` ${FILE[missed?.file ?? 'other_text']}.`}
        </li>
        <li>
          <code>{proofName(domain)}</code>
          {texts === 0
            ? ' has no TXT record, or none yet.'
            : ` has ${texts} TXT ${texts === 1 ? 'record' : 'records'}, none with the line.`}
        </li>
      </ul>
    </>
  );
}

function HowToProve({ claim, guard }: { readonly claim: DomainClaim; readonly guard: string }) {
  const { domain, token, proven } = claim;
  return (
    <>
      <p>This line proves that it is yours:</p>
      <p>
        <code>{token}</code>
      </p>
      <p>
        Put it, alone on a line, into a text file at <code>{proofFile(domain)}</code>, or into a TXT record of{' '}
        <code>{proofName(domain)}</code>; one of them is enough.
      </p>
      {proven ? null : <DomainButton act="check" domain={domain} guard={guard} says="Look for it now" />}
    </>
  );
}

const DomainButton = (props: {
  readonly act: 'check' | 'remove';
  readonly domain: string;
  readonly guard: string;
  readonly says: string;
}) => (
  <form method="post" action={`/account/domains/${props.act}`}>
    <GuardField guard={props.guard} />
    <input type="hidden" name="domain" value={props.domain} />
    <p className="actions">
      <button className={props.act === 'remove' ? 'danger' : undefined}>
        {props.says}
        <span className="unseen">{`: ${props.domain}`}</span>
      </button>
    </p>
  </form>
);
