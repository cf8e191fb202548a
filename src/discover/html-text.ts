import { decodeHTMLAttribute } from 'entities';
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { collapse } from '../html/query.ts';
import { toUrl } from '../url/normalize.ts';

const ignore = (): undefined => undefined;
const idle: TokenizerCallbacks = {
  onattribdata: ignore,
  onattribentity: ignore,
  onattribend: ignore,
  onattribname: ignore,
  oncdata: ignore,
  onclosetag: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onend: ignore,
  onopentagend: ignore,
  onopentagname: ignore,
  onprocessinginstruction: ignore,
  onselfclosingtag: ignore,
  ontext: ignore,
  ontextentity: ignore,
};

const breaking =
  /^(p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|blockquote|section|article|hr|dd|dt|figure|figcaption|pre)$/i;
const silent = /^(script|style|noscript|template|iframe|object)$/i;
const knownTag =
  /^(a|abbr|acronym|address|article|aside|audio|b|big|blockquote|body|br|center|cite|code|dd|del|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|ins|kbd|li|link|main|mark|meta|nav|noscript|object|ol|p|picture|pre|q|s|samp|script|section|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|template|tfoot|th|thead|title|tr|tt|u|ul|var|video|wbr)$/i;

/** Plain text of a piece of HTML, white space collapsed. What only looks like a tag (`<3`, `<Name>`) stays text.
 *  Linear, no tree: for titles and summaries. */
export function htmlToText(html: string): string {
  if (!/[<&]/.test(html)) return collapse(html);
  let out = '';
  let tag = '';
  let isSilent = '';
  let tagStart = 0;
  const put = (piece: string): void => {
    if (isSilent === '') out += piece;
  };
  const endTag = (end: number): void => {
    if (!knownTag.test(tag)) put(html.slice(tagStart, end + 1));
    else if (breaking.test(tag)) put(' ');
  };
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      ...idle,
      ontext: (start, end) => put(html.slice(start, end)),
      ontextentity: (codepoint) => put(String.fromCodePoint(codepoint)),
      oncdata: (start, end, offset) => put(html.slice(start, end - offset)),
      onopentagname: (start, end) => {
        tag = html.slice(start, end);
        tagStart = start - 1;
      },
      onopentagend: (end) => {
        endTag(end);
        if (silent.test(tag) && isSilent === '') isSilent = tag.toLowerCase();
      },
      onselfclosingtag: (end) => endTag(end),
      onclosetag: (start, end) => {
        const name = html.slice(start, end).trim();
        if (name.toLowerCase() === isSilent) isSilent = '';
        else if (breaking.test(name)) put(' ');
        else if (!knownTag.test(name)) put(`</${name}>`);
      },
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return collapse(out);
}

/** Whether a text that may be either looks like HTML: it has a tag or a character reference. */
export function looksLikeHtml(text: string): boolean {
  return /<\/?(a|b|i|p|u|br|div|em|span|strong|img|ul|ol|li|h[1-6]|table|blockquote|pre|code|sub|sup|font)\b[^<]{0,2000}?>|&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d?);/i.test(
    text,
  );
}

const urlAttributes = new Set([
  'href', 'src', 'cite', 'action', 'poster', 'background', 'longdesc', 'data', 'codebase', 'classid', 'profile', 'usemap', 'formaction', 'data-src',
]); // prettier-ignore

/** The same HTML with the addresses in its attributes made absolute. Bytes that are no address are left alone. */
export function absolutizeHtml(html: string, base: string): string {
  if (base === '' || !html.includes('<')) return html;
  const pieces: string[] = [];
  let done = 0;
  let attribute = '';
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: false },
    {
      ...idle,
      onattribname: (start, end) => {
        attribute = html.slice(start, end).toLowerCase();
      },
      onattribdata: (start, end) => {
        if (!urlAttributes.has(attribute) || start < done) return;
        const absolute = absolutize(decodeHTMLAttribute(html.slice(start, end)), base);
        if (absolute === null) return;
        pieces.push(html.slice(done, start), escapeAddress(absolute));
        done = end;
      },
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return pieces.join('') + html.slice(done);
}

/** `null`: leave it as it is. The fragment is kept: it is part of what the author wrote. */
function absolutize(reference: string, base: string): string | null {
  const trimmed = reference.trim();
  if (trimmed === '' || /^(https?:\/\/|mailto:|data:|javascript:|#)/i.test(trimmed))
    return trimmed.startsWith('#') ? base + trimmed : null;
  const fragment = trimmed.indexOf('#');
  const url = toUrl(trimmed, base);
  return url === null ? null : url + (fragment < 0 ? '' : trimmed.slice(fragment));
}

function escapeAddress(address: string): string {
  return address.replace(/&/g, '&amp;').replace(/"/g, '%22').replace(/'/g, '%27').replace(/\s/g, '%20').replace(/</g, '%3C').replace(/>/g, '%3E'); // prettier-ignore
}
