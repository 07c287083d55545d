import ipaddr from 'ipaddr.js';

/** What the operator lets through although it lies inside. */
export interface Exceptions {
  /** Exact names, in lower case. */
  readonly hosts: readonly string[];
  /** Networks as `address/bits`. */
  readonly networks: readonly string[];
}

export type Refusal = 'scheme' | 'credentials' | 'port' | 'address';

type Address = ReturnType<typeof ipaddr.parse>;

/** Public addresses by their kind, but a door to the machine's own cloud: Azure's metadata and agent. */
const METADATA = new Set(['168.63.129.16']);
/** All that has been given out so far; outside of it lie IPv4 in disguise and what nobody routes. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');
/** Names that mean something inside a network only. */
const INSIDE = /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa)$/;
const LOWEST_FREE_PORT = 1024;

/** May the service connect to this address? Only what the whole internet can reach, and what the operator names. */
export function isAllowedAddress(text: string, exceptions: Exceptions): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (exceptions.networks.some((network) => contains(network, address))) return true;
  if (address.range() !== 'unicast' || METADATA.has(address.toString())) return false;
  return address.kind() === 'ipv4' || (address as ipaddr.IPv6).match(GLOBAL_IPV6);
}

function contains(network: string, address: Address): boolean {
  const [start, bits] = ipaddr.parseCIDR(network);
  return start.kind() === address.kind() && address.match([start, bits] as [ipaddr.IPv4 & ipaddr.IPv6, number]);
}

/** The host as it is asked for in the DNS: without brackets and without the dot at the end. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

export const isAddress = (host: string): boolean => ipaddr.isValid(host);

/** The operator named it: it may be anywhere. */
export const isExempt = (host: string, { hosts }: Exceptions): boolean => hosts.includes(host);

/**
 * What can be said about a URL before any name is resolved. `URL` has already turned decimal, octal, hexadecimal and short forms of
 * IPv4 into the usual one.
 * @returns null when nothing speaks against it
 */
export function refusalOf(url: URL, exceptions: Exceptions, isProduction: boolean): Refusal | null {
  if (url.protocol !== 'https:' && (url.protocol !== 'http:' || isProduction)) return 'scheme';
  if (url.username !== '' || url.password !== '') return 'credentials';
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (port !== 443 && port !== 80 && port < LOWEST_FREE_PORT) return 'port';
  const host = hostOf(url);
  if (isExempt(host, exceptions)) return null;
  if (isAddress(host)) return isAllowedAddress(host, exceptions) ? null : 'address';
  // A name of one word is found through the machine's own search list: never what the person meant.
  return !host.includes('.') || INSIDE.test(host) ? 'address' : null;
}
