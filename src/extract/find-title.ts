import { attr, closest, collapse } from '../html/query.ts';
import { headingParts } from './heading-parts.ts';
import type { HeadingPart } from './heading-parts.ts';
import { textOfLd } from './json-ld.ts';
import { metaOf } from './page-facts.ts';
import type { Heading } from './page-facts.ts';
import { squeeze } from '../text/squeeze.ts';
import { isSiteName, leadsUp, siteNamesOf, titleSeparator, withoutSite } from './site-names.ts';
import { chosen, found } from './witness.ts';
import type { Found, Witnesses } from './witness.ts';

interface TitleCandidate {
  readonly text: string;
  readonly from: string;
  readonly weight: number;
  /** Mostly filled from the same field as others. */
  readonly isCopy: boolean;
  /** Often shortened: no measure of what the others add. */
  readonly isCut: boolean;
}

/** The headline without the site's name, and every form of it the page shows (to find repetitions). Null when there is
 *  none. Sources: schema.org/headline, Open Graph og:title, h1, title. */
export function findTitle(witnesses: Witnesses): { title: Found<string>; forms: readonly string[] } | null {
  const siteNames = siteNamesOf(witnesses);
  const heading = mainHeading(witnesses, siteNames);
  const candidates = collectTitles(witnesses, siteNames, heading);
  const groups = groupTitles(candidates);
  let best: TitleGroup | undefined;
  for (const group of groups) {
    witnesses.trace?.push({
      stage: 'extract',
      step: 'title',
      target: group.members[0]?.text.slice(0, 200) ?? '',
      decision: 'considered',
      because: group.members.map(({ from }) => from).join(', '),
      score: Math.round(group.score * 100) / 100,
    });
    if (best === undefined || group.score > best.score) best = group;
  }
  if (best === undefined) return null;
  const form = bestForm(best, heading);
  const confidence = Math.min(0.99, 0.6 + best.votes * 0.12);
  const title = chosen('title', found(form.text, form.from, confidence), witnesses, (value) => value);
  const forms = [...candidates.map((candidate) => candidate.text), heading?.text ?? '', witnesses.facts.titleTag];
  return { title, forms: [...new Set(forms.filter((text) => text !== ''))] };
}

/** Titles that are the same but for marks and letter case. */
interface TitleGroup {
  readonly key: string;
  /** Best first. */
  readonly members: readonly TitleCandidate[];
  readonly votes: number;
  readonly score: number;
}

/** How much a further source that agrees adds: those that content systems fill from one field add less. */
const agreement = 0.6;
const copiedAgreement = 0.28;

function groupTitles(candidates: readonly TitleCandidate[]): readonly TitleGroup[] {
  const byKey = new Map<string, TitleCandidate[]>();
  for (const candidate of candidates) {
    const key = squeeze(candidate.text);
    const members = byKey.get(key);
    if (members === undefined) byKey.set(key, [candidate]);
    else members.push(candidate);
  }
  const groups = [...byKey].map(([key, members]) => ({ key, members, lent: [] as TitleCandidate[] }));
  // A title with a kicker or a section around it speaks for the bare one.
  for (const long of groups) {
    const short = groups.find(
      (other) =>
        other !== long &&
        other.members.some(({ isCut }) => !isCut) &&
        long.members.some(({ text }) => other.members.some((bare) => isFramed(text, bare.text))),
    );
    if (short !== undefined) short.lent.push(...long.members);
  }
  return groups.map(({ key, members, lent }) => {
    const sorted = [...members].sort((a, b) => b.weight - a.weight);
    const first = sorted[0]?.weight ?? 0;
    let score = first;
    for (const other of [...sorted.slice(1), ...lent]) {
      score += other.weight * (other.isCopy ? copiedAgreement : agreement);
    }
    return { key, members: sorted, votes: members.length + lent.length, score };
  });
}

const frameBefore = /(?:\s[-–—|»:·•]|[|｜»])\s*$/u;
const frameAfter = /^\s*(?:[-–—|«:·•]\s|[|｜«])/u;

/** True when `long` is `bare` with something before or after it, set apart by a dash or a bar. */
function isFramed(long: string, bare: string): boolean {
  if (bare.length < 12 || bare.length < long.length * 0.35 || long.length <= bare.length) return false;
  if (long.endsWith(bare)) return frameBefore.test(long.slice(0, long.length - bare.length));
  return long.startsWith(bare) && frameAfter.test(long.slice(bare.length));
}

/** The spelling to keep: the heading's own, unless it runs parts together that others set apart. */
function bestForm(group: TitleGroup, heading: MainHeading | undefined): TitleCandidate {
  const [first, ...others] = group.members;
  if (first === undefined) return { text: '', from: 'none', weight: 0, isCopy: false, isCut: false };
  if (heading === undefined || first.from !== 'dom h1' || heading.parts < 2) return first;
  const marks = (text: string): number => text.match(/[:|–—-]/g)?.length ?? 0;
  return others.find((other) => marks(other.text) > marks(first.text)) ?? first;
}

