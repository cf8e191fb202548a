import type { Element } from '../html/query.ts';
import { attr, findAll } from '../html/query.ts';
import type { Url } from '../model/ids.ts';
import { toUrl } from '../url/normalize.ts';

const postHosts =
  /(?:^|\.)(?:twitter\.com|x\.com|instagram\.com|facebook\.com|tiktok\.com|threads\.net|bsky\.app|mastodon\.\w+|t\.me|reddit\.com|linkedin\.com|vk\.com)$/i;
const playerHosts =
  /(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|soundcloud\.com|spotify\.com|ted\.com|twitch\.tv|rumble\.com|jwplayer\.com|jwplatform\.com|brightcove\.net|streamable\.com|podcasts\.apple\.com|megaphone\.fm|acast\.com|audioboom\.com|datawrapper\.de|flourish\.studio|infogram\.com|documentcloud\.org|google\.com|tableau\.com)$/i;
const postClass =
  /(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|bluesky-embed|text-post-media|reddit-(?:embed|card)[\w-]*|mastodon-embed)(?:\s|$)/i;

/** Links of a post that are looked at. */
const maxLinks = 100;

/** The address of the foreign post or player an element shows; null when it is none, or hidden machinery. */
export function embedUrl(element: Element, baseUrl: string): Url | null {
  if (element.name === 'blockquote' || postClass.test(attr(element, 'class'))) return postUrl(element, baseUrl);
  if (
    element.name === 'iframe' ||
    element.name === 'embed' ||
    element.name === 'amp-iframe' ||
    element.name === 'object'
  ) {
    return frameUrl(element, baseUrl);
  }
  if (element.name === 'video' || element.name === 'audio') return mediaUrl(element, baseUrl);
  if (element.name === 'amp-youtube') {
    const id = attr(element, 'data-videoid');
    return /^[\w-]{6,20}$/.test(id) ? toUrl(`https://www.youtube.com/watch?v=${id}`) : null;
  }
  if (element.name === 'amp-twitter') {
    const id = attr(element, 'data-tweetid');
    return /^\d{5,25}$/.test(id) ? toUrl(`https://twitter.com/i/status/${id}`) : null;
  }
  return null;
}

function postUrl(element: Element, baseUrl: string): Url | null {
  if (!postClass.test(attr(element, 'class'))) return null;
  const stated = attr(element, 'data-instgrm-permalink') || attr(element, 'cite') || attr(element, 'data-href');
  const own = stated === '' ? null : toUrl(stated, baseUrl);
  if (own !== null) return own;
  const links = findAll(element, (child) => child.name === 'a')
    .slice(0, maxLinks)
    .map((link) => toUrl(attr(link, 'href'), baseUrl))
    .filter((url): url is Url => url !== null && postHosts.test(new URL(url).hostname));
  return links.find((url) => /\/(?:status|p|reel|video|post)s?\//.test(url)) ?? links[links.length - 1] ?? null;
}

/** Frames of known players; everything else in frames is advertising or counting more often than not. */
function frameUrl(element: Element, baseUrl: string): Url | null {
  const address =
    attr(element, 'data-src') || attr(element, 'src') || attr(element, 'data-lazy-src') || attr(element, 'data');
  const url = address === '' ? null : toUrl(address, baseUrl);
  if (url === null) return null;
  const { hostname, pathname, searchParams } = new URL(url);
  if (!playerHosts.test(hostname) && !postHosts.test(hostname)) return null;
  if (/(?:^|\.)google\.com$/.test(hostname) && !pathname.startsWith('/maps')) return null;
  if (pathname.includes('/plugins/like') || pathname.includes('widgets')) return null;
  const youTube = /(?:^|\.)youtube(?:-nocookie)?\.com$/.test(hostname)
    ? /^\/embed\/([\w-]{6,20})/.exec(pathname)?.[1]
    : undefined;
  if (youTube !== undefined && youTube !== 'videoseries') return toUrl(`https://www.youtube.com/watch?v=${youTube}`);
  const shown = searchParams.get('href');
  return pathname.startsWith('/plugins/') && shown !== null ? toUrl(shown) : url;
}

function mediaUrl(element: Element, baseUrl: string): Url | null {
  const source = findAll(element, (child) => child.name === 'source')[0];
  const address =
    attr(element, 'src') || (source === undefined ? '' : attr(source, 'src')) || attr(element, 'data-src');
  return address === '' ? null : toUrl(address, baseUrl);
}
