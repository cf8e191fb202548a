import type { Url } from '../model/ids.ts';
import { normalizeUrl, toUrl } from '../url/normalize.ts';
import { siteOf } from '../url/site.ts';
import { isNode, pathKey } from './json-ld.ts';
import { metaOf } from './page-facts.ts';
import { chosen, found } from './witness.ts';
import type { Found, Witnesses } from './witness.ts';

/** The address the page calls its own, when that is plausible: of the same site, and not a front page. One of another site,
 *  as copies of an agency's text name it, only as its canonical link, and when the address tells of the same.
 *  Spec: RFC 6596 (rel=canonical). */
export function findCanonical(witnesses: Witnesses): Found<Url> | undefined {
  const { facts, articles, url } = witnesses;
  const canonical = facts.links.find((link) => link.rel === 'canonical' && link.href.trim() !== '')?.href ?? '';
  const told: readonly (readonly [string, string, number])[] = [
    [canonical, 'link canonical', 0.95],
    [metaOf(facts, 'og:url')?.value ?? '', 'meta og:url', 0.85],
    [idOf(articles[0]?.['mainEntityOfPage']) || idOf(articles[0]?.['url']), 'json-ld mainEntityOfPage', 0.8],
  ];
  for (const [text, from, confidence] of told) {
    const target = text === '' ? null : toUrl(text, facts.baseUrl);
    if (target === null || (pathKey(target) === '' && pathKey(url) !== '')) continue;
    const isElsewhere = siteOf(target) !== siteOf(url);
    if (isElsewhere && !(text === canonical && tellsOfSame(target, witnesses))) continue;
    const result = isElsewhere ? found(normalizeUrl(target), `${from}, of another site`, 0.6) : found(normalizeUrl(target), from, confidence); // prettier-ignore
    return chosen('canonical', result, witnesses, (value) => value);
  }
  return undefined;
}

/** Words of an address that two articles seldom share. */
const leastShared = 2;

/** Whether an address has words of the page's headline or address in its path, or the same long number. */
function tellsOfSame(target: Url, { facts, url }: Witnesses): boolean {
  const headline = metaOf(facts, 'og:title', 'twitter:title')?.value ?? facts.titleTag;
  const known = new Set(wordsOf(`${headline.slice(0, 500)} ${pathKey(url)}`));
  const shared = new Set(wordsOf(pathKey(target)).filter((word) => known.has(word)));
  return shared.size >= leastShared || [...shared].some((word) => /^\d{6,}$/.test(word));
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').match(/\p{L}{4,}|\d{4,}/gu) ?? []; // prettier-ignore
}

function idOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!isNode(value)) return '';
  const id = value['@id'] ?? value['url'];
  return typeof id === 'string' ? id : '';
}
