import { accountPagesWith } from '../pages/account-pages';
import { admit } from '../shared/desk/rate-limits';
import type { ProblemJson } from '../shared/wire/problem-json';
import type { Route } from '../shared/wire/routes';
import { type Account, accountHolder } from './account-session';
import { domainRoutes } from './domain-routes';
import type { Call, Handlers } from './http';
import { keyRoutes } from './key-routes';
import { licenceRoutes } from './licence-routes';
import { matchAlertRoutes } from './match-alert-routes';
import { matchComplaintRoutes } from './match-complaint-routes';
import { originalRoutes } from './original-routes';
import { secretPage } from './page-answer';
import { STYLESHEET_PATH } from './page-style';
import { type AccountDesk } from './account-form';
import { stranger } from './requester';
import { signInRoutes } from './sign-in-routes';
import { stopLettersRoutes } from './stop-letters-routes';

const pages = accountPagesWith(STYLESHEET_PATH);

/** The part of the route table that is the publishers' pages: what `serve` takes. */
export function publisherPages(desk: AccountDesk, publicUrl: string) {
  const parts = { desk, pages, publicUrl };
  const handlers: Handlers<'publisher-pages', Account> = {
    ...signInRoutes(parts),
    ...stopLettersRoutes(parts),
    ...domainRoutes(parts),
    ...keyRoutes(parts),
    ...originalRoutes(parts),
    ...licenceRoutes(parts),
    ...matchAlertRoutes(parts),
    ...matchComplaintRoutes(parts),
  };
  return {
    function: 'publisher-pages' as const,
    now: desk.now,
    identify: accountHolder(desk, publicUrl),
    admit: (_route: Route, call: Call, account: Account) =>
      admit(
        desk,
        account ? { kind: 'accountReader', id: account.id } : stranger({ method: 'GET' }, call.source),
      ),
    handlersFor: () => handlers,
    problemPage: (problem: ProblemJson) =>
      secretPage(problem.status, problem.status === 401 ? pages.signedOut() : pages.problem(problem)),
  };
}
