import { pagesWith } from '../pages/pages';
import stylesheet from '../pages/stylesheet.css';
import { readConfig } from '../shared/config';
import { sha256 } from '../shared/desk/digest';
import { openDesk } from '../shared/stores/open-desk';
import { serve } from './http';
import { complaintRoutes } from './complaint-routes';
import { followRoutes } from './follow-routes';
import { page, STYLE_HEADERS } from './page-answer';

const { PUBLIC_URL } = readConfig(['PUBLIC_URL'], process.env);
const desk = openDesk(['now', 'ids', 'articles', 'cases', 'registry', 'records', 'work']);

/** Named by its content, so that it is kept for good and a new one is fetched at once. */
const pages = pagesWith(`/style/${sha256(stylesheet).slice(0, 16)}.css`);

const handlers = {
  ...complaintRoutes(desk, pages, PUBLIC_URL),
  ...followRoutes(desk, pages, PUBLIC_URL),
  stylesheet: async () => ({ status: 200, text: stylesheet, headers: STYLE_HEADERS }),
};

export const handler = serve({
  function: 'public-pages',
  now: desk.now,
  identify: async () => undefined,
  handlersFor: () => handlers,
  problemPage: (problem) => page(problem.status, pages.problem(problem)),
});
