import { parseDate } from '../dates/parse-date.ts';
import { attr } from '../html/query.ts';
import type { Page } from '../model/page.ts';
import { toUrl } from '../url/normalize.ts';
import type { PageFacts } from './page-facts.ts';

/** Whom directives are read for: everyone, ourselves, and the crawlers by whose name outlets speak to all of them. */
const agents: ReadonlySet<string> = new Set(['robots', 'courant', 'googlebot', 'googlebot-news']);
/** Directives that have a value, so that what stands before their colon is no agent. */
const valued: ReadonlySet<string> = new Set([
  'max-snippet',
  'max-image-preview',
  'max-video-preview',
  'unavailable_after',
]);
/** What restricts nothing. */
const ordinary: ReadonlySet<string> = new Set([
  '',
  'all',
  'index',
  'follow',
  'archive',
  'noodp',
  'noydir',
  'none-of-these',
  'max-snippet:-1',
  'max-video-preview:-1',
  'max-image-preview:large',
]);
const maxSignals = 40;
const farFuture = Date.UTC(9990, 0);

/** Rights signals as found, each once: robots directives in lower case, `unavailable_after:` with an instant in UTC,
 *  `tdm-reservation`, `tdm-policy:` and `rsl:` with their address (`rsl:inline` when the terms stand in the page).
 *  Spec: Robots meta tag and X-Robots-Tag of Google; TDMRep, W3C; RSL 1.0. */
export function findRights(facts: PageFacts, headers: Page['headers']): readonly string[] {
  const told: string[] = [];
  for (const name of agents) for (const value of facts.metas.get(name) ?? []) told.push(...readDirectives(value));
  const valuesOf = (name: string): readonly string[] =>
    headers.flatMap(([key, value]) => (key === name ? [value] : []));
  for (const value of valuesOf('x-robots-tag')) told.push(...readDirectives(value));
  const tdm = (name: string): readonly string[] => [...valuesOf(name), ...(facts.metas.get(name) ?? [])];
  if (tdm('tdm-reservation').some((value) => value.trim() === '1')) {
    told.push('tdm-reservation');
    for (const value of tdm('tdm-policy')) told.push(...toAddress('tdm-policy', value, facts.baseUrl));
  }
  told.push(...findLicenses(facts, valuesOf('link')));
  return [...new Set(told.filter((signal) => !ordinary.has(signal)))].slice(0, maxSignals);
}

/** The directives of one value that speak to us: `noindex, otherbot: noarchive, nosnippet` holds one. */
function readDirectives(value: string): readonly string[] {
  const words = value.slice(0, 2000).toLowerCase().split(',');
  const found: string[] = [];
  let isForUs = true;
  for (let at = 0; at < words.length; at++) {
    let word = (words[at] ?? '').trim();
    const agent = /^([a-z_][\w.-]*)\s*:\s*(.*)$/.exec(word);
    if (agent && !valued.has(agent[1] ?? '')) {
      isForUs = agents.has(agent[1] ?? '');
      word = agent[2] ?? '';
    }
    if (!isForUs) continue;
    if (/^unavailable_after\s*:/.test(word)) {
      // RFC 850 dates have a comma after the weekday.
      if (/:\s*[a-z]{3,9}$/.test(word) && /\d/.test(words[at + 1] ?? '')) word += `,${words[++at] ?? ''}`;
      found.push(...toEnd(word.slice(word.indexOf(':') + 1)));
    } else if (/^[\w:+ .-]{2,60}$/.test(word)) found.push(word.replace(/\s*:\s*/g, ':'));
  }
  return found;
}

function toEnd(text: string): readonly string[] {
  const date = /\d/.test(text) ? parseDate(text, { now: farFuture }) : null;
  return date === null ? [] : [`unavailable_after:${new Date(date.instant).toISOString().slice(0, 19)}Z`];
}

function findLicenses(facts: PageFacts, linkHeaders: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const { rel, href, element } of facts.links) {
    const isRsl = attr(element, 'type').trim().toLowerCase() === 'application/rsl+xml';
    if (isRsl && rel.split(/\s+/).includes('license')) found.push(...toAddress('rsl', href, facts.baseUrl));
  }
  for (const header of linkHeaders) {
    for (const [, target = '', parameters = ''] of header.slice(0, 4000).matchAll(/<([^<>]*)>([^<]*)/g)) {
      if (/application\/rsl\+xml/i.test(parameters) && /\blicense\b/i.test(parameters))
        found.push(...toAddress('rsl', target, facts.baseUrl));
    }
  }
  if (facts.scripts.some((script) => /^\s*application\/rsl\+xml/i.test(attr(script, 'type')))) found.push('rsl:inline');
  return found;
}

/** A signal that names an address; none when it is no http(s) address. */
function toAddress(name: string, text: string, base: string): readonly string[] {
  const url = text.trim() === '' ? null : toUrl(text.trim(), base);
  return url === null || url.length > 500 ? [] : [`${name}:${url}`];
}
