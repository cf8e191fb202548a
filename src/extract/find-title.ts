import { attr, closest } from '../html/query.ts';
import { textOfLd } from './json-ld.ts';
import { metaOf } from './page-facts.ts';
import type { PageFacts } from './page-facts.ts';
import { squeeze } from './find-root.ts';
import { chosen, found } from './witness.ts';
import type { Found, Witnesses } from './witness.ts';

interface TitleCandidate {
  readonly text: string;
  readonly from: string;
  readonly weight: number;
}

/** The headline without the site's name, and every form of it the page shows (to find repetitions). Null when there is
 *  none. Sources: schema.org/headline, Open Graph og:title, h1, title. */
export function findTitle(witnesses: Witnesses): { title: Found<string>; forms: readonly string[] } | null {
  const siteNames = siteNamesOf(witnesses);
  const candidates = collectTitles(witnesses, siteNames);
  if (candidates.length === 0) return null;
  let best: { candidate: TitleCandidate; score: number } | undefined;
  for (const candidate of candidates) {
    const own = squeeze(candidate.text);
    let score = candidate.weight;
    for (const other of candidates) if (other !== candidate && squeeze(other.text) === own) score += other.weight * 0.6;
    witnesses.trace?.push({
      stage: 'extract',
      step: 'title',
      target: candidate.text.slice(0, 200),
      decision: 'considered',
      because: candidate.from,
      score: Math.round(score * 100) / 100,
    });
    if (best === undefined || score > best.score) best = { candidate, score };
  }
  if (best === undefined) return null;
  const agreeing = candidates.filter((other) => squeeze(other.text) === squeeze(best.candidate.text)).length;
  const confidence = Math.min(0.99, 0.6 + agreeing * 0.12);
  const title = chosen(
    'title',
    found(best.candidate.text, best.candidate.from, confidence),
    witnesses,
    (value) => value,
  );
  return { title, forms: [...new Set([...candidates.map((candidate) => candidate.text), witnesses.facts.titleTag])] };
}

function collectTitles(witnesses: Witnesses, siteNames: readonly string[]): TitleCandidate[] {
  const { facts, articles, hints } = witnesses;
  const list: TitleCandidate[] = [];
  const add = (text: string | undefined, from: string, weight: number): void => {
    const clean = text === undefined ? '' : withoutSite(text, siteNames);
    if (clean.length < 2 || clean.length > 500 || isSiteName(clean, siteNames)) return;
    list.push({ text: clean, from, weight });
  };
  const heading = mainHeading(facts, witnesses, siteNames);
  add(heading, 'dom h1', 1.05);
  add(textOfLd(articles[0]?.['headline'] ?? articles[0]?.['name']), 'json-ld headline', 0.9);
  add(facts.properties.get('headline')?.[0]?.value, 'microdata headline', 0.6);
  add(metaOf(facts, 'og:title')?.value, 'meta og:title', 0.8);
  const other = metaOf(
    facts,
    'parsely-title',
    'sailthru.title',
    'dc.title',
    'dcterms.title',
    'dc:title',
    'citation_title',
    'hdl',
    'headline',
    'title',
  );
  add(other?.value, `meta ${other?.name ?? ''}`, 0.5);
  add(metaOf(facts, 'twitter:title')?.value, 'meta twitter:title', 0.5);
  add(facts.titleTag, 'title tag', 0.55);
  add(hints.title, 'feed title', 0.4);
  return list;
}

/** The heading that the other titles of the page agree with best; the first `h1` when none does. */
function mainHeading(facts: PageFacts, witnesses: Witnesses, siteNames: readonly string[]): string | undefined {
  const told = [
    textOfLd(witnesses.articles[0]?.['headline']),
    metaOf(facts, 'og:title')?.value ?? '',
    facts.titleTag,
    witnesses.hints.title ?? '',
  ]
    .map((text) => wordsOf(text))
    .filter((words) => words.size > 0);
  let best: string | undefined;
  let bestScore = 0;
  const firsts: string[] = [];
  for (const { element, level, text } of facts.headings) {
    if (text.length < 4 || text.length > 300 || isSiteName(text, siteNames)) continue;
    if (closest(element, (up) => up.name === 'nav' || up.name === 'footer') !== undefined) continue;
    if (level === 1) firsts.push(text);
    const words = wordsOf(text);
    let score = 0;
    for (const other of told) score = Math.max(score, overlap(words, other));
    score += level === 1 ? 0.3 : 0;
    if (/headline|title/i.test(`${attr(element, 'class').slice(0, 200)} ${attr(element, 'itemprop')}`)) score += 0.1;
    if (level === 2 && score < 0.75) continue;
    if (score > bestScore + 0.01) {
      best = text;
      bestScore = score;
    }
  }
  // The only first-level heading is the title even when the other titles were written anew for search engines.
  const only = firsts.length === 1 && (firsts[0]?.split(' ').length ?? 0) > 3 ? firsts[0] : undefined;
  return bestScore >= 0.5 || told.length === 0 ? best : only;
}

function wordsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  // Scripts without spaces are compared by letter.
  return new Set(words.length < 4 && /[\u3040-\u9fff\uac00-\ud7af]/.test(text) ? [...text] : words);
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const word of a) if (b.has(word)) both++;
  return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size);
}

function siteNamesOf({ facts, nodes, articles, url }: Witnesses): readonly string[] {
  const names = [
    metaOf(facts, 'og:site_name')?.value ?? '',
    metaOf(facts, 'application-name', 'apple-mobile-web-app-title', 'al:ios:app_name')?.value ?? '',
    textOfLd(articles[0]?.['publisher']),
    ...nodes.slice(0, 40).flatMap((node) => (node['@type'] === 'WebSite' ? [textOfLd(node['name'])] : [])),
    textOfLd(articles[0]?.['articleSection']),
    metaOf(facts, 'article:section')?.value ?? '',
    new URL(url).hostname.replace(/^www\./, ''),
    new URL(url).hostname.replace(/^www\./, '').split('.')[0] ?? '',
  ];
  return [...new Set(names.map(squeeze).filter((name) => name.length > 1))];
}

function isSiteName(text: string, siteNames: readonly string[]): boolean {
  return siteNames.includes(squeeze(text));
}

const separator = /\s+[|•·»«—–:\-/~›<>]+\s+|\s*[|｜_]+\s*|\s+::\s+|--+/gu;

/** The title without the site's name before or after it. */
export function withoutSite(text: string, siteNames: readonly string[]): string {
  let title = text.trim();
  for (let round = 0; round < 3; round++) {
    const cuts = [...title.matchAll(separator)];
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
