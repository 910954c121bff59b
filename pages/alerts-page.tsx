import type { AlertLine } from '../shared/desk/alert-log';
import type { MatchAlerts } from '../shared/desk/match-alert-choice';
import { AccountRemarks } from './account-remarks';
import type { Remark } from './complaint-submission';
import { GuardField, Select, TextField, Tick } from './form-fields';
import { When } from './when';

export interface AlertsPageProps {
  /** As they stand. */
  readonly alerts: MatchAlerts;
  /** As they were typed. */
  readonly fields: {
    readonly by: string;
    readonly endpoint: string;
    readonly licensedToo: boolean;
    readonly language: string;
  };
  /** Where letters go. */
  readonly email: string;
  readonly log: { readonly lines: readonly AlertLine[]; readonly cursor?: string };
  /** Shown this once. */
  readonly secret?: string;
  readonly saved?: boolean;
  readonly guard: string;
  readonly remarks: readonly Remark[];
}

const WAYS = [
  ['digest', 'One letter a day, in the morning'],
  ['webhook', 'At once, to a webhook of yours'],
  ['off', 'Not at all'],
] as const satisfies readonly (readonly [MatchAlerts['by'], string])[];

const LETTERS = [
  ['', 'That of the site'],
  ['en', 'English'],
  ['de', 'Deutsch'],
  ['fr', 'Français'],
] as const;

const LABELS = { endpoint: 'Address of your webhook', by: 'How we tell you' } as const;

/** How an account hears of published copies. */
export function AlertsPage(props: AlertsPageProps) {
  const { alerts, fields, email, log, secret, saved, guard, remarks } = props;
  return (
    <>
      <AccountRemarks labels={LABELS} remarks={remarks} />
      <h1>Alerts of copies</h1>
      {secret === undefined ? null : (
        <section className="done" role="status" aria-labelledby="secret-title">
          <h2 id="secret-title">The secret of your webhook</h2>
          <p>
            <code>{secret}</code>
          </p>
          <p>
            <strong>Copy it now: it is shown this once.</strong> Every event is signed with it, as{' '}
            <a href="https://www.standardwebhooks.com">Standard Webhooks</a> says; check the signature before
            you believe one.
          </p>
        </section>
      )}
      {saved && secret === undefined ? (
        <p className="done" role="status">
          Your choice stands from now on, also for what was found and not told yet.
        </p>
      ) : null}
      <p>
        We tell you of pages that the public can read and that share much of their words with an original you
        registered. All of them stand under <a href="/account/copies">copies found</a>, told or not.
      </p>
      <form method="post" action="/account/alerts">
        <GuardField guard={guard} />
        <Select
          name="by"
          label={LABELS.by}
          hint={
            <>
              Letters go to <bdi>{email === '' ? 'nobody: no contact is known' : email}</bdi>.
            </>
          }
          value={fields.by}
          options={WAYS}
          remarks={remarks}
        />
        <TextField
          name="endpoint"
          label={LABELS.endpoint}
          hint="An https address on the public Internet. It gets one event for each copy; what it takes at no attempt within three days comes by letter."
          type="url"
          value={fields.endpoint}
          remarks={remarks}
        />
        <Tick name="licensedToo" value="yes" ticked={fields.licensedToo} remarks={remarks}>
          Tell of copies that a licence of ours allows as well
        </Tick>
        <Select
          name="language"
          label="Language of the letters"
          value={fields.language}
          options={LETTERS}
          remarks={remarks}
        />
        <p className="actions">
          <button className="primary">Save</button>
        </p>
      </form>
      {alerts.secretSince === undefined ? null : (
        <form method="post" action="/account/alerts/secret">
          <GuardField guard={guard} />
          <h2>The webhook’s secret</h2>
          <p>
            Made <When at={alerts.secretSince} />. A new one signs from then on, with the former one beside it
            for a day.
          </p>
          <p className="actions">
            <button>Make a new secret</button>
          </p>
        </form>
      )}
      <AlertLog log={log} />
    </>
  );
}

/** What was told of each copy, and how each call of the webhook went. */
function AlertLog({ log: { lines, cursor } }: Pick<AlertsPageProps, 'log'>) {
  return (
    <section aria-labelledby="log-title">
      <h2 id="log-title">What we told you</h2>
      {lines.length === 0 ? <p>Nothing, as far as was looked here.</p> : null}
      <ol className="items">
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ol>
      {cursor === undefined ? null : (
        <p>
          <a href={`/account/alerts?after=${encodeURIComponent(cursor)}`}>Of older copies</a>
        </p>
      )}
    </section>
  );
}

function Line({ line: { id, copy, standing, attempts } }: { readonly line: AlertLine }) {
  return (
    <li>
      <p className="url">
        <bdi>{copy.url ?? copy.title ?? copy.articleId}</bdi>
      </p>
      <p className={standing.is === 'told' ? 'state acted' : 'state open'}>
        <Told standing={standing} />
      </p>
      {attempts.length === 0 ? null : (
        <details>
          <summary>
            {attempts.length === 1 ? 'One call' : `${attempts.length} calls`} of your webhook
            <span className="unseen">{` about ${copy.url ?? copy.title ?? copy.articleId}`}</span>
          </summary>
          <p className="hint">
            <code>webhook-id: {id}</code>
          </p>
          <ol className="steps">
            {attempts.map(({ at, status, took, error }) => (
              <li key={at}>
                <When at={at} />: {error ?? `it answered ${status ?? 'nothing'}`}, {took}
              </li>
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}

function Told({ standing }: Pick<AlertLine, 'standing'>) {
  switch (standing.is) {
    case 'told':
      return (
        <>
          <strong>{standing.by === 'webhook' ? 'Your webhook took it' : 'By letter'}</strong>,{' '}
          <When at={standing.at} />
        </>
      );
    case 'waiting':
      return (
        <>
          <strong>{standing.for === 'letter' ? 'Comes by letter' : 'Not told yet'}</strong>
          {standing.for === 'letter' ? ', ' : ': next try '}
          <When at={standing.until} />
        </>
      );
    case 'dropped':
      return (
        <>
          <strong>Not told</strong>: {standing.why}
        </>
      );
  }
}
