import type { OwnKey } from '../shared/desk/account-keys';
import type { IssuedKey } from '../shared/desk/publishers';
import type { Remark } from './complaint-submission';
import { GuardField, RemarkSummary, Select, TextField, Tick } from './form-fields';
import { NOT_TAKEN } from './sign-in-pages';
import { When } from './when';

export interface KeysPageProps {
  readonly keys: readonly OwnKey[];
  readonly fields: {
    readonly name: string;
    readonly siteHost: string;
    readonly days: string;
    readonly scopes: readonly string[];
  };
  readonly issued?: IssuedKey;
  readonly guard: string;
  readonly remarks: readonly Remark[];
}

const MAY = [
  ['originals:write', 'register originals'],
  ['licences:write', 'register licences'],
  ['notices:write', 'file complaints in your name'],
] as const;

const LASTS = [
  ['90', '90 days'],
  ['365', 'a year'],
  ['', 'until it is revoked'],
] as const;

export function KeysPage({ keys, fields, issued, guard, remarks }: KeysPageProps) {
  // They have one name, so the summary leads to the first.
  const scopeRemarks = remarks.map((each) =>
    each.field === 'scopes' ? { ...each, field: 'scope-0' } : each,
  );
  return (
    <>
      <RemarkSummary title={NOT_TAKEN} remarks={scopeRemarks} />
      <h1>API keys</h1>
      {issued ? (
        <section className="done" role="status" aria-labelledby="issued-title">
          <h2 id="issued-title">The new key</h2>
          <p>
            <code>{issued.key}</code>
          </p>
          <p>
            <strong>Copy it now: it is shown this once</strong>, and we keep nothing it could be read from.
          </p>
        </section>
      ) : null}
      <p>
        Your systems show a key with each request; <a href="/docs">the API</a> says how. One for each system
        lets you revoke one without stopping the others.
      </p>
      <h2>Your keys</h2>
      {keys.length === 0 ? <p>No key was issued yet.</p> : null}
      <ul className="items">
        {keys.map((key) => (
          <Key key={key.id} apiKey={key} guard={guard} />
        ))}
      </ul>
      <h2>Issue a key</h2>
      <form method="post" action="/account/keys">
        <GuardField guard={guard} />
        <TextField
          name="name"
          label="What it is for"
          hint="Such as the name of the system that uses it."
          value={fields.name}
          remarks={remarks}
        />
        <TextField
          name="siteHost"
          label="Our site that it is about"
          type="url"
          value={fields.siteHost}
          remarks={remarks}
        />
        <fieldset>
          <legend>What it may do</legend>
          {MAY.map(([scope, says], index) => (
            <Tick
              key={scope}
              name="scopes"
              id={`scope-${index}`}
              value={scope}
              ticked={fields.scopes.includes(scope)}
              remarks={index === 0 ? remarks : []}
            >
              {says}
            </Tick>
          ))}
        </fieldset>
        <Select
          name="days"
          label="How long it is good"
          value={fields.days}
          options={LASTS}
          remarks={remarks}
        />
        <p className="actions">
          <button className="primary">Issue the key</button>
        </p>
      </form>
    </>
  );
}

const STATES = { good: 'Good', expired: 'Expired', revoked: 'Revoked' } as const;

function Key({ apiKey, guard }: { readonly apiKey: OwnKey; readonly guard: string }) {
  const { id, name, scopes, siteId, state, expiresAt, revokedAt } = apiKey;
  return (
    <li>
      <h3>{name}</h3>
      <p className={state === 'good' ? 'state acted' : 'state'}>
        <strong>{STATES[state]}</strong>
        {state === 'good' && expiresAt ? (
          <>
            {' '}
            until <When at={expiresAt} />
          </>
        ) : null}
        {revokedAt ? (
          <>
            , <When at={revokedAt} />
          </>
        ) : null}
      </p>
      <p className="hint">
        <code>{`cdk_${id}_…`}</code> {`for ${siteId}: ${scopes.join(', ')}`}
      </p>
      {state === 'good' ? (
        <div className="actions">
          {(['rotate', 'revoke'] as const).map((act) => (
            <form key={act} method="post" action={`/account/keys/${id}/${act}`}>
              <GuardField guard={guard} />
              <button className={act === 'revoke' ? 'danger' : undefined}>
                {act === 'revoke' ? 'Revoke' : 'Replace'}
                <span className="unseen">{` the key ${name}`}</span>
              </button>
            </form>
          ))}
        </div>
      ) : null}
    </li>
  );
}
