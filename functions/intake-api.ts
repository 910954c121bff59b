import { readConfig } from '../shared/config';
import { openDesk } from '../shared/stores/open-desk';
import { serve } from './http';
import { intakeRoutes } from './intake-routes';
import { keyHolder } from './key-holder';

const { PUBLIC_URL } = readConfig(['PUBLIC_URL'], process.env);
const desk = openDesk(['now', 'ids', 'articles', 'cases', 'registry', 'records', 'work']);

const routes = intakeRoutes(desk, PUBLIC_URL);

export const handler = serve({
  function: 'intake-api',
  now: desk.now,
  identify: keyHolder(desk),
  handlersFor: () => routes,
});
