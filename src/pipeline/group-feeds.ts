import type { FeedList, ListedFeed } from '../discover/feed-list.ts';
import { siteNameOf } from '../discover/site-name.ts';
import type { Url } from '../model/ids.ts';
import { normalizeUrl, toUrl } from '../url/normalize.ts';
import { siteOf } from '../url/site.ts';

/** The feeds of one outlet, out of a list. */
export interface ListedOutlet {
  /** The same for all feeds of an outlet, and different for any two outlets. */
  readonly key: string;
  readonly name: string;
  /** Only when the list names it. */
  readonly home: Url | undefined;
  /** BCP 47; empty when the list does not say, or says several. */
  readonly language: string;
  readonly topics: readonly string[];
  readonly feeds: readonly Url[];
}

export interface GroupedFeeds {
  /** In the order of the list. */
  readonly outlets: readonly ListedOutlet[];
  readonly leftOut: FeedList['leftOut'];
  /** Addresses that are in the list more than once. */
  readonly repeated: number;
}

/** Sites on which many outlets keep their feeds: there an outlet is a name, or a path where no name is told. */
const sharedSites = new Set(
  (
    'feedburner.com feedblitz.com google.com youtube.com reddit.com medium.com nitter.net rsshub.app rss.app fetchrss.com politepaul.com ' +
    'twitter.com x.com facebook.com github.com gitlab.com substack.com tumblr.com typepad.com libsyn.com simplecast.com megaphone.fm ' +
    'acast.com soundcloud.com podbean.com buzzsprout.com steamcommunity.com steampowered.com livejournal.com over-blog.com yahoo.com msn.com'
  ).split(' '),
);

/** Longer is no address of a feed, and would only fill the index. */
const maxUrlLength = 2000;

/** Sorts the feeds of a list by outlet: those of one registrable domain belong together; on sites that many outlets share
 *  those of one name. What is no address is told with its reason; the same address comes once. */
export function groupFeeds(list: FeedList): GroupedFeeds {
  const groups = new Map<string, { feed: ListedFeed; url: Url }[]>();
  const leftOut = [...list.leftOut];
  const seen = new Set<string>();
  let repeated = 0;
  for (const feed of list.feeds) {
    const url = addressOf(feed.url);
    if (url === null) {
      leftOut.push({ text: feed.url.slice(0, 200), reason: reasonAgainst(feed.url) });
      continue;
    }
    const identity = feedKey(url);
    if (seen.has(identity)) repeated += 1;
    else {
      seen.add(identity);
      const key = outletKey(url, feed);
      const group = groups.get(key);
      if (group) group.push({ feed, url });
      else groups.set(key, [{ feed, url }]);
    }
  }
  const outlets = [...groups].map(([key, members]) => toOutlet(key, members));
  return { outlets, leftOut, repeated };
}

/** The identity of a feed's address: what tells two lists of the same feed. */
export function feedKey(url: Url): string {
  return normalizeUrl(url).replace(/^https?:/, '');
}

/** The outlet an address belongs to, as in `ListedOutlet.key`; `null` on a site that many outlets share. */
export function siteKey(url: Url): string | null {
  const site = siteOf(url);
  return sharedSites.has(site) ? null : site;
}

function addressOf(text: string): Url | null {
  if (text.length > maxUrlLength) return null;
  // Browsers used to write `feed://host/path` and `feed:https://host/path`.
  return toUrl(text.replace(/^feed:(?:\/\/)?(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://'));
}

function reasonAgainst(text: string): string {
  if (text.length > maxUrlLength) return `longer than ${maxUrlLength} characters`;
  const scheme = /^([a-z][a-z\d+.-]{0,30}):/i.exec(text)?.[1];
  if (scheme === undefined) return toUrl(`https://${text}`) ? 'no http:// or https:// before it' : 'no address';
  return /^https?$/i.test(scheme) ? 'no address' : `not http or https, but ${scheme.toLowerCase()}`;
}

function outletKey(url: Url, { home, title }: ListedFeed): string {
  const page = toUrl(home);
  const known = (page && siteKey(page)) ?? siteKey(url);
  if (known !== null) return known;
  return `${siteOf(url)} ${title === '' ? pathOf(url) : title.toLowerCase()}`;
}

/** What tells one outlet from another on a shared site: `/r/canada`, `/TechDaily`. */
function pathOf(url: Url): string {
  const parts = new URL(url).pathname.split('/').filter((part) => part !== '' && part !== '.rss');
  return `/${parts.slice(0, 2).join('/')}`;
}

function toOutlet(key: string, members: readonly { readonly feed: ListedFeed; readonly url: Url }[]): ListedOutlet {
  const homes = members.flatMap(({ feed }) => toUrl(feed.home) ?? []);
  const languages = new Set(members.map(({ feed }) => feed.language).filter((language) => language !== ''));
  const first = members[0];
  const home = [...homes].sort((a, b) => a.length - b.length)[0];
  const fallback = key.includes(' ') && first ? `${siteOf(first.url)}${pathOf(first.url)}` : key;
  return {
    key,
    name: nameOf(home ?? first?.url, members.map(({ feed }) => feed.title)) || fallback, // prettier-ignore
    home,
    language: languages.size === 1 ? ([...languages][0] ?? '') : '',
    topics: [...new Set(members.flatMap(({ feed }) => feed.topics))],
    feeds: members.map(({ url }) => url),
  };
}

/** A lone feed is called what the list calls it; several, what most of their titles agree on. */
function nameOf(url: Url | undefined, titles: readonly string[]): string {
  const told = titles.filter((title) => title !== '');
  if (told.length <= 1 || url === undefined) return told[0] ?? '';
  const counts = new Map<string, number>();
  for (const title of told) {
    const name = siteNameOf({ url, stated: [], feedTitle: title, pageTitle: '' });
    if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
