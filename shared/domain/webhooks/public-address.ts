import ipaddr from 'ipaddr.js';

/** What the platform answers at for the machines that run on it, though the address looks like any other. */
const platform = ['168.63.129.16'];
/** Everything that is routed on the Internet, but for what `range` knows: https://www.iana.org/assignments/ipv6-address-space */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address, as the resolver gives it, is one on the Internet: not private, loopback, link-local, shared by a
 * carrier, multicast, reserved, or another one in disguise (mapped, translated, tunnelled).
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast' || platform.includes(address.toString())) return false;
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast);
}
