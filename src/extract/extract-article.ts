import type { Article, Block } from '../model/article.ts';
import type { LinkHints } from '../model/link.ts';
import { ok, skipped } from '../model/outcome.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import type { SiteRule } from '../model/site-rule.ts';
import type { Trace } from '../model/trace.ts';
import { repairText } from '../text/repair.ts';
import { extractBody } from './extract-body.ts';
import type { Body } from './extract-body.ts';
import { findAuthors, namesNoPerson } from './find-authors.ts';
import { findDates } from './find-dates.ts';
import { findCanonical } from './find-canonical.ts';
import { findKind, findLeadImage, findSection, isFreeToRead } from './find-details.ts';
import { elsewhereOf, type ArticlePart } from './find-elsewhere.ts';
import { findLanguage } from './find-language.ts';
import { findNearTitle } from './find-near-title.ts';
import { findRights } from './find-rights.ts';
import { findTitle } from './find-title.ts';
import { toBoxes } from './boxes.ts';
import { articleNodes, readJsonLd } from './json-ld.ts';
import { findTopics } from './find-topics.ts';
import { judgePage } from './judge-page.ts';
import { metaOf, readPageFacts } from './page-facts.ts';
import { readDocument } from './read-document.ts';
import type { ReadablePage } from './read-document.ts';
import { blocksText } from './blocks-text.ts';
import type { LeafReading } from './leaf-features.ts';
import { cutLines } from './sites/apply-rule.ts';
import { compileRule } from './sites/compile-rule.ts';
import { noRuledFields, readFields } from './sites/read-fields.ts';
import type { Witnesses } from './witness.ts';

export interface ExtractContext {
  /** What the feed said; one more witness, and the last resort for the text. */
  readonly hints?: LinkHints;
  /** BCP 47 tag of the language the source mostly writes in. */
  readonly language?: string;
  /** Epoch ms; later dates are refused. `Infinity`: none is, and times as `2 hours ago` are not read. */
  readonly now: number;
  /** How likely a line is article text, in place of what was learned; for training. */
  readonly score?: (reading: LeafReading) => number;
  /** Said of later pages of an article: which it is. */
  readonly part?: ArticlePart;
  /** Where things stand on the pages of this outlet; what it does not say or find is read as on any page. */
  readonly rule?: SiteRule;
}

/** Reads the article of a page: title, people, dates, language, and its text as typed blocks, each field with where it
 *  was found. `trace` receives every decision. Pure; the page is not changed; any input, however broken, gives an
 *  outcome in time and memory linear in its size.
 *  Skips: extract/not-html, extract/not-an-article, extract/no-title, extract/no-text, extract/paywalled. */
export function extractArticle(page: ReadablePage, context: ExtractContext, trace?: Trace): Outcome<Article> {
  const read = readDocument(page);
  if (!read.ok) return read;
  const { document, url } = read.value;
  const facts = readPageFacts(document, url, context.part?.first[0]);
  const rule = context.rule && compileRule(context.rule, trace);
  const ruled = rule === undefined ? noRuledFields : readFields(document, rule, trace);
  if (rule !== undefined) cutLines(document, rule, trace);
  const nodes = readJsonLd(facts.jsonLd);
  const articles = articleNodes(nodes, url);
  const witnesses: Witnesses = {
    url,
    facts,
    articles,
    nodes,
    ruled,
    hints: context.hints ?? {},
    now: context.now,
    trace,
  };
  const titles = findTitle(witnesses);
  const boxes = toBoxes(document, facts.body);
  const description = metaOf(facts, 'og:description', 'description', 'twitter:description')?.value ?? '';
  const near = findNearTitle(boxes, titles?.forms ?? [], description);
  const told = findAuthors(witnesses, near.bylines);
  const isFree = isFreeToRead(witnesses);
  const body = extractBody({
    document,
    isFree,
    boxes,
    witnesses,
    titles: titles?.forms ?? [],
    authors: told.value,
    near,
    score: context.score,
    rule,
  });
  const isSigned = body.signature !== '' && namesNoPerson(told.value, witnesses);
  const authors = isSigned ? findAuthors(witnesses, [body.signature]) : told;
  const verdict = judgePage({ witnesses, body, title: titles?.title.value ?? '', isFree });
  if (verdict.skip !== undefined) {
    // A list is no article although it shows much; what shows little may have another form that shows more.
    const isBare = body.length < 400 && isFree;
    return { ok: false, skip: { ...verdict.skip, ...(isBare && elsewhereOf(witnesses, context.part)) } };
  }
  if (titles === null) return skipped('extract/no-title');
  return ok(
    toArticle({
      headers: page.headers,
      context,
      witnesses,
      body,
      isFree,
      confidence: verdict.confidence,
      titles,
      authors,
      near,
    }),
  );
}

interface Parts {
  readonly headers: Page['headers'];
  readonly context: ExtractContext;
  readonly witnesses: Witnesses;
  readonly body: Body;
  readonly isFree: boolean;
  readonly confidence: number;
  readonly titles: NonNullable<ReturnType<typeof findTitle>>;
  readonly authors: ReturnType<typeof findAuthors>;
  readonly near: ReturnType<typeof findNearTitle>;
}

function toArticle(parts: Parts): Article {
  const { witnesses, body, titles, authors } = parts;
  const text = blocksText(body.blocks);
  const dates = findDates(witnesses, parts.near.dates);
  const language = findLanguage(witnesses, text, parts.context.language);
  const canonical = findCanonical(witnesses);
  const image = findLeadImage(witnesses) ?? firstFigure(body.blocks);
  return {
    url: witnesses.url,
    ...(canonical === undefined ? {} : { canonical: canonical.value }),
    title: repairText(titles.title.value),
    standfirst: repairText(body.standfirst),
    authors: authors.value.map(repairText),
    language: language.value,
    ...(dates.published === undefined ? {} : { published: dates.published.value }),
    ...(dates.modified === undefined ? {} : { modified: dates.modified.value }),
    kind: findKind(witnesses, text.length),
    section: repairText(findSection(witnesses)),
    topics: findTopics(witnesses, `${titles.title.value}\n${text}`).map(repairText),
    ...(image === undefined ? {} : { image: image.value }),
    isFree: parts.isFree,
    rights: findRights(witnesses.facts, parts.headers),
    blocks: body.blocks,
    ...elsewhereOf(witnesses, parts.context.part, canonical?.value),
    confidence: parts.confidence,
    evidence: {
      title: titles.title.evidence,
      language: language.evidence,
      body: { from: body.from, confidence: parts.confidence },
      ...(authors.value.length === 0 ? {} : { authors: authors.evidence }),
      ...(dates.published === undefined ? {} : { published: dates.published.evidence }),
      ...(dates.modified === undefined ? {} : { modified: dates.modified.evidence }),
      ...(image === undefined ? {} : { image: image.evidence }),
      ...(canonical === undefined ? {} : { canonical: canonical.evidence }),
    },
  };
}

function firstFigure(blocks: readonly Block[]): ReturnType<typeof findLeadImage> {
  const figure = blocks.find((block) => block.kind === 'figure');
  return figure === undefined ? undefined : { value: figure.image, evidence: { from: 'body', confidence: 0.6 } };
}