function collectTitles(
  witnesses: Witnesses,
  siteNames: readonly string[],
  heading: MainHeading | undefined,
): TitleCandidate[] {
  const { facts, articles, hints } = witnesses;
  const list: TitleCandidate[] = [];
  const add = (text: string | undefined, from: string, weight: number, isCopy = false, isCut = false): void => {
    const clean = text === undefined ? '' : withoutSite(text, siteNames);
    if (clean.length < 2 || clean.length > 500 || isSiteName(clean, siteNames)) return;
    list.push({ text: clean, from, weight, isCopy, isCut });
  };
  // Outweighs all others together.
  add(witnesses.ruled.title, 'site rule', 10);
  add(heading?.text, 'dom h1', headingWeight(heading, witnesses));
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
  add(other?.value, `meta ${other?.name ?? ''}`, 0.5, true, true);
  add(metaOf(facts, 'twitter:title')?.value, 'meta twitter:title', 0.5, true, true);
  add(facts.titleTag, 'title tag', 0.55, true, true);
  add(hints.title, 'feed title', 0.4);
  return list;
}

/** A heading that words the title in its own way was written for readers, and counts for more than the titles written for
 *  machines; one that only leaves out or adds a kicker does not, nor one of a live blog, which tells the latest. */
function headingWeight(heading: MainHeading | undefined, { facts, articles }: Witnesses): number {
  const key = squeeze(heading?.text ?? '');
  const others = [
    textOfLd(articles[0]?.['headline']),
    metaOf(facts, 'og:title')?.value ?? '',
    metaOf(facts, 'twitter:title')?.value ?? '',
    facts.titleTag,
  ].map(squeeze);
  const isInOwnWords = others.every((other) => other === '' || !(other.includes(key) || key.includes(other)));
  return isInOwnWords && heading?.text.includes('+++') !== true ? 1.5 : 1.05;
}

interface MainHeading {
  /** Without a kicker or label that the heading also holds. */
  readonly text: string;
  /** In how many pieces the text stands in it. */
  readonly parts: number;
}

/** The heading that the other titles of the page agree with best; the only `h1` when none does. */
function mainHeading(witnesses: Witnesses, siteNames: readonly string[]): MainHeading | undefined {
  const { facts } = witnesses;
  const titles = [
    textOfLd(witnesses.articles[0]?.['headline']),
    metaOf(facts, 'og:title')?.value ?? '',
    facts.titleTag,
    witnesses.hints.title ?? '',
  ].filter((text) => text !== '');
  const told = titles.map(wordsOf).filter((words) => words.size > 0);
  const segments = new Set(
    titles.flatMap((title) => [title, withoutSite(title, siteNames), ...title.split(titleSeparator)]).map(squeeze),
  );
  const tagKey = squeeze(facts.titleTag);
  const tagParts = facts.titleTag.split(titleSeparator).map(squeeze).slice(1);
  let best: Heading | undefined;
  let bestScore = 0;
  const firsts: Heading[] = [];
  for (const heading of facts.headings) {
    const { element, level, text } = heading;
    if (text.length < 4 || text.length > 300 || isSiteName(text, siteNames)) continue;
    if (closest(element, (up) => up.name === 'nav' || up.name === 'footer') !== undefined) continue;
    if (level === 1) firsts.push(heading);
    const words = wordsOf(text);
    let score = segments.has(squeeze(text)) ? 0.95 : 0;
    for (const other of told) score = Math.max(score, overlap(words, other));
    score += level === 1 ? 0.3 : 0;
    if (/headline|title/i.test(`${attr(element, 'class').slice(0, 200)} ${attr(element, 'itemprop')}`)) score += 0.1;
    if (level === 2 && score < 0.75) continue;
    const key = squeeze(text);
    if (leadsUp(element, witnesses)) score -= 0.6;
    // What ends the title of the page is its site's name more often than its own.
    else if (level === 1 && tagKey !== key && (tagKey.endsWith(key) || tagParts.includes(key))) score -= 0.35;
    if (score > bestScore + 0.01) {
      best = heading;
      bestScore = score;
    }
  }
  // The only first-level heading is the title even when the other titles were written anew for search engines.
  const only = firsts.length === 1 && (firsts[0]?.text.split(' ').length ?? 0) > 3 ? firsts[0] : undefined;
  const main = bestScore >= 0.5 || told.length === 0 ? best : only;
  return main === undefined ? undefined : bareHeading(main, segments);
}

/** Leaves out parts that are named a kicker or label, and those that another title of the page does without. */
function bareHeading({ element, text }: Heading, keys: ReadonlySet<string>): MainHeading {
  const parts = headingParts(element);
  const first = parts.findIndex((part) => !part.isBeside);
  const own = parts.slice(Math.max(0, first), parts.findLastIndex((part) => !part.isBeside) + 1);
  const bare = join(own);
  const whole = { text, parts: parts.length };
  if (own.length < parts.length && isHeadlineLike(bare) && !bare.endsWith(':'))
    return { text: bare, parts: own.length };
  if (keys.has(squeeze(text))) return whole;
  for (let at = 1; at < parts.length; at++) {
    for (const rest of [parts.slice(at), parts.slice(0, -at)]) {
      if (keys.has(squeeze(join(rest)))) return { text: join(rest), parts: rest.length };
    }
  }
  return whole;
}

function join(parts: readonly HeadingPart[]): string {
  return collapse(parts.map((part) => part.text).join(' ')).replace(/^[\s|:–—-]+|[\s|–—-]+$/gu, '');
}

function isHeadlineLike(text: string): boolean {
  return text.length >= 12 || /[\u3040-\u9fff\uac00-\ud7af]{4}/.test(text);
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
