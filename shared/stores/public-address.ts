import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Problem } from '../problem';

/** Addresses that no CMS on the Internet has (IANA special-purpose registries, RFC 6890 and its updates). */
const special: readonly (readonly [net: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 96],
  // Translated IPv4 (NAT64, 6to4, Teredo) reaches whatever the IPv4 part names.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

function blockList(nets: readonly (readonly [net: string, prefix: number])[]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of nets) list.addSubnet(net, prefix, family(net));
  return list;
}

const specialAddresses = blockList(special);
const loopback = blockList([
  ['127.0.0.0', 8],
  ['::1', 128],
]);

/** Whether an IP address may be called. IPv4 inside IPv6 (`::ffff:10.0.0.1`) is judged as IPv4. */
export const isCallable = (address: string, allowLoopback: boolean): boolean =>
  (allowLoopback && loopback.check(address, family(address))) ||
  !specialAddresses.check(address, family(address));

export const refusedAddress = (host: string): Problem =>
  new Problem(
    'refused',
    `${host} is a private or special address; a webhook's address must be on the public Internet`,
  );

/**
 * Name resolution for a socket that connects only to what was checked: the connection uses these very answers, so
 * a name cannot point elsewhere in between (DNS rebinding). One bad answer refuses the name.
 */
export const guardedLookup = (allowLoopback: boolean): LookupFunction =>
  lookupWhere((address) => isCallable(address, allowLoopback));

/** The same for another rule of what may be called, and another way to resolve a name. */
export const lookupWhere =
  (mayCall: (address: string) => boolean, resolve = lookup): LookupFunction =>
  (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? new Error(`${host} has no address`), '', 0);
      if (!addresses.every(({ address }) => mayCall(address))) return callback(refusedAddress(host), '', 0);
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
