import type { ReactNode } from 'react';
import type { ProblemJson } from '../shared/wire/problem-json';
import { AccountNav } from './account-nav';
import { AccountPage, type AccountPageProps } from './account-page';
import { AlertsPage, type AlertsPageProps } from './alerts-page';
import {
  ComplaintNotBegunPage,
  type ComplaintNotBegunPageProps,
  CopiesPage,
  type CopiesPageProps,
} from './copies-page';
import { pageText } from './document';
import { ImportPage, type ImportPageProps } from './import-page';
import { KeysPage, type KeysPageProps } from './keys-page';
import { LicencesPage, type LicencesPageProps } from './licences-page';
import { OriginalsPage, type OriginalsPageProps } from './originals-page';
import { OwnComplaintsPage, type OwnComplaintsPageProps } from './own-complaints-page';
import { ProblemPage } from './problem-page';
import {
  LinkSentPage,
  RegisterPage,
  type RegisterPageProps,
  SignedOutPage,
  SignInLinkPage,
  type SignInLinkPageProps,
  SignInPage,
  type SignInPageProps,
} from './sign-in-pages';
import { StopLettersPage, type StopLettersPageProps } from './stop-letters-page';

/** Every page of a publisher's account as text. @param stylesheet its address. */
export function accountPagesWith(stylesheet: string) {
  const outside = (title: string, children: ReactNode): string =>
    pageText({ title, stylesheet, brand: 'Publishers', children });
  const inside = (title: string, here: string, guard: string, children: ReactNode): string =>
    pageText({
      title,
      stylesheet,
      brand: 'Publishers',
      nav: <AccountNav here={here} guard={guard} />,
      children,
    });
  return {
    signIn: (props: SignInPageProps): string => outside('Sign in', <SignInPage {...props} />),
    linkSent: (): string => outside('Look into your mail', <LinkSentPage />),
    signInLink: (props: SignInLinkPageProps): string => outside('Sign in', <SignInLinkPage {...props} />),
    stopLetters: (props: StopLettersPageProps): string =>
      outside('Letters about copies', <StopLettersPage {...props} />),
    register: (props: RegisterPageProps): string => outside('Open an account', <RegisterPage {...props} />),
    signedOut: (): string => outside('You are not signed in', <SignedOutPage />),
    problem: (problem: ProblemJson): string =>
      outside(
        problem.title,
        <ProblemPage
          problem={problem}
          onward={
            <p>
              <a href="/account">Go to your account</a>, or <a href="/account/sign-in">have a link mailed</a>{' '}
              to sign in by. If you had typed something, go back in your browser: it should still be there.
            </p>
          }
        />,
      ),
    account: (props: AccountPageProps): string =>
      inside('Your account', '/account', props.guard, <AccountPage {...props} />),
    copies: (props: CopiesPageProps): string =>
      inside('Copies found', '/account/copies', props.guard, <CopiesPage {...props} />),
    complaintNotBegun: (props: ComplaintNotBegunPageProps): string =>
      inside('Copies found', '/account/copies', props.guard, <ComplaintNotBegunPage {...props} />),
    alerts: (props: AlertsPageProps): string =>
      inside('Alerts', '/account/alerts', props.guard, <AlertsPage {...props} />),
    complaints: (props: OwnComplaintsPageProps): string =>
      inside('Complaints', '/account/complaints', props.guard, <OwnComplaintsPage {...props} />),
    keys: (props: KeysPageProps): string =>
      inside('API keys', '/account/keys', props.guard, <KeysPage {...props} />),
    originals: (props: OriginalsPageProps): string =>
      inside('Originals', '/account/originals', props.guard, <OriginalsPage {...props} />),
    importProgress: (props: ImportPageProps): string =>
      inside('An import', '/account/originals', props.guard, <ImportPage {...props} />),
    licences: (props: LicencesPageProps): string =>
      inside('Licences', '/account/licences', props.guard, <LicencesPage {...props} />),
  };
}
