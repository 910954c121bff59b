import { pagesWith } from '../pages/pages';
import { admit } from '../shared/desk/rate-limits';
import type { ProblemJson } from '../shared/wire/problem-json';
import type { Route, RouteAuth } from '../shared/wire/routes';
import { openApiDocument } from '../shared/wire/openapi';
import { accountPagesWith } from '../pages/account-pages';
import { notSignedIn, signedInAs } from './account-session';
import { complaintRoutes } from './complaint-routes';
import { followRoutes } from './follow-routes';
import type { Call, Handlers } from './http';
import { ownComplaintRoutes, type SignedInAs } from './own-complaint-routes';
import { page, type PagesDesk, secretPage, STYLE_HEADERS } from './page-answer';
import { stylesheet, STYLESHEET_PATH } from './page-style';
import { languageCookies, readerLanguage } from './reader-language';
import { stranger } from './requester';

const pages = pagesWith(STYLESHEET_PATH);
const accountPages = accountPagesWith(STYLESHEET_PATH);

/** The part of the route table that is pages for people: what `serve` takes. */
export function publicPages(desk: PagesDesk, publicUrl: string) {
  const handlers: Handlers<'public-pages', SignedInAs> = {
    ...complaintRoutes(desk, pages, publicUrl),
    ...followRoutes(desk, pages, publicUrl),
    ...ownComplaintRoutes(desk, publicUrl),
    frontPage: async (call) => page(200, pages.front(readerLanguage(call)), languageCookies(call, publicUrl)),
    tooLargePage: async (call) =>
      page(200, pages.tooLarge(readerLanguage(call)), languageCookies(call, publicUrl)),
    apiDocs: async () => page(200, pages.apiDocs(openApiDocument(publicUrl))),
    stylesheet: async () => ({ status: 200, text: stylesheet, headers: STYLE_HEADERS }),
  };
  return {
    function: 'public-pages' as const,
    now: desk.now,
    identify: async (auth: RouteAuth, call: Call): Promise<SignedInAs> => {
      if (auth !== 'session') return undefined;
      const publisherId = await signedInAs(desk, call, publicUrl);
      if (!publisherId) throw notSignedIn();
      return publisherId;
    },
    // A form's buttons that only lay out the page again are reading; what sends is counted where it does.
    admit: (_route: Route, call: Call, account: SignedInAs) =>
      admit(
        desk,
        account ? { kind: 'accountReader', id: account } : stranger({ method: 'GET' }, call.source),
      ),
    handlersFor: () => handlers,
    problemPage: (problem: ProblemJson, call: Call) =>
      problem.status === 401
        ? secretPage(problem.status, accountPages.signedOut())
        : page(problem.status, pages.problem(readerLanguage(call), problem)),
    nowherePage: (problem: ProblemJson, call: Call) =>
      page(problem.status, pages.nowhere(readerLanguage(call), problem), languageCookies(call, publicUrl)),
  };
}
