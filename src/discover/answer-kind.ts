import { decodeBytes } from '../text/decode.ts';

export type AnswerKind = 'feed' | 'sitemap' | 'html' | 'text';

const peekBytes = 65_536;

/** What an answer is by its first elements, never mind what its headers say: a feed of any format, a sitemap or index in XML,
 *  an HTML page, or other text. `null` for bytes that are no text. */
export function answerKindOf(bytes: Uint8Array, contentType: string | undefined): AnswerKind | null {
  const head = bytes.subarray(0, peekBytes);
  const { text } = decodeBytes(head, contentType === undefined ? { kind: 'xml' } : { kind: 'xml', contentType });
  if (/^\s*\{/.test(text)) return /"items"\s*:|jsonfeed\.org/.test(text) ? 'feed' : 'text';
  const bare = text.replace(/<!--[\s\S]*?(?:-->|$)/g, '');
  for (const [, name = ''] of bare.matchAll(/<([A-Za-z][\w.-]{0,40}(?::[\w.-]{1,40})?)/g)) {
    const local = name.slice(name.indexOf(':') + 1).toLowerCase();
    if (local === 'rss' || local === 'rdf' || local === 'feed' || local === 'channel') return 'feed';
    if (local === 'urlset' || local === 'sitemapindex') return 'sitemap';
    if (local === 'html' || local === 'head' || local === 'body') return 'html';
  }
  if (/^\s*<(?:!doctype\s+html|[a-z])/i.test(bare) || /\bhtml\b/i.test(contentType ?? '')) return 'html';
  return /[\x00-\x08]/.test(text.slice(0, 1000)) || text.trim() === '' ? null : 'text';
}
