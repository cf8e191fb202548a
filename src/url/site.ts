import { parse } from 'tldts';
import type { Url } from '../model/ids.ts';
import { decodePunycode } from './punycode.ts';

// Private suffixes count: two blogs on one platform are two sites.
const options = { allowPrivateDomains: true } as const;

/** The site an address belongs to: its registrable domain, as `example.co.uk`, or its host and port when it has none
 *  (an IP address, `localhost`). Lower case. Spec: publicsuffix.org, the list bundled with tldts. */
export function siteOf(url: Url): string {
  const { host, hostname } = new URL(url);
  return parse(hostname, options).domain ?? host;
}

/** True when both addresses belong to one site. */
export function isSameSite(a: Url, b: Url): boolean {
  return siteOf(a) === siteOf(b);
}

/** What stands at addresses, by site: sites in the order of their first, each with its own in the order given. */
export function groupBySite<T>(items: Iterable<T>, urlOf: (item: T) => Url): ReadonlyMap<string, readonly T[]> {
  const sites = new Map<string, T[]>();
  for (const item of items) {
    const site = siteOf(urlOf(item));
    const group = sites.get(site);
    if (group) group.push(item);
    else sites.set(site, [item]);
  }
  return sites;
}

/** A short name for the outlet at an address: its domain without the public suffix, as `business-standard`;
 *  the host itself when it has none. International names in Unicode. */
export function outletNameOf(url: string): string {
  const hostname = URL.canParse(url) ? new URL(url).hostname : '';
  const name = parse(hostname, options).domainWithoutSuffix;
  if (!name) return hostname;
  return (name.startsWith('xn--') ? decodePunycode(name.slice(4)) : null) ?? name;
}
