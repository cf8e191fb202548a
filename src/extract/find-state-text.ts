import { attr, findAll, rawContent } from '../html/query.ts';
import type { Document } from '../html/query.ts';
import { endsSentence } from './boxes.ts';
import { isNode, parseLoosely, plainText } from './json-ld.ts';

const leastScript = 600;
const mostScript = 4_000_000;
const leastText = 500;
const mostDepth = 40;
const mostValues = 100_000;

/** The longest article text in the data that a page hands to its own scripts (`<script type="application/json">`, or an
 *  object that is assigned), for pages that show their text only when a script has run: paragraphs, one a line, or HTML.
 *  `description` is the page's own; a text that shares hardly a word with it is another one. Empty when there is none. */
export function findStateText(document: Document, description: string): string {
  let best = '';
  const scripts = findAll(document, (element) => element.name === 'script' && attr(element, 'src') === '');
  for (const script of scripts.slice(0, 200)) {
    const raw = rawContent(script);
    if (raw.length < leastScript || raw.length > mostScript || /ld\+json/i.test(attr(script, 'type'))) continue;
    const data = readData(raw);
    const text = data === undefined ? '' : textIn(data);
    if (text.length > best.length && sharesWords(text, description)) best = text;
  }
  return best.length < leastText ? '' : best;
}

/** The value of a script that is JSON, or begins by assigning an object. */
function readData(raw: string): unknown {
  const start = /^\s*(?:[{[]|(?:window\.|self\.|var |let |const )?[\w$.[\]"']{1,80}\s*=\s*(?=[{[]))/.exec(raw);
  if (start === null) return undefined;
  const from = /[{[]\s*$/.test(start[0]) ? start[0].length - 1 : start[0].length;
  return parseLoosely(raw.slice(from));
}

interface Found {
  readonly texts: readonly string[];
  readonly length: number;
}
const nothing: Found = { texts: [], length: 0 };

/** The texts of the smallest part that holds most of the running text. */
function textIn(data: unknown): string {
  let values = 0;
  const collect = (value: unknown, depth: number): Found => {
    if (depth > mostDepth || ++values > mostValues) return nothing;
    if (typeof value === 'string') return textOf(value);
    const children = Array.isArray(value) ? value : isNode(value) ? Object.values(value) : [];
    const parts = children.map((child: unknown) => collect(child, depth + 1)).filter(({ length }) => length > 0);
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const main = parts.find((part) => part.length > length * 0.7);
    // The pieces of one text are siblings; an object that holds a text and its teasers is no longer one.
    return main ?? { texts: parts.flatMap(({ texts }) => texts), length };
  };
  return collect(data, 0).texts.join('\n');
}

/** A string that is a paragraph or HTML with some; anything else is no text. */
function textOf(value: string): Found {
  if (value.length < 60 || !value.includes(' ') || /^\s*(?:https?:|[{[<]!?(?:svg|script|style|iframe))/i.test(value))
    return nothing;
  const isHtml = /<\/p>|<br/i.test(value);
  const text = isHtml ? value : plainText(value);
  return isHtml || endsSentence(text) ? { texts: [text], length: text.length } : nothing;
}

function sharesWords(text: string, description: string): boolean {
  const words = new Set(description.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
  if (words.size < 5) return true;
  const lower = text.toLowerCase();
  let shared = 0;
  for (const word of words) if (lower.includes(word)) shared++;
  return shared >= words.size * 0.4;
}
