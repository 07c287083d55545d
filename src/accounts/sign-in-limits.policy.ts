import { isIPv6 } from 'node:net';

/** How many wrong tries are allowed, per what, in which time. Kept in PostgreSQL, so a restart or a second server forgets nothing. */
export interface SignInLimit {
  readonly name: string;
  readonly tries: number;
  readonly windowSeconds: number;
  keyOf(username: string, address: string): string;
}

/** Counted first; when used up, the account name is locked for this address for a whole window from the last wrong try. */
export const PAIR_LIMIT: SignInLimit = {
  name: 'sign-in-pair',
  tries: 5,
  windowSeconds: 15 * 60,
  keyOf: (username, address) => `${username}\n${addressBlock(address)}`,
};

/** In the order they are counted: a try that an earlier one refuses does not use up the later ones. */
export const SIGN_IN_LIMITS: readonly SignInLimit[] = [
  PAIR_LIMIT,
  { name: 'sign-in-name', tries: 20, windowSeconds: 3600, keyOf: (username) => username },
  { name: 'sign-in-address', tries: 100, windowSeconds: 3600, keyOf: (_, address) => addressBlock(address) },
];

/** An IPv6 customer holds a whole /64, so it counts as one address; IPv4 inside IPv6 is IPv4. */
export function addressBlock(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const front = head ? head.split(':') : [];
  const back = tail ? tail.split(':') : [];
  const gap = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array<string>(gap).fill('0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
