import { attr, closest, textOf } from '../html/query.ts';
import type { Element } from '../html/query.ts';
import { cutText } from '../text/cut-text.ts';
import { squeeze } from '../text/squeeze.ts';
import { isNode, plainText, textOfLd, valuesOf } from './json-ld.ts';
import { metaOf } from './page-facts.ts';
import type { Witnesses } from './witness.ts';

/** Topics as the outlet gives them, in order, without repetitions, identifiers, machine tags and the outlet's own name.
 *  `text` is the article's, to tell its keywords from those of the whole site.
 *  Sources: schema.org/keywords, news_keywords, article:tag, keywords, rel=tag. */
export function findTopics(witnesses: Witnesses, text: string): readonly string[] {
  const { facts, articles, hints, url } = witnesses;
  const host = new URL(url).hostname.replace(/^www\./, '');
  const own = new Set([host, host.split('.')[0] ?? '', metaOf(facts, 'og:site_name')?.value ?? ''].map(squeeze));
  const ld = valuesOf(articles.slice(0, 1), 'keywords').flatMap((value) => keywordsOf(value));
  const keywords = splitOnce(facts.metas.get('keywords') ?? []);
  const sources: readonly (readonly string[])[] = [
    ld,
    splitOnce(facts.metas.get('news_keywords') ?? []),
    splitOnce(facts.metas.get('article:tag') ?? []),
    isOfArticle(keywords, text, own) ? keywords : [],
    splitOnce(facts.metas.get('parsely-tags') ?? facts.metas.get('sailthru.tags') ?? []),
    (facts.properties.get('keywords') ?? []).flatMap(({ value }) => splitOnce([value])),
    facts.tagLinks.map((link) => textOf(link, 100)),
    fewOnly(facts.topicLinks.filter(isInTagList)).map((link) => textOf(link, 100)),
    hints.topics ?? [],
  ];
  for (const source of sources) {
    const topics = tidyTopics(source, own);
    if (topics.length > 0) return topics;
  }
  return [];
}

/** Keywords of the whole site are the same on every page: they name the outlet, or none of them is in the text. */
function isOfArticle(keywords: readonly string[], text: string, own: ReadonlySet<string>): boolean {
  if (text === '' || keywords.length < 3) return true;
  const lower = text.slice(0, 200_000).toLowerCase();
  const words = keywords.slice(0, 60);
  const found = words.filter((word) => word.trim() !== '' && lower.includes(word.trim().toLowerCase())).length;
  return found > 0 && !(found < words.length * 0.2 && words.some((word) => own.has(squeeze(word))));
}

/** In a block that is named after tags, or a list of them. */
function isInTagList(link: Element): boolean {
  const isNamed = (element: Element): boolean =>
    /(?:^|[^a-z])(?:tags?|topics?|keywords?|themen|temas|etiquetas|mots-?cles|schlagworte?)(?![a-z])/i.test(
      `${attr(element, 'class').slice(0, 200)} ${attr(element, 'id')}`,
    );
  const near = closest(link, isNamed);
  return near !== undefined && closest(near, (up) => up.name === 'nav' || up.name === 'footer') === undefined;
}

function keywordsOf(value: unknown, depth = 0): string[] {
  if (Array.isArray(value))
    return value.length === 1 && depth < 6
      ? keywordsOf(value[0], depth + 1)
      : value.flatMap((item) => (typeof item === 'string' ? [plainText(item)] : [textOfLd(item)]));
  if (typeof value === 'string') return splitOnce([plainText(value)]);
  return isNode(value) ? [textOfLd(value)] : [];
}

/** Several values are one keyword each; one, also when a page states it again and again, is a list of them. */
function splitOnce(values: readonly string[]): string[] {
  const [only, ...others] = new Set(values);
  if (only === undefined || others.length > 0) return [...values];
  const sign =
    only.includes(';') && !only.includes(',') ? ';' : only.includes('|') && !only.includes(',') ? '|' : /[,，、]/;
  return only.split(sign);
}

const identifier =
  /^(?:[0-9a-f]{8}-[0-9a-f-]{27}|\d{4,}|[0-9a-f]{16,}|_.*|[\w-]+\.(?:com|org|net|de|at|ch|fr|co\.uk|ca))$/i;
/** Places on a site and marks for machines, not subjects. */
const placeWords =
  /^(?:featured?|curated|uncategori[sz]ed|home ?page|front ?page|top (?:news|stor(?:y|ies))|slider|web|paywall.*|comments?[ -]enabled|no-?ads?|noindex)$/i;
const machineTag = /^([\p{L}][\p{L} _-]{0,30}?)\s?[:=]\s?(\S.*)$/u;

/** "Subject: Justice" is about the article, "Page Type: Article" about the system; only lists full of such are read so. */
function untagged(topics: readonly string[]): readonly string[] {
  const tagged = topics.filter((topic) => machineTag.test(topic.trim()));
  if (tagged.length < 2) return topics;
  const subjects = tagged.flatMap((topic) => {
    const [, key = '', value = ''] = machineTag.exec(topic.trim()) ?? [];
    return /^(?:subject|topic|tag|keyword|theme|thema|tema)s?$/i.test(key) ? [value] : [];
  });
  return subjects.length > 0 ? subjects : topics.filter((topic) => !machineTag.test(topic.trim()));
}

function tidyTopics(topics: readonly string[], own: ReadonlySet<string>): readonly string[] {
  const seen = new Set<string>();
  const list: string[] = [];
  for (const topic of untagged(topics)) {
    const clean = cutText(topic.trim().replace(/^#/, '').replace(/\s+/g, ' '), 100);
    const key = clean.toLowerCase();
    if (clean.length < 2 || /^https?:/.test(clean) || seen.has(key)) continue;
    if (identifier.test(clean) || placeWords.test(clean) || own.has(squeeze(clean))) continue;
    seen.add(key);
    list.push(clean);
  }
  return list.slice(0, 50);
}

/** Long lists of topics are those that the site talks about, not this article. */
function fewOnly<T>(list: readonly T[]): readonly T[] {
  return list.length > 12 ? [] : list;
}
