import { parseHtml } from '../html/parse.ts';
import type { Document } from '../html/query.ts';
import { headerOf, type Page } from '../model/page.ts';
import { decodeBytes } from '../text/decode.ts';

/** Characters of a page that lists articles which are read; the longest real ones have two million. */
const maxLength = 2_500_000;

/** The tree of a fetched HTML page. */
export function documentOf(page: Pick<Page, 'bytes' | 'headers'>): Document {
  const contentType = headerOf(page, 'content-type');
  const { text } = decodeBytes(page.bytes, { kind: 'html', ...(contentType === undefined ? {} : { contentType }) });
  return parseHtml(text.slice(0, maxLength));
}
