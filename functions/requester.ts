import { isIPv6 } from 'node:net';
import type { ApiKey } from '../shared/desk/desk';
import type { Requester } from '../shared/desk/rate-limits';
import type { Route } from '../shared/wire/routes';

/** A household or a machine has the whole of an IPv6 /64: its addresses count as one. */
function network(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const left = head.split(':').filter((part) => part !== '');
  const right = tail?.split(':').filter((part) => part !== '') ?? [];
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

const isLoopback = (address: string): boolean => /^(?:127\.|::1$|::ffff:127\.)/.test(address);

/** Who calls a route without a key: known by their address alone. */
export const stranger = ({ method }: Pick<Route, 'method'>, source: string): Requester => {
  const kind = isLoopback(source) ? 'neighbour' : method === 'GET' ? 'reader' : 'stranger';
  return { kind, source: network(source) };
};

export const holderOf = ({ method }: Route, { id, siteId }: ApiKey): Requester => ({
  kind: method === 'GET' ? 'keyReader' : 'key',
  keyId: id,
  siteId,
});
