import { rawContent } from '../html/query.ts';
import type { Element } from '../html/query.ts';
import { endsSentence } from './boxes.ts';
import { isNode, parseLoosely, plainText } from './json-ld.ts';
import { readFlight } from './read-flight.ts';

const leastScript = 600;
const mostScript = 4_000_000;
const leastText = 500;
/** Where a text that is the article's shares words with the description, and how many words are looked for. */
const sharedWithin = 100_000;
const mostWords = 100;
const mostDepth = 40;
const mostValues = 100_000;

/** The longest article text in the data that a page hands to its own scripts (`<script type="application/json">`, an object
 *  that is assigned, or a stream of pieces), for pages that show their text only when a script has run: paragraphs, one a line, or HTML.
 *  `description` is the page's own; a text that shares hardly a word with it is another one. Empty when there is none. */
export function findStateText(scripts: readonly Element[], description: string): string {
  let best = '';
  const raws: string[] = [];
  let length = 0;
  for (const script of scripts) {
    const raw = rawContent(script);
    if (length + raw.length > mostScript) continue;
    length += raw.length;
    raws.push(raw);
  }
  const long = raws.filter((raw) => raw.length >= leastScript).slice(0, 200);
  for (const data of [...long.map(readData), readFlight(raws)]) {
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
    const line = lineOf(value);
    if (line !== undefined) return textOf(line);
    const children = Array.isArray(value) ? value : isNode(value) ? Object.values(value) : [];
    const parts = children.map((child: unknown) => collect(child, depth + 1)).filter(({ length }) => length > 0);
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const main = parts.find((part) => part.length > length * 0.7);
    // The pieces of one text are siblings; an object that holds a text and its teasers is no longer one.
    return main ?? { texts: parts.flatMap(({ texts }) => texts), length };
  };
  return collect(data, 0).texts.join('\n');
}

/** The text of a line among the elements that a stream describes, as `["$","p",null,{"children":…}]`; undefined for what is
 *  none. */
function lineOf(value: unknown): string | undefined {
  if (!Array.isArray(value) || value[0] !== '$' || !lineTags.has(String(value[1]))) return undefined;
  const texts: string[] = [];
  const collect = (child: unknown, depth: number): void => {
    if (typeof child === 'string') texts.push(child);
    if (depth > mostDepth || typeof child === 'string') return;
    if (Array.isArray(child) && child[0] === '$')
      collect(isNode(child[3]) ? child[3]['children'] : undefined, depth + 1);
    else if (Array.isArray(child)) for (const one of child) collect(one, depth + 1);
  };
  collect(value, 0);
  return texts.join('');
}
const lineTags: ReadonlySet<string> = new Set(['p', 'li', 'blockquote', 'h2', 'h3', 'h4']);

/** A string that is a paragraph or HTML with some; anything else is no text. */
function textOf(value: string): Found {
  if (value.length < 60 || !value.includes(' ') || /^\s*(?:https?:|[{[<]!?(?:svg|script|style|iframe))/i.test(value))
    return nothing;
  const isHtml = /<\/p>|<br/i.test(value);
  const text = isHtml ? value : plainText(value);
  return isHtml || endsSentence(text) ? { texts: [text], length: text.length } : nothing;
}

function sharesWords(text: string, description: string): boolean {
  const words = new Set((description.toLowerCase().match(/\p{L}{4,}/gu) ?? []).slice(0, mostWords));
  if (words.size < 5) return true;
  const lower = text.slice(0, sharedWithin).toLowerCase();
  let shared = 0;
  for (const word of words) if (lower.includes(word)) shared++;
  return shared >= words.size * 0.4;
}
