import { toSourceId, type SourceId, type Url } from '../model/ids.ts';
import { outletNameOf } from '../url/site.ts';

/** An id for an outlet: its domain's own name; where the host is an address or a bare name, the outlet's name; else the
 *  host with its port. `null` when none of them holds a letter or digit. */
export function sourceIdOf(home: Url, name: string): SourceId | null {
  const { host, hostname } = new URL(home);
  const isBare = /^[\d.]+$|^\[/.test(hostname) || !hostname.includes('.');
  const found = isBare ? toSourceId(name) : toSourceId(outletNameOf(home));
  return found ?? toSourceId(host);
}

/** The language of a feed and its home page. `en` gives way to any other: templates state it where nobody chose. Of two
 *  tags of one language the longer says more. */
export function languageOf(ofFeed: string, ofPage: string): string {
  const base = (tag: string): string => tag.split('-')[0] ?? '';
  if (ofFeed === '' || ofPage === '') return ofFeed || ofPage;
  if (base(ofFeed) === base(ofPage)) return ofPage.length > ofFeed.length ? ofPage : ofFeed;
  return base(ofFeed) === 'en' ? ofPage : ofFeed;
}

/** Country domains that are sold to everyone: they do not say where an outlet is. */
const soldDomains = new Set(
  'ac ad ag ai am as bz cc cd co cx dj fm ga gd gg gl gs im io is la ly me ml ms mu nu pn pw sc sh sr st su tf tk tl to tv vc vg vu ws yt'.split(
    ' ',
  ),
);

/** The country that the domain or the region of the language names; empty when neither does. `en-US` says nothing:
 *  templates state it everywhere. */
export function countryOf(home: Url, language: string): string {
  const domain = /\.([a-z]{2})$/.exec(new URL(home).hostname)?.[1] ?? '';
  if (domain === 'uk') return 'GB';
  if (domain !== '' && domain !== 'eu' && !soldDomains.has(domain)) return domain.toUpperCase();
  return language === 'en-US' ? '' : (/-([A-Z]{2})$/.exec(language)?.[1] ?? '');
}
