import { attr, findFirst, textOf } from '../html/query.ts';
import type { Element } from '../html/query.ts';
import type { Document } from '../html/query.ts';
import { parseDate } from '../dates/parse-date.ts';
import type { Block } from '../model/article.ts';
import type { Trace } from '../model/trace.ts';
import { endsSentence, keyOf, leavesOf, toBoxes } from './boxes.ts';
import type { Box, Leaf, Part, Shown } from './boxes.ts';
import { blocksText } from './blocks-text.ts';
import { endsWithCredit } from './captions.ts';
import { nameOf, restoreAll } from './drop-part.ts';
import { findRoot } from './find-root.ts';
import { squeeze } from '../text/squeeze.ts';
import { findNearTitle } from './find-near-title.ts';
import type { NearTitle } from './find-near-title.ts';
import { plainText } from './json-ld.ts';
import { articleBodyOf, descriptionOf, findOtherText } from './other-text.ts';
import { prunePage } from './prune.ts';
import { judgeLeaves } from './judge-leaves.ts';
import type { LeafReading } from './leaf-features.ts';
import { isInHeading } from './leaf-place.ts';
import { dropEmptyHeadings, refineBody } from './refine.ts';
import { toBlocks } from './to-blocks.ts';
import { toInlines } from './to-inlines.ts';
import { dropStripped } from './sites/apply-rule.ts';
import type { CompiledRule } from './sites/compile-rule.ts';
import { readRuledBody } from './sites/read-ruled-body.ts';
import type { Witnesses } from './witness.ts';
import { isBylineLine, isRelatedLead, isSiteLine, isStampLine } from './words.ts';

export interface Body {
  readonly blocks: readonly Block[];
  readonly standfirst: string;
  /** Characters of the text. */
  readonly length: number;
  /** Of the page's running text, how much is in the body; 0 to 1. */
  readonly share: number;
  /** How likely the text is the article's, and how much likely text is left out beside it; 0 to 1. */
  readonly sureness: number;
  readonly leftOut: number;
  /** Where the text was found: `dom`, `site rule`, `json-ld articleBody`, `feed content`. */
  readonly from: string;
  /** The names that sign the text at its end. */
  readonly signature: string;
}

export interface BodyInput {
  readonly document: Document;
  readonly boxes: Box;
  readonly witnesses: Witnesses;
  readonly titles: readonly string[];
  readonly authors: readonly string[];
  readonly near: NearTitle;
  /** False when the page says that it is not free to read. */
  readonly isFree: boolean;
  /** How likely a line is article text, in place of what was learned; for training. */
  readonly score?: ((reading: LeafReading) => number) | undefined;
  readonly rule: CompiledRule | undefined;
}

/** Ways to read a page, in the order tried, and what each is for. */
const readings = {
  ruled: 'keeps to what the site rule names',
  strict: 'removes all that its name gives away',
  lenient: 'too little text was left: removes only what is sure',
  noscript: 'still too little text: reads what is shown where scripts do not run',
  hidden: 'hardly any text: reads what a page that is free to read hides until a script shows it',
} as const;
type Reading = keyof typeof readings;

/** What of a page a reading of this name looks at. */
export function shownIn(reading: string): Shown {
  return reading === 'noscript' ? 'without-scripts' : reading === 'hidden' ? 'ever' : 'at-once';
}

/** A body shorter than this is read again with fewer removals. */
const leastText = 300;
/** With less than this the page shows no article at all. */
const leastShown = 150;

/** The article's text as typed blocks: from the page's own tree, or from JSON-LD or the feed when the page shows less. */
export function extractBody(input: BodyInput): Body {
  const { witnesses } = input;
  const articleBody = articleBodyOf(witnesses);
  const told = plainText(articleBody);
  const shown = fromRule(input) ?? fromPage(input, told);
  const own = shown.reading !== 'ruled' && shown.length < leastText ? fromUnseen(input, told, shown) : shown;
  tellReading(own.reading, 'chosen', 'has the most text', witnesses.trace);
  const fallback = findOtherText(input, { ...own, isRuled: own.reading === 'ruled' }, { articleBody, told });
  if (fallback === undefined) return own;
  witnesses.trace?.push({
    stage: 'extract',
    step: 'body',
    target: fallback.from,
    decision: 'chosen',
    because: 'the page itself shows less text',
  });
  const text = squeeze(blocksText(fallback.blocks));
  const intro = own.blocks.filter(
    (block) => block.role === 'standfirst' && !text.includes(squeeze(blocksText([block])).slice(0, 60)),
  );
  const blocks = [...intro, ...fallback.blocks];
  return { ...own, blocks, length: blocksText(blocks).length, from: fallback.from };
}

