import { readConfig } from '../shared/config';
import { openDesk } from '../shared/stores/open-desk';
import { deskRoutes } from './desk-routes';
import { serve } from './http';
import { staffVerifier } from './staff';

const settings = readConfig(['USER_POOL_ISSUER', 'USER_POOL_CLIENT_ID'], process.env);
const verify = staffVerifier(settings.USER_POOL_ISSUER, settings.USER_POOL_CLIENT_ID);
const desk = openDesk(['now', 'ids', 'articles', 'cases', 'outbox', 'registry', 'records', 'work', 'cms']);

export const handler = serve({
  function: 'desk-api',
  now: desk.now,
  identify: (auth, call) => verify(call.header('authorization'), auth),
  handlers: deskRoutes(desk),
});
