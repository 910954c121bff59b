import { AccountRemarks, NOT_TAKEN } from './account-remarks';
import type { Remark } from './complaint-submission';
import { GuardField, RemarkSummary, TextArea, TextField } from './form-fields';

export interface SignInPageProps {
  readonly email: string;
  readonly guard: string;
  readonly remarks: readonly Remark[];
}

export const SignInPage = ({ email, guard, remarks }: SignInPageProps) => (
  <>
    <RemarkSummary title={NOT_TAKEN} remarks={remarks} />
    <h1>Sign in as a publisher</h1>
    <p>There is no password: we mail you a link that signs you in.</p>
    <form method="post" action="/account/sign-in">
      <GuardField guard={guard} />
      <TextField
        name="email"
        label="E-mail address"
        hint="The one that your account was opened with."
        type="email"
        autoComplete="email"
        value={email}
        remarks={remarks}
      />
      <p className="actions">
        <button className="primary">Mail me a link</button>
      </p>
    </form>
    <p>
      You have no account yet? <a href="/account/register">Open one</a>. To file a complaint you need none:{' '}
      <a href="/complaints/new">file it here</a>.
    </p>
  </>
);

/** In the same words for every address: who has an account with us is nobody else's business. */
export const LinkSentPage = () => (
  <>
    <h1>Look into your mail</h1>
    <p>
      If this address belongs to an account, a link to sign in by is on its way to it, or is there already. It
      works once, for 15 minutes.
    </p>
    <p>
      One that was mailed in the last ten minutes and not used yet stays good, and we mail no second one
      beside it. Nothing there? Look among unwanted mail, then{' '}
      <a href="/account/sign-in">ask for another link</a>.
    </p>
  </>
);

export interface SignInLinkPageProps {
  readonly name: string;
  /** The mailbox that becomes the contact by signing in. */
  readonly contact: string | undefined;
  readonly ticket: string;
  readonly guard: string;
  readonly remarks: readonly Remark[];
}

/** A button: mail programs open links before people do, and that must not use them up. */
export const SignInLinkPage = ({ name, contact, ticket, guard, remarks }: SignInLinkPageProps) => (
  <>
    <RemarkSummary title={NOT_TAKEN} remarks={remarks} />
    <h1>{contact === undefined ? `Sign in for ${name}` : `Become the contact of ${name}`}</h1>
    {contact === undefined ? null : (
      <p>
        From then on links to sign in by, and all other mail about the account, go to <bdi>{contact}</bdi> and
        not to the present address.
      </p>
    )}
    <form method="post" action={`/account/sign-in/${ticket}`}>
      <GuardField guard={guard} />
      <p className="actions">
        <button className="primary">{contact === undefined ? 'Sign in' : 'Agree and sign in'}</button>
      </p>
    </form>
    <p className="hint">You stay signed in for twelve hours at most, on this device alone.</p>
  </>
);

export interface RegisterPageProps {
  readonly fields: Readonly<Record<'name' | 'email' | 'siteHost' | 'domains', string>>;
  readonly guard: string;
  readonly remarks: readonly Remark[];
}

const LABELS = {
  name: 'Name of the publisher',
  siteHost: 'Our site that it is about',
} as const;

export const RegisterPage = ({ fields, guard, remarks }: RegisterPageProps) => (
  <>
    <AccountRemarks labels={LABELS} remarks={remarks} />
    <h1>Open a publisher account</h1>
    <p>
      With an account you register what you publish, so that copies on our sites are found by themselves. What
      you register counts once you have proven that the domain it stands on is yours.
    </p>
    <form method="post" action="/account/register">
      <GuardField guard={guard} />
      <TextField
        name="name"
        label={LABELS.name}
        autoComplete="organization"
        value={fields.name}
        remarks={remarks}
      />
      <TextField
        name="email"
        label="E-mail address"
        hint="Links to sign in by go there: choose one that the right people read."
        type="email"
        autoComplete="email"
        value={fields.email}
        remarks={remarks}
      />
      <TextField
        name="siteHost"
        label={LABELS.siteHost}
        hint="Such as www.example.org: one that we run and that your works may be copied on."
        type="url"
        value={fields.siteHost}
        remarks={remarks}
      />
      <TextArea
        name="domains"
        label="Domains that you publish at"
        hint="One a line, such as example.org. It stands for all hosts below it."
        rows={3}
        code
        value={fields.domains}
        remarks={remarks}
      />
      <p className="actions">
        <button className="primary">Open the account</button>
        <a href="/account/sign-in">I have one already</a>
      </p>
    </form>
  </>
);

export const SignedOutPage = () => (
  <>
    <h1>You are not signed in</h1>
    <p>
      Nobody is signed in on this browser, or it was more than twelve hours ago.{' '}
      <a href="/account/sign-in">Sign in</a>.
    </p>
    <p>If you had typed something, go back in your browser afterwards: it should still be there.</p>
  </>
);