/** What the site rule names, where it names a body that the page has. */
function fromRule(input: BodyInput): ReadBody | undefined {
  const { rule, near, witnesses } = input;
  if (rule === undefined || rule.body.length === 0) return undefined;
  tellReading('ruled', 'considered', readings.ruled, witnesses.trace);
  tellPlaces(near, witnesses.trace);
  const ruled = readRuledBody({ ...input, rule }, witnesses.trace);
  if (ruled === undefined) return undefined;
  const { root, signature } = ruled;
  const blocks = blocksOf(root, input);
  return {
    ...{ blocks, signature, standfirst: near.standfirst?.text ?? '' },
    ...{ length: blocksText(blocks).length, share: 1, from: 'site rule', reading: 'ruled' },
    // Who wrote the rule has looked.
    ...{ sureness: 1, leftOut: 0 },
  };
}

function blocksOf(root: Box, { near, witnesses }: BodyInput): readonly Block[] {
  return toBlocks(root, {
    baseUrl: witnesses.facts.baseUrl,
    entryTime: (element) => entryTime(element, witnesses.now),
    standfirst: near.standfirst,
  });
}

function fromPage(input: BodyInput, articleBody: string): ReadBody {
  const strict = readTree(input, articleBody, 'strict');
  if (strict.length >= leastText || input.boxes.prose < strict.length * 1.5) return strict;
  // Names that meant something else took the text away: only sure ones count now.
  restoreAll(input.boxes);
  const lenient = readTree(input, articleBody, 'lenient');
  return lenient.length > strict.length * 1.5 ? lenient : strict;
}

/** Some pages keep the text for browsers without scripts, or hide it until a script runs; read when nothing else is there. */
function fromUnseen(input: BodyInput, articleBody: string, shown: ReadBody): ReadBody {
  const { facts } = input.witnesses;
  let best = shown;
  if (findFirst(facts.body, (element) => element.name === 'noscript') !== undefined)
    best = fullerOf(input, articleBody, best, 'noscript');
  return best.length < leastShown && input.isFree ? fullerOf(input, articleBody, best, 'hidden') : best;
}

function fullerOf(input: BodyInput, articleBody: string, shown: ReadBody, reading: Reading): ReadBody {
  const boxes = toBoxes(input.document, input.witnesses.facts.body, shownIn(reading));
  if (boxes.prose < input.boxes.prose + 500) return shown;
  const near = findNearTitle(boxes, input.titles, '');
  const body = readTree({ ...input, boxes, near }, articleBody, reading);
  return body.length > shown.length * 2 ? body : shown;
}

interface ReadBody extends Body {
  readonly reading: Reading;
}

function tellReading(target: Reading, decision: 'considered' | 'chosen', because: string, trace?: Trace): void {
  trace?.push({ stage: 'extract', step: 'reading', target, decision, because });
}

function readTree(input: BodyInput, articleBody: string, reading: Reading): ReadBody {
  const { boxes, witnesses, near } = input;
  const { trace } = witnesses;
  tellReading(reading, 'considered', readings[reading], trace);
  tellPlaces(near, trace);
  if (input.rule !== undefined) dropStripped(boxes, input.document, input.rule, trace);
  prunePage(boxes, near.headline, reading === 'strict' ? 'all' : 'sure', trace);
  const foundRoot = findRoot(boxes, { articleBody, headline: near.headline }, trace);
  const from = reading === 'noscript' || reading === 'hidden' ? reading : 'dom';
  if (foundRoot === null)
    return {
      blocks: [],
      standfirst: '',
      length: 0,
      share: 0,
      from,
      signature: '',
      reading,
      sureness: 0,
      leftOut: 0,
    };
  const { signature } = refineBody(
    foundRoot.root,
    { titles: input.titles, authors: input.authors, headline: near.headline },
    trace,
  );
  const witness = {
    titles: input.titles,
    description: descriptionOf(witnesses),
    articleBody,
    headline: near.headline,
  };
  const { root, sureness, leftOut } = judgeLeaves(boxes, foundRoot.root, witness, trace, input.score);
  dropEmptyHeadings(root, trace);
  const whole = placeIntro(blocksOf(root, input), input, root);
  return {
    blocks: whole,
    standfirst: near.standfirst?.text ?? '',
    length: blocksText(whole).length,
    share: foundRoot.share,
    from,
    signature,
    reading,
    sureness,
    leftOut,
  };
}

