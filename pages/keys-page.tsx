import type { OwnKey } from '../shared/desk/account-keys';
import type { Scope } from '../shared/desk/desk';
import type { IssuedKey } from '../shared/desk/publishers';
import type { Remark } from './complaint-submission';
import { OWN_SCOPES } from '../shared/wire/publishers';
import { AccountRemarks } from './account-remarks';
import { GuardField, Select, TextField, Tick } from './form-fields';
import { Unproven } from './unproven';
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
  readonly lacksProof: boolean;
  readonly guard: string;
  readonly remarks: readonly Remark[];
}

const MAY = {
  'originals:write': 'register originals',
  'licences:write': 'register licences',
  'notices:write': 'file complaints in your name',
  'articles:write': 'send articles',
} as const satisfies Record<Scope, string>;

const LASTS = [
  ['90', '90 days'],
  ['365', 'a year'],
  ['', 'until it is revoked'],
] as const;

const LABELS = { name: 'What it is for', siteHost: 'Our site that it is about' } as const;

export function KeysPage({ keys, fields, issued, lacksProof, guard, remarks }: KeysPageProps) {
  // They have one name, so the summary leads to the first.
  const scopeRemarks = remarks.map((each) =>
    each.field === 'scopes' ? { ...each, field: 'scope-0' } : each,
  );
  return (
    <>
      <AccountRemarks labels={LABELS} remarks={scopeRemarks} />
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
          <GoodUntil apiKey={keys.find(({ id }) => id === issued.id)} />
        </section>
      ) : null}
      <p>
        Your systems show a key with each request; <a href="/docs">the API</a> says how. One for each system
        lets you revoke one without stopping the others.
      </p>
      {lacksProof ? <Unproven /> : null}
      <h2>Your keys</h2>
      {keys.length === 0 ? (
        <p>No key was issued yet.</p>
      ) : (
        <p className="hint">
          Replacing one makes a new key with the same rights; the old one is good for 24 hours more. The new
          one lasts as long again as you chose for the old one; one that we issued to you keeps its end.
          Revoking one ends it at once.
        </p>
      )}
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
          label={LABELS.name}
          hint="Such as the name of the system that uses it."
          value={fields.name}
          remarks={remarks}
        />
        <TextField
          name="siteHost"
          label={LABELS.siteHost}
          type="url"
          value={fields.siteHost}
          remarks={remarks}
        />
        <fieldset>
          <legend>What it may do</legend>
          {OWN_SCOPES.map((scope, index) => (
            <Tick
              key={scope}
              name="scopes"
              id={`scope-${index}`}
              value={scope}
              ticked={fields.scopes.includes(scope)}
              remarks={index === 0 ? remarks : []}
            >
              {MAY[scope]}
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

function GoodUntil({ apiKey }: { readonly apiKey: OwnKey | undefined }) {
  if (apiKey === undefined) return null;
  const { expiresAt } = apiKey;
  return expiresAt === undefined ? (
    <p>It is good until it is revoked.</p>
  ) : (
    <p>
      It is good until <When at={expiresAt} />.
    </p>
  );
}

const STATES = { good: 'Good', replaced: 'Replaced: good', expired: 'Expired', revoked: 'Revoked' } as const;

function Key({ apiKey, guard }: { readonly apiKey: OwnKey; readonly guard: string }) {
  const { id, name, scopes, siteId, expiresAt, replacedAt, revokedAt } = apiKey;
  const state = apiKey.state === 'good' && replacedAt ? 'replaced' : apiKey.state;
  const isGood = apiKey.state === 'good';
  return (
    <li>
      <h3>{name}</h3>
      <p className={state === 'good' ? 'state acted' : 'state'}>
        <strong>{STATES[state]}</strong>
        {isGood && expiresAt ? (
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
        <code>{`cdk_${id}_…`}</code> {`for ${siteId}: ${scopes.map((scope) => MAY[scope]).join(', ')}`}
      </p>
      {isGood ? (
        <div className="actions">
          {(state === 'good' ? (['rotate', 'revoke'] as const) : (['revoke'] as const)).map((act) => (
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
