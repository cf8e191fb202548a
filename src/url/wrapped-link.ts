import { parse } from 'tldts';

/** Pages that only lead to another: share buttons and counted links. The domain, which paths, and the parameters that
 *  hold the address, the likeliest first. */
const wrappers: readonly (readonly [domain: string, path: RegExp, parameters: readonly string[]])[] = [
  ['facebook.com', /^\/(?:sharer?|sharer\/sharer|l|dialog\/share)(?:\.php)?\/?$/, ['u', 'href']],
  ['instagram.com', /^\/(?:l\.php)?$/, ['u']],
  ['twitter.com', /^\/(?:share|intent\/(?:tweet|post))\/?$/, ['url']],
  ['x.com', /^\/(?:share|intent\/(?:tweet|post))\/?$/, ['url']],
  ['google.com', /^\/url$/, ['url', 'q']],
  ['bing.com', /^\/news\/apiclick\.aspx$/i, ['url']],
  ['linkedin.com', /^\/(?:shareArticle|sharing\/share-offsite)\/?$/i, ['url']],
  ['youtube.com', /^\/redirect$/, ['q']],
  ['reddit.com', /^\/(?:submit\/?)?$/, ['url']],
  ['tumblr.com', /^\/(?:share|widgets\/share\/tool)(?:\/link)?\/?$/, ['url', 'canonicalUrl']],
  ['umblr.com', /^\/redirect$/, ['z']],
  ['vk.com', /^\/(?:share|away)\.php$/, ['url', 'to']],
  ['t.me', /^\/share\/url\/?$/, ['url']],
  ['telegram.me', /^\/share\/url\/?$/, ['url']],
  ['pinterest.com', /^\/pin\/create\/(?:button|link|bookmarklet)?\/?$/, ['url']],
  ['getpocket.com', /^\/(?:save|edit)\/?$/, ['url']],
  ['outlook.com', /^\/$/, ['url']],
];

const byDomain = new Map(wrappers.map(([domain, path, parameters]) => [domain, { path, parameters }]));

/** Copies that caches of AMP pages hold: `www.google.com/amp/s/a.example/b`, `a-example.cdn.ampproject.org/c/s/a.example/b`. */
const ampCache =
  /^(?:(?:www\.)?google\.[a-z.]{2,6}\/amp|[^/]+\.cdn\.ampproject\.org\/[cv])\/(s\/)?([^/]+\.[^/]+(?:\/.*)?)$/;

/** What a link of a share button or a click counter leads to, as its address says; `null` for every other address.
 *  One of a service that hides the target is no such link: it has to be asked. */
export function targetOf({ hostname, pathname, searchParams, search }: URL): string | null {
  const cached = ampCache.exec(hostname + pathname);
  if (cached) return `${cached[1] === undefined ? 'http' : 'https'}://${cached[2] ?? ''}${search}`;
  if (search === '') return null;
  const { domain, domainWithoutSuffix } = parse(hostname);
  const wrapper = byDomain.get(domainWithoutSuffix === 'google' ? 'google.com' : (domain ?? ''));
  if (!wrapper?.path.test(pathname)) return null;
  for (const name of wrapper.parameters) {
    const target = searchParams.get(name) ?? '';
    if (/^https?:\/\/[^/\s]+\.[^/\s]/i.test(target)) return target;
  }
  return null;
}
