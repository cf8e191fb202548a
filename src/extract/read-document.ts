import { parseHtml } from '../html/parse.ts';
import { Element, Text, walk } from '../html/query.ts';
import type { Document } from '../html/query.ts';
import type { Url } from '../model/ids.ts';
import { ok, skipped } from '../model/outcome.ts';
import type { Outcome } from '../model/outcome.ts';
import { headerOf } from '../model/page.ts';
import type { Page } from '../model/page.ts';
import { decodeInParts } from '../text/decode.ts';
import type { DecodeHint } from '../text/decode.ts';
import { repairText } from '../text/repair.ts';
import { unknownUrl } from '../url/normalize.ts';
import { addressIn } from './find-address.ts';

/** A page to read: as it was received, or as text. Its address where it is known. */
export type ReadablePage = { readonly url?: Url } & Pick<Page, 'headers'> &
  (Pick<Page, 'bytes'> | { readonly text: string });

/** The tree of a page, with text that was encoded twice repaired, and its address: when it is not known, the one that the
 *  page states for itself; when it states none, `unknownUrl`. The same for the same page.
 *  Skips: extract/not-html. */
export function readDocument(page: ReadablePage): Outcome<{ readonly document: Document; readonly url: Url }> {
  const contentType = headerOf(page, 'content-type');
  if (contentType !== undefined && !isHtmlType(contentType)) return skipped('extract/not-html', contentType);
  const hint: DecodeHint = { kind: 'html', ...(contentType !== undefined && { contentType }) };
  const parts = 'text' in page ? [page.text] : decodeInParts(page.bytes, hint).parts;
  if (!looksLikeHtml(parts)) return skipped('extract/not-html', 'no tag in the first part of the text');

  const document = parseHtml(parts);
  const url = page.url ?? addressIn(document, parts[0] ?? '') ?? unknownUrl;
  if (parts.some(looksMangled)) repairTree(document);
  return ok({ document, url });
}

/** Traces of text that was encoded twice; a hint that costs little, the repair itself decides. */
function looksMangled(text: string): boolean {
  // Looking up single letters is many times faster than a class of them.
  if (!leadLetters.some((letter) => text.includes(letter))) return false;
  return /[\u00c2-\u00c5\u00d0\u00d1\u00e2\u00ef\u00f0][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]/.test(text);
}
const leadLetters = [...'\u00c2\u00c3\u00c4\u00c5\u00d0\u00d1\u00e2\u00ef\u00f0'];

function repairTree(document: Document): void {
  walk(document, (node) => {
    if (node instanceof Text) node.data = repairText(node.data);
    else if (node instanceof Element && node.attribs['alt'] !== undefined)
      node.attribs['alt'] = repairText(node.attribs['alt']);
    return !(node instanceof Element && (node.name === 'script' || node.name === 'style'));
  });
}

function isHtmlType(contentType: string): boolean {
  return /^\s*(?:text\/html|application\/xhtml\+xml|text\/plain|application\/octet-stream|text\/xml|application\/xml|$)/i.test(
    contentType.split(';', 1)[0] ?? '',
  );
}

function looksLikeHtml(parts: readonly string[]): boolean {
  const start = parts.slice(0, 4).join('').slice(0, 20_000);
  if (
    start.startsWith('%PDF') ||
    /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)?<(?:rss|feed|rdf:RDF|urlset|sitemapindex|svg)[\s>]/i.test(start)
  )
    return false;
  return /<(?:!doctype html|html|head|body|div|p|meta|title|article|main|table|span|a|h1)\b/i.test(start);
}
