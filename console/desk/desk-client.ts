import { apiClient, ApiRefusal, type Client } from '../../shared/wire/client';
import type { Session } from '../sign-in/session';

/** The API as the signed-in person; a token that has run out is renewed once, and the call made again. */
export function openDeskClient(session: Session): Client {
  const call = apiClient({
    baseUrl: '',
    fetch: window.fetch.bind(window),
    authorization: () => session.authorization(),
  });
  return async (route, ...request) => {
    try {
      return await call(route, ...request);
    } catch (error) {
      if (!(error instanceof ApiRefusal) || error.status !== 401) throw error;
      await session.renew();
      return call(route, ...request);
    }
  };
}
