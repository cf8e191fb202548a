import type { Url } from '../model/ids.ts';

/** Labels of a host that choose a form of the site, not what it shows. */
const formHost = /^(?:(?:www\d?|m|mobile|mobil|amp|wap|touch|print)\.)+(?=[^.]+\.[^.])/;
const formQuery =
  /^(?:_?amp|print|printable|mobile|m)(?:=(?:1|true|yes|amp|on)?)?$|^(?:output|outputtype|view|format|type|layout|mode|template|version|device)=(?:amp|print(?:er)?(?:-?friendly)?|printable|mobile|m)$/i;
const firstSegment = /^\/(?:amp|m|mobile|mobil|print)(?=\/.*[^/])/i;
const lastSegment = /(?!^)\/(?:amp|print|print-?(?:version|view)|printable|mobile)\/?$/i;
const ending = /[.-](?:amp|print|mobile)(?=(?:\.[a-z]{3,5})?$)|(?<=\.html?)\.(?:amp|print)$/i;

/** What the addresses of one page in several forms have in common: AMP, mobile and print versions, with and without `www.`,
 *  `http` and `https`. Not an address to fetch, and not proof alone: `/m/7` and `/7` may be two articles.
 *  Example: `https://m.news.example/a/amp/?id=7` and `http://www.news.example/a?id=7` → `news.example/a?id=7`. */
export function plainAddressOf(url: Url): string {
  const { host, pathname, search } = new URL(url);
  const path = pathname.replace(firstSegment, '').replace(lastSegment, '').replace(/\/+$/, '').replace(ending, '');
  const kept = search.slice(1).split('&').filter((part) => part !== '' && !formQuery.test(part)); // prettier-ignore
  return host.replace(formHost, '') + path + (kept.length === 0 ? '' : `?${kept.join('&')}`);
}
