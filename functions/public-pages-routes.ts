import { pagesWith } from '../pages/pages';
import { admit } from '../shared/desk/rate-limits';
import type { ProblemJson } from '../shared/wire/problem-json';
import type { Route } from '../shared/wire/routes';
import { openApiDocument } from '../shared/wire/openapi';
import { complaintRoutes } from './complaint-routes';
import { followRoutes } from './follow-routes';
import type { Call, Handlers } from './http';
import { page, type PagesDesk, STYLE_HEADERS } from './page-answer';
import { stylesheet, STYLESHEET_PATH } from './page-style';
import { languageCookies, readerLanguage } from './reader-language';
import { stranger } from './requester';

const pages = pagesWith(STYLESHEET_PATH);

/** The part of the route table that is pages for people: what `serve` takes. */
export function publicPages(desk: PagesDesk, publicUrl: string) {
  const handlers: Handlers<'public-pages', undefined> = {
    ...complaintRoutes(desk, pages, publicUrl),
    ...followRoutes(desk, pages, publicUrl),
    frontPage: async (call) => page(200, pages.front(readerLanguage(call)), languageCookies(call, publicUrl)),
    tooLargePage: async (call) =>
      page(200, pages.tooLarge(readerLanguage(call)), languageCookies(call, publicUrl)),
    apiDocs: async () => page(200, pages.apiDocs(openApiDocument(publicUrl))),
    stylesheet: async () => ({ status: 200, text: stylesheet, headers: STYLE_HEADERS }),
  };
  return {
    function: 'public-pages' as const,
    now: desk.now,
    identify: async () => undefined,
    // A form's buttons that only lay out the page again are reading; what sends is counted where it does.
    admit: (_route: Route, call: Call) => admit(desk, stranger({ method: 'GET' }, call.source)),
    handlersFor: () => handlers,
    problemPage: (problem: ProblemJson, call: Call) =>
      page(problem.status, pages.problem(readerLanguage(call), problem)),
  };
}
