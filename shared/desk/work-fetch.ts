import type { FetchesMessage } from '../wire/messages';
import type { Desk } from './desk';
import { fetchPage } from './fetch-page';
import { lookForProof } from './look-for-proof';

/** What comes to the fetcher: everything for which somebody else's server is asked. */
export function workFetch(
  desk: Pick<Desk, 'now' | 'records' | 'web' | 'names' | 'work'>,
  message: FetchesMessage,
): Promise<void> {
  switch (message.kind) {
    case 'page.fetch':
      return fetchPage(desk, message);
    case 'domain.check':
      return lookForProof(desk, message);
  }
}
