import { readConfig } from '../shared/config';
import { openDesk } from '../shared/stores/open-desk';
import { deskRoutes } from './desk-routes';
import { serve } from './http';
import { asRead } from './preconditions';
import { staffVerifier } from './staff';

const settings = readConfig(['USER_POOL_ISSUER', 'USER_POOL_CLIENT_ID'], process.env);
const verify = staffVerifier(settings.USER_POOL_ISSUER, settings.USER_POOL_CLIENT_ID);
/** Who asks where to sign in has not: nobody's rights. */
const ANYBODY = { role: 'AUD', id: 'anybody' } as const;
const signIn = { issuer: settings.USER_POOL_ISSUER, clientId: settings.USER_POOL_CLIENT_ID };
const desk = openDesk(['now', 'ids', 'articles', 'cases', 'outbox', 'registry', 'records', 'work', 'cms']);

export const handler = serve({
  function: 'desk-api',
  now: desk.now,
  identify: async (auth, call) => (auth === 'public' ? ANYBODY : verify(call.header('authorization'), auth)),
  handlersFor: (call) => deskRoutes(asRead(desk, call), signIn),
});
