import { pagesWith } from '../pages/pages';
import stylesheet from '../pages/stylesheet.css';
import { sha256 } from '../shared/desk/digest';
import type { NoticeDesk } from '../shared/desk/submit-notice';
import type { ProblemJson } from '../shared/wire/problem-json';
import { complaintRoutes } from './complaint-routes';
import { followRoutes } from './follow-routes';
import type { Handlers } from './http';
import { page, STYLE_HEADERS } from './page-answer';

/** Named by its content, so that it is kept for good and a new one is fetched at once. */
const pages = pagesWith(`/style/${sha256(stylesheet).slice(0, 16)}.css`);

/** The part of the route table that is pages for people: what `serve` takes. */
export function publicPages(desk: NoticeDesk, publicUrl: string) {
  const handlers: Handlers<'public-pages', undefined> = {
    ...complaintRoutes(desk, pages, publicUrl),
    ...followRoutes(desk, pages, publicUrl),
    stylesheet: async () => ({ status: 200, text: stylesheet, headers: STYLE_HEADERS }),
  };
  return {
    function: 'public-pages' as const,
    now: desk.now,
    identify: async () => undefined,
    handlersFor: () => handlers,
    problemPage: (problem: ProblemJson) => page(problem.status, pages.problem(problem)),
  };
}
