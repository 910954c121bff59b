import { readConfig } from '../shared/config';
import { admit } from '../shared/desk/rate-limits';
import { openCorpusStore, openDesk } from '../shared/stores/open-desk';
import { deskRoutes } from './desk-routes';
import { serve } from './http';
import { asRead } from './preconditions';
import { stranger } from './requester';
import { staffVerifier } from './staff';

const settings = readConfig(['USER_POOL_ISSUER', 'USER_POOL_CLIENT_ID', 'DOOR_TOKEN'], process.env);
const verify = staffVerifier(settings.USER_POOL_ISSUER, settings.USER_POOL_CLIENT_ID);
/** Who asks where to sign in has not: nobody's rights. */
const ANYBODY = { role: 'AUD', id: 'anybody' } as const;
const signIn = { issuer: settings.USER_POOL_ISSUER, clientId: settings.USER_POOL_CLIENT_ID };
const desk = openDesk([
  'now',
  'ids',
  'articles',
  'cases',
  'exclusions',
  'outbox',
  'due',
  'pulses',
  'figures',
  'gates',
  'alertBook',
  'mailboxes',
  'registry',
  'records',
  'rates',
  'replies',
  'work',
  'queueAges',
  'cms',
]);
/** Only what there is of it, never what it says. */
const corpus = openCorpusStore();

export const handler = serve({
  function: 'desk-api',
  now: desk.now,
  doorToken: settings.DOOR_TOKEN,
  identify: async (auth, call) => (auth === 'public' ? ANYBODY : verify(call.header('authorization'), auth)),
  once: { desk, nameOf: ({ id }) => `staff ${id}` },
  admit: (route, call, { id }) =>
    admit(desk, route.auth === 'public' ? stranger(route, call.source) : { kind: 'staff', id }),
  handlersFor: (call) => deskRoutes(asRead(desk, call), corpus, signIn),
});
