import { parseDocument } from 'htmlparser2';
import { Element, Text, type ChildNode } from 'domhandler';
import { htmlToText } from '../../src/discover/html-text.ts';

/** One expectation of `news-core.jsonl`; its README says the form. */
export interface Expectation {
  readonly id: string;
  readonly file: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly url: string | null;
  readonly feature: string;
  readonly path: readonly (string | number)[];
  readonly op: string;
  readonly kind: string;
  readonly expected?: unknown;
  readonly expected_type?: string;
}

const squash = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();

const kept = new Set(
  'a img p br ul ol li dl dt dd table thead tbody tfoot tr td th caption h1 h2 h3 h4 h5 h6 b i em strong u s sub sup blockquote pre code hr q cite abbr del ins small'.split(
    ' ',
  ),
);
const dropped = new Set(
  'script style iframe object embed applet form input noscript head title meta link frame frameset'.split(' '),
);

/** HTML after one sanitizer that both sides go through: allow-listed elements with href and src, white space collapsed. */
function canonicalHtml(html: string): string {
  return squash(parseDocument(html).children.map(canonicalNode).join('').replace(/\s*(<\/?(p|li|ul|ol|h\d|br|table|tr|td|th|blockquote|hr|pre|dl|dt|dd|tbody|thead)\b[^>]*>)\s*/g, '$1')); // prettier-ignore
}

function canonicalNode(node: ChildNode): string {
  if (node instanceof Text)
    return node.data
      .replace(/[\s\u00a0]+/g, ' ')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;');
  if (!(node instanceof Element) || dropped.has(node.name.toLowerCase())) return '';
  const inner = node.children.map(canonicalNode).join('');
  const name = node.name.toLowerCase();
  if (!kept.has(name)) return inner;
  const attributes = ['href', 'src'].flatMap((key) => {
    const value = node.attribs[key];
    return value === undefined || /^\s*(javascript|data|vbscript):/i.test(value) ? [] : [` ${key}="${sameUrl(value)}"`];
  });
  return `<${name}${attributes.join('')}>${inner}</${name}>`;
}

function sameUrl(text: string): string {
  return URL.canParse(text.trim()) ? new URL(text.trim()).href : text.trim();
}

/** True when the value found meets the expectation. */
export function meets(expectation: Expectation, found: unknown): boolean {
  const { op, kind, expected, expected_type: type } = expectation;
  const isEmpty = found === undefined || found === null || found === '';
  switch (op) {
    case 'survives':
      return true;
    case 'missing':
      return isEmpty;
    case 'len':
      return Array.isArray(found) ? found.length === expected : expected === 0;
    case 'contains':
      return (
        Array.isArray(found) && found.some((item) => (kind === 'media' ? hasAll(item, expected) : item === expected))
      );
    case 'has':
      return hasAll(found, expected);
    default:
      return isEqual(kind, type, found ?? '', expected ?? '');
  }
}

function hasAll(found: unknown, expected: unknown): boolean {
  if (typeof found !== 'object' || found === null || typeof expected !== 'object' || expected === null) return false;
  const values = new Map(Object.entries(found));
  return Object.entries(expected).every(([key, value]) => {
    const own = String(values.get(key) ?? '');
    return own === String(value) || (key === 'url' && sameUrl(own) === sameUrl(String(value)));
  });
}

function isEqual(kind: string, type: string | undefined, found: unknown, expected: unknown): boolean {
  const [a, b] = [String(found), String(expected)];
  switch (kind) {
    case 'text':
      return type === 'html'
        ? squash(a) === squash(htmlToText(b))
        : squash(a) === squash(b) || (type === 'either' && squash(a) === squash(htmlToText(b)));
    case 'html':
      return canonicalHtml(a) === canonicalHtml(b);
    case 'url':
      return sameUrl(a) === sameUrl(b);
    case 'date':
      return Math.floor(Date.parse(a) / 1000) === Math.floor(Date.parse(b) / 1000);
    case 'lang':
      return a.toLowerCase() === b.toLowerCase();
    default:
      return a === b;
  }
}
