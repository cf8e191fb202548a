import { attr, findFirst } from '../html/query.ts';
import type { Document } from '../html/query.ts';
import { parseHtml } from '../html/parse.ts';
import type { Url } from '../model/ids.ts';
import { decodeBytes } from '../text/decode.ts';
import { toUrl } from '../url/normalize.ts';

/** The address at which a stored page says it was published: the mark a browser leaves when saving
 *  (`<!-- saved from url=(0026)https://… -->`), the canonical link, or og:url; `null` when it says nothing absolute. */
export function findAddress(bytes: Uint8Array): Url | null {
  const { text } = decodeBytes(bytes, { contentType: 'text/html', kind: 'html' });
  return addressIn(parseHtml(text), text);
}

/** As `findAddress`, for a page that is decoded and parsed already. */
export function addressIn(document: Document, text: string): Url | null {
  const mark = /<!-- saved from url=\(\d{4}\)(\S{1,2000}) -->/.exec(text.slice(0, 4096))?.[1];
  const canonical = findFirst(
    document,
    (element) => element.name === 'link' && attr(element, 'rel').toLowerCase() === 'canonical',
  );
  const graph = findFirst(
    document,
    (element) => element.name === 'meta' && attr(element, 'property').toLowerCase() === 'og:url',
  );
  const said = [mark, canonical && attr(canonical, 'href'), graph && attr(graph, 'content')];
  return said.reduce<Url | null>((found, address) => found ?? (address ? toUrl(address) : null), null);
}
