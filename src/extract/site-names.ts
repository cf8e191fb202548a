import { attr, closest, findFirst } from '../html/query.ts';
import type { Element } from '../html/query.ts';
import { toUrl } from '../url/normalize.ts';
import { squeeze } from '../text/squeeze.ts';
import { pathKey, textOfLd } from './json-ld.ts';
import { metaOf } from './page-facts.ts';
import type { Witnesses } from './witness.ts';

/** Names of the site and its sections, squeezed: what a title is told apart from. */
export function siteNamesOf(witnesses: Witnesses): readonly string[] {
  const { facts, nodes, articles, url } = witnesses;
  // Some systems fill the site's name with the page's title.
  const titles = new Set(
    [textOfLd(articles[0]?.['headline']), metaOf(facts, 'og:title')?.value ?? '', facts.titleTag].map(squeeze),
  );
  const names = [
    metaOf(facts, 'og:site_name')?.value ?? '',
    metaOf(facts, 'application-name', 'apple-mobile-web-app-title', 'al:ios:app_name')?.value ?? '',
    textOfLd(articles[0]?.['publisher']),
    ...nodes.slice(0, 40).flatMap((node) => (node['@type'] === 'WebSite' ? [textOfLd(node['name'])] : [])),
    textOfLd(articles[0]?.['articleSection']),
    metaOf(facts, 'article:section')?.value ?? '',
    ...facts.headings.filter(({ element }) => leadsUp(element, witnesses)).map(({ text }) => text),
  ].map(squeeze);
  const host = new URL(url).hostname.replace(/^www\./, '');
  const own = [...names.filter((name) => !titles.has(name)), squeeze(host), squeeze(host.split('.')[0] ?? '')];
  return [...new Set(own.filter((name) => name.length > 1))];
}

export function isSiteName(text: string, siteNames: readonly string[]): boolean {
  return siteNames.includes(squeeze(text));
}

/** What stands between a title and the site's name. */
export const titleSeparator = /\s+[|•·»«—–:\-/~›<>]+\s+|\s*[|｜_]+\s*|\s+::\s+|--+/gu;

/** A site's name as papers in Chinese, Japanese and Korean put it behind the title, without spaces. */
const tightSite =
  /(?<=[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]{8})[-_－–—](?![-_－–—])[\u3040-\u9fff\uac00-\ud7af]{2,8}$/u;

/** The title without the site's name before or after it. */
export function withoutSite(text: string, siteNames: readonly string[]): string {
  let title = text.trim().replace(tightSite, '');
  for (let round = 0; round < 3; round++) {
    const cuts = [...title.matchAll(titleSeparator)];
    const last = cuts[cuts.length - 1];
    const first = cuts[0];
    if (last === undefined || first === undefined) return title;
    const tail = title.slice(last.index + last[0].length);
    const head = title.slice(0, first.index);
    const tailKey = squeeze(tail);
    const headKey = squeeze(head);
    const isSite = (key: string): boolean =>
      key !== '' &&
      siteNames.some(
        (name) =>
          key === name ||
          (name.length > 4 && key.length < name.length * 2.5 && key.includes(name)) ||
          (key.length > 4 && name.includes(key)),
      );
    if (isSite(tailKey)) title = title.slice(0, last.index).trim();
    else if (isSite(headKey) && /[|«»•·｜]/.test(first[0])) title = title.slice(first.index + first[0].length).trim();
    else if (last[0].includes('|') && last.index > title.length * 0.6 && tail.length < 30 && last.index > 20) {
      title = title.slice(0, last.index).trim();
    } else return title;
  }
  return title;
}

/** A heading that links to the front page, or to a folder that the page is in, shows the name of the site or a section. */
export function leadsUp(heading: Element, { url, facts }: Witnesses): boolean {
  const link = findFirst(heading, (element) => element.name === 'a') ?? closest(heading, (up) => up.name === 'a');
  if (link === undefined || attr(link, 'href') === '') return false;
  const target = toUrl(attr(link, 'href'), facts.baseUrl);
  if (target === null || target.includes('?')) return false;
  const own = pathKey(url);
  const path = pathKey(target);
  if (path === own) return path === '' && url.includes('?');
  return path === '' || own.startsWith(`${path}/`);
}
