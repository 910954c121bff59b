import { Resolver } from 'node:dns/promises';
import { SECOND } from '../clock/instant';
import type { Names } from '../desk/desk';

/** By the resolver of wherever this runs, or by the one at an address (`host:port`). */
export function openNames(server?: string): Names {
  const resolver = new Resolver({ timeout: 3 * SECOND, tries: 2 });
  if (server !== undefined) resolver.setServers([server]);
  return {
    async texts(name) {
      try {
        return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
      } catch {
        // No such name, no such record, no answer: there is nothing to be read.
        return [];
      }
    },
  };
}
