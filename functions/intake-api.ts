import { readConfig } from '../shared/config';
import { admit } from '../shared/desk/rate-limits';
import { openDesk } from '../shared/stores/open-desk';
import { serve } from './http';
import { intakeRoutes } from './intake-routes';
import { keyHolder } from './key-holder';
import { holderOf, stranger } from './requester';

const { PUBLIC_URL, DOOR_TOKEN } = readConfig(['PUBLIC_URL', 'DOOR_TOKEN'], process.env);
const desk = openDesk(['now', 'ids', 'articles', 'cases', 'registry', 'records', 'rates', 'replies', 'work']);

const routes = intakeRoutes(desk, PUBLIC_URL);

export const handler = serve({
  function: 'intake-api',
  now: desk.now,
  doorToken: DOOR_TOKEN,
  identify: keyHolder(desk),
  once: { desk, nameOf: (key) => (key ? `key ${key.id}` : 'anybody') },
  // Asked every few seconds by who watches us, it costs nothing and counts nothing.
  admit: async (route, call, key) =>
    route.name === 'health'
      ? undefined
      : admit(desk, key ? holderOf(route, key) : stranger(route, call.source)),
  handlersFor: () => routes,
});
