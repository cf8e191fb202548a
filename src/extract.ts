/** The extractor as a library, `courant/extract`: no network, files, clock or environment; runs in Node and in browsers. */
import { extractArticle } from './extract/extract-article.ts';
import { selectorFields, selectorProblem } from './extract/sites/compile-rule.ts';
import { givenHeaders, givenUrl, isBytes, nameOf, type GivenHeaders } from './html/given-page.ts';
import type { Article } from './model/article.ts';
import type { LinkHints } from './model/link.ts';
import type { Outcome } from './model/outcome.ts';
import type { SiteRule } from './model/site-rule.ts';
import type { Trace } from './model/trace.ts';

export type { GivenHeaders } from './html/given-page.ts';
export { renderMarkdown } from './markdown/render-markdown.ts';
export { renderText, type TextOptions, type TextPart } from './markdown/render-text.ts';
export { collectTrace, type Trace, type TraceStep } from './model/trace.ts';
export { unknownUrl } from './url/normalize.ts';
export type { SkipCode } from './errors.ts';
export type {
  Article,
  ArticleField,
  ArticleKind,
  Block,
  BlockRole,
  Elsewhere,
  Evidence,
  Image,
  Inline,
  StatedDate,
} from './model/article.ts';
export type { ArticleId, Url } from './model/ids.ts';
export type { LinkHints } from './model/link.ts';
export type { Outcome, Skip } from './model/outcome.ts';
export type { SiteRule } from './model/site-rule.ts';

export interface ExtractOptions {
  /** The page's absolute http(s) address, after redirects. Without it the page is read at the address it states itself
   *  (canonical link, og:url); when it states none, `article.url` is `unknownUrl`, relative links become their text, and
   *  relative pictures are left out. */
  readonly url?: string;
  /** Of the HTTP answer: `response.headers`, pairs, or an object. Read: `content-type` and `x-robots-tag`. */
  readonly headers?: GivenHeaders;
  /** What a feed said of the article: one more witness, and the last resort for the text. */
  readonly hints?: LinkHints;
  /** BCP 47 tag of the language the outlet mostly writes in; the page's own text is stronger. */
  readonly language?: string;
  /** Epoch ms. Later dates are refused, and `2 hours ago` is counted from here. Without it no date is too late, and
   *  relative ones are not read. */
  readonly now?: number;
  /** Where things stand on the pages of this outlet, for one that the extractor alone reads wrong. */
  readonly rule?: SiteRule;
  /** Receives every decision. */
  readonly trace?: Trace;
}

/** Reads the article of an HTML page, given as decoded text or as the bytes that were received: title, people, dates,
 *  language, and its text as typed blocks, each field with where it was found. Pure: the same input gives the same result;
 *  any page, however broken, gives one in time and memory linear in its size.
 *  Skips: extract/not-html, extract/not-an-article, extract/no-title, extract/no-text, extract/paywalled.
 *  Throws TypeError for input that is neither text nor bytes, an address that is not absolute http(s), and a selector of a
 *  rule that cannot be read.
 *  Example: `const outcome = extract(html, { url }); if (outcome.ok) print(renderMarkdown(outcome.value.blocks));` */
export function extract(html: string | Uint8Array, options: ExtractOptions = {}): Outcome<Article> {
  const { hints, language, now = Infinity, rule, trace } = options;
  if (rule !== undefined) checkRule(rule);
  const context = { now, ...(hints && { hints }), ...(language !== undefined && { language }), ...(rule && { rule }) };
  const url = options.url === undefined ? undefined : givenUrl(options.url, 'extract');
  const page = { headers: givenHeaders(options.headers), ...(url && { url }) };
  if (typeof html === 'string') return extractArticle({ ...page, text: html }, context, trace);
  if (isBytes(html)) return extractArticle({ ...page, bytes: html }, context, trace);
  throw new TypeError(`extract: the page must be a string or a Uint8Array, not ${nameOf(html)}.`);
}

function checkRule(rule: SiteRule): void {
  for (const field of selectorFields) {
    for (const text of rule[field] ?? []) {
      const problem = selectorProblem(text, field);
      if (problem !== undefined) throw new TypeError(`extract: \`rule.${field}\` holds ${nameOf(text)}: ${problem}.`);
    }
  }
}
