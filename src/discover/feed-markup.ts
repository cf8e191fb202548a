import { collapse } from '../html/query.ts';
import { absolutizeHtml, htmlToText, looksLikeHtml } from './html-text.ts';
import { childrenNamed, elementsOf, escapeHtml, innerHtml, textOf, type XmlElement } from './xml-tree.ts';

/** How an element of a feed holds its text. Spec: RFC 4287, section 3.1; Atom 0.3, section 3.1. */
type Holding = 'text' | 'html' | 'xml' | 'base64';

/** Characters of one text that are read: far above any article, and any title. */
const maxHtmlLength = 2_000_000;
const maxPlainLength = 50_000;

const htmlTypes = /^(html|text\/html|application\/xhtml\+xml)$/;

function holdingOf(element: XmlElement, isAtom: boolean): Holding {
  const type = (element.attributes.get('type') ?? '').trim().toLowerCase();
  const mode = (element.attributes.get('mode') ?? '').trim().toLowerCase();
  const hasMarkup = elementsOf(element).length > 0;
  if (mode === 'base64') return 'base64';
  if (hasMarkup) return 'xml';
  if (type === 'xhtml') return 'xml';
  if (htmlTypes.test(type)) return 'html';
  if (!isAtom || mode === 'escaped') return type === 'text/plain' || type === 'text' ? 'text' : 'html';
  if (type === '' || type === 'text' || type === 'text/plain') return 'text';
  if (/[/+]xml$/.test(type)) return 'xml';
  return type.startsWith('text/') ? 'text' : type.includes('/') ? 'base64' : 'text';
}

function decodeBase64(text: string): string {
  const compact = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return text;
  const digits = compact.replace(/=+$/, '');
  // A last digit that begins an octet and no more: `atob` would throw.
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  const octets = Uint8Array.from(atob(whole), (octet) => octet.charCodeAt(0));
  const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets);
  return decoded.includes('\ufffd') || /[\x00-\x08\x0e-\x1f]/.test(decoded) ? text : decoded;
}

/** The one `div` that Atom puts around XHTML is not part of it. */
function withoutWrapper(element: XmlElement): XmlElement {
  const [only, ...others] = elementsOf(element);
  const isAlone = element.children.every((child) => typeof child !== 'string' || child.trim() === '');
  return only && others.length === 0 && isAlone && /^(xhtml:)?(div|body)$/.test(only.name) ? only : element;
}

/** Some systems call a content HTML, escape it, and put an XHTML `div` around it all the same: the text in that. */
function escapedInWrapper(element: XmlElement): string | null {
  const wrapper = withoutWrapper(element);
  if (wrapper === element || elementsOf(wrapper).length > 0) return null;
  if (!/^(?:text\/)?html$/i.test((element.attributes.get('type') ?? '').trim())) return null;
  const text = textOf(wrapper);
  return looksLikeHtml(text) ? text : null;
}

/** HTML in which `<!` begins a comment, a doctype or a CDATA section, or is text: a parser would take `<!' <a>` for a
 *  comment, up to the next `>`. */
function withoutFalseComments(html: string): string {
  return html.includes('<!') ? html.replace(/<!(?!--|doctype\b|\[CDATA\[)/gi, '&lt;!') : html;
}

/** An element's content as HTML with absolute addresses. */
export function htmlOf(element: XmlElement, isAtom: boolean): string {
  const base = element.scope.base;
  const escaped = escapedInWrapper(element);
  if (escaped !== null) return absolutizeHtml(withoutFalseComments(escaped.slice(0, maxHtmlLength)), base);
  switch (holdingOf(element, isAtom)) {
    case 'base64': {
      const decoded = decodeBase64(textOf(element)).slice(0, maxHtmlLength);
      const type = element.attributes.get('type') ?? '';
      return absolutizeHtml(/^text\/plain$|^text$/.test(type) ? escapeHtml(decoded) : decoded, base);
    }
    case 'xml': {
      const holder = withoutWrapper(element);
      return absolutizeHtml(innerHtml(holder).trim().slice(0, maxHtmlLength), holder.scope.base);
    }
    case 'html':
      return absolutizeHtml(withoutFalseComments(textOf(element).slice(0, maxHtmlLength)), base);
    case 'text': {
      const text = textOf(element).slice(0, maxHtmlLength);
      // Feeds that forget `type` and escape HTML all the same are more common than texts about HTML.
      return element.attributes.has('type') || !looksLikeHtml(text) ? escapeHtml(text) : absolutizeHtml(text, base);
    }
  }
}

/** An element's content as plain text on one line. */
export function plainOf(element: XmlElement, isAtom: boolean): string {
  const escaped = escapedInWrapper(element);
  if (escaped !== null) return htmlToText(escaped.slice(0, maxPlainLength));
  const holding = holdingOf(element, isAtom);
  if (holding === 'text') return plainText(textOf(element).slice(0, maxPlainLength), element.attributes.has('type'));
  if (holding === 'xml') return collapse(htmlToText(innerHtml(withoutWrapper(element)).slice(0, maxPlainLength)));
  if (holding === 'html') return htmlToText(textOf(element).slice(0, maxPlainLength));
  const decoded = decodeBase64(textOf(element).slice(0, maxPlainLength));
  return htmlTypes.test(element.attributes.get('type') ?? '') ? htmlToText(decoded) : collapse(decoded);
}

function plainText(text: string, isCertain: boolean): string {
  return isCertain || !looksLikeHtml(text) ? collapse(text) : htmlToText(text);
}

/** The first of several elements that says something, as HTML. */
export function firstHtml(parent: XmlElement, isAtom: boolean, ...names: readonly string[]): string {
  for (const child of childrenNamed(parent, ...names)) {
    const html = htmlOf(child, isAtom);
    if (html !== '') return html;
  }
  return '';
}

export function firstPlain(parent: XmlElement, isAtom: boolean, ...names: readonly string[]): string {
  for (const child of childrenNamed(parent, ...names)) {
    const text = plainOf(child, isAtom);
    if (text !== '') return text;
  }
  return '';
}
