import ipaddr from 'ipaddr.js';

/** Is the address in one of the networks (`address/bits`)? An IPv4 address in IPv6 clothes counts as what it is. */
export function isWithin(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const known = ipaddr.process(address);
  return networks.some((network) => {
    const [start, bits] = ipaddr.parseCIDR(network);
    return start.kind() === known.kind() && known.match([start, bits] as [ipaddr.IPv4 & ipaddr.IPv6, number]);
  });
}
