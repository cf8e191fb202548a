import ipaddr from 'ipaddr.js';
import { NewsError } from '../errors.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];

/** Says why an address may not be connected to; `null` when it may. */
export type AddressGuard = (address: string) => string | null;

/** Makes the guard that keeps us out of networks no publisher has a page in: only public unicast addresses pass,
 *  and those in `allowNetworks` (CIDR blocks). An IPv6 form that carries an IPv4 address (mapped, compatible,
 *  translated, NAT64, 6to4, Teredo, ISATAP) never passes as public, and passes by `allowNetworks` only when the IPv4
 *  address may be reached too.
 *  Throws NewsError config/invalid. Spec: IANA special-purpose address registries, RFC 6890. */
export function createAddressGuard(allowNetworks: readonly string[]): AddressGuard {
  const networks = allowNetworks.map(toNetwork);
  const isListed = (address: Address): boolean =>
    networks.some(([network, bits]) => network.kind() === address.kind() && address.match([network, bits]));
  return (text) => {
    if (!ipaddr.isValid(text)) return `${text} is no IP address`;
    const address = ipaddr.parse(text);
    if (isIPv4(address)) return isListed(address) ? null : rangeProblem(address);
    const inner = embeddedIPv4(address);
    // An IPv4-mapped address is the IPv4 address itself, so that its own network is what must be listed.
    if (inner !== null && address.isIPv4MappedAddress() && isListed(inner)) return null;
    if (isListed(address)) {
      if (inner === null || isListed(inner) || rangeProblem(inner) === null) return null;
      return `${text} carries ${rangeProblem(inner)}`;
    }
    if (inner !== null) return `${text} carries the IPv4 address ${inner.toString()}`;
    return rangeProblem(address);
  };
}

function toNetwork(text: string): Network {
  if (!ipaddr.isValidCIDR(text))
    throw new NewsError('config/invalid', { detail: `"${text}" in fetch.allowNetworks is no network, as 10.0.0.0/8.` });
  return ipaddr.parseCIDR(text);
}

function isIPv4(address: Address): address is ipaddr.IPv4 {
  return address.kind() === 'ipv4';
}

// Global unicast as given out by IANA; everything else of IPv6 is reserved.
const globalUnicast: Network = [ipaddr.parse('2000::'), 3];
// RFC 7535, RFC 7450: special services at public addresses; the library knows them, a page is never there.
function rangeProblem(address: Address): string | null {
  const range = address.range();
  if (range !== 'unicast') return `${address.toString()} is ${describe(range)}`;
  if (!isIPv4(address) && !address.match(globalUnicast)) return `${address.toString()} is reserved`;
  return null;
}

function describe(range: string): string {
  return range === 'private' || range === 'reserved' ? range : `in the range ${range}`;
}

/** The IPv4 address that an IPv6 address stands for or is reached through; `null` when there is none. */
function embeddedIPv4(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = address.parts;
  const isZero = (...parts: readonly number[]): boolean => parts.every((part) => part === 0);
  if (isZero(a, b, c, d, e, f) && (g !== 0 || h > 1)) return toIPv4(g, h); // ::a.b.c.d, RFC 4291 2.5.5.1
  if (isZero(a, b, c, d, e) && f === 0xffff) return toIPv4(g, h); // ::ffff:a.b.c.d, RFC 4291 2.5.5.2
  if (isZero(a, b, c, d, f) && e === 0xffff) return toIPv4(g, h); // ::ffff:0:a.b.c.d, RFC 2765
  if (a === 0x64 && b === 0xff9b && (c === 1 || isZero(c, d, e, f))) return toIPv4(g, h); // NAT64, RFC 6052, RFC 8215
  if (a === 0x2002) return toIPv4(b, c); // 6to4, RFC 3056
  if (a === 0x2001 && b === 0) return toIPv4(g ^ 0xffff, h ^ 0xffff); // Teredo, RFC 4380: the client, inverted
  if ((e & 0xfdff) === 0 && f === 0x5efe) return toIPv4(g, h); // ISATAP, RFC 5214
  return null;
}

function toIPv4(high: number, low: number): ipaddr.IPv4 {
  return new ipaddr.IPv4([high >> 8, high & 0xff, low >> 8, low & 0xff]);
}