function tellPlaces({ headline, standfirst }: NearTitle, trace: Trace | undefined): void {
  const tell = (step: string, leaf: Leaf | undefined, because: string): void => {
    if (leaf === undefined) return;
    trace?.push({ stage: 'extract', step, target: nameOf(leaf), part: leaf.index, decision: 'chosen', because });
  };
  tell('headline', headline, 'shows the title');
  tell('standfirst', standfirst, 'introduces the text, by its name or place');
}

/** Puts an introduction that stands between the headline and the root before the text, once. */
function placeIntro(blocks: readonly Block[], { near, witnesses, titles }: BodyInput, root: Box): readonly Block[] {
  const inRoot = new Set(leavesOf(root));
  const start = squeeze(blocksText(blocks.slice(0, 4)));
  const keys = titles.map(squeeze);
  const intro: Block[] = [];
  const end = near.following.findIndex((leaf) => inRoot.has(leaf));
  const between = end === -1 ? near.following.slice(0, 4) : near.following.slice(0, end);
  for (const leaf of between) {
    if (leaf !== near.standfirst && !isIntro(leaf, end !== -1)) continue;
    const own = keyOf(leaf);
    if (intro.length >= 3 || keys.includes(own) || start.includes(own.slice(0, 100))) continue;
    const inlines = toInlines(leaf.nodes, witnesses.facts.baseUrl, leaf.parent.href);
    if (inlines.length === 0) continue;
    intro.push({ kind: 'paragraph', inlines, role: 'standfirst' });
    witnesses.trace?.push({
      stage: 'extract',
      step: 'introduction',
      target: leaf.text.slice(0, 80),
      part: leaf.index,
      decision: 'kept',
      because: 'introduction between headline and body',
    });
  }
  return intro.length === 0 ? blocks : [...intro, ...blocks];
}

function isIntro(leaf: Leaf, isBetween: boolean): boolean {
  if (!isBetween || isRemoved(leaf) || leaf.weight < 50 || leaf.weight > 1200 || leaf.linkWeight > leaf.weight * 0.3)
    return false;
  if (endsWithCredit(leaf.text)) return false;
  if (isBylineLine(leaf.text) || isStampLine(leaf.text) || isSiteLine(leaf.text) || isRelatedLead(leaf.text))
    return false;
  for (let box: Box | null = leaf.parent, depth = 0; box !== null && depth < 4; box = box.parent, depth++) {
    if (box.tag === 'figure' || box.tag === 'figcaption' || box.hint.kind === 'caption' || box.hint.kind === 'media')
      return false;
  }
  return endsSentence(leaf.text) || isInHeading(leaf);
}

function isRemoved(part: Part): boolean {
  for (let at: Part | null = part; at !== null; at = at.parent) if (at.removed !== '') return true;
  return false;
}

/** The time of a live-blog entry: its own `time` or `datePublished`. */
function entryTime(element: Element, now: number): string | undefined {
  const marked = findFirst(
    element,
    (child) =>
      child.name === 'time' || attr(child, 'itemprop') === 'datePublished' || 'data-timestamp' in child.attribs,
  );
  if (marked === undefined) return undefined;
  const text =
    attr(marked, 'datetime') ||
    attr(marked, 'content') ||
    attr(marked, 'data-timestamp') ||
    textOf(marked, 80).slice(0, 80);
  const date = parseDate(text, { now });
  return date?.precision === 'time' ? date.instant : undefined;
}
