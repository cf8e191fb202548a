import { type Formula, markFormulas } from '../markdown/math.ts';
import { markdownReader } from '../markdown/to-html.ts';
import type { TaggedText } from '../model/translation.ts';
import { type Node, readInline, type Token } from './inline-nodes.ts';
import { findBlockRange, findCellRanges, type InlineRange, type SourceLine, toLines } from './inline-range.ts';
import { partInline } from './part-inline.ts';

/** A piece of text that is translated by itself: a sentence, or a few short ones. */
export interface Segment {
  /** Which top-level block of the body it is of, from 0; -1 for the title. */
  readonly block: number;
  readonly text: TaggedText;
}

/** A line of a text that holds segments: a paragraph, a heading, a cell. */
export interface Spot extends InlineRange {
  /** Which of the reader's lines it is, from 0. */
  readonly line: number;
  readonly place: 'paragraph' | 'heading' | 'cell';
  /** What it says, with segments in place of text. */
  readonly nodes: readonly Node[];
  /** The numbers of its segments. */
  readonly segments: readonly number[];
}

/** What a reader of Markdown remembers of a text. */
type Environment = NonNullable<Parameters<typeof markdownReader.parse>[1]>;

export interface PartedMarkdown {
  readonly markdown: string;
  readonly segments: readonly Segment[];
  /** What the tags of each segment stand for: that of id 1 first. */
  readonly tags: readonly (readonly Node[])[];
  readonly spots: readonly Spot[];
  /** The text with marks in place of formulas. */
  readonly marked: string;
  readonly formulas: readonly Formula[];
  readonly hasMath: boolean;
  /** The definitions of its links. */
  readonly environment: Environment;
}

export interface PartOptions {
  /** BCP 47; only for where sentences end. */
  readonly language?: string;
  /** What stands between dollars is a formula, as where pages show it so. */
  readonly hasMath?: boolean;
}

/** The line at the end of an article, `[outlet](url)`. */
const sourceLine = /^\[[^[\]]*\]\(\S*\)$/;

/** Cuts Markdown into what can be translated: the text of paragraphs, headings, lists, quotes and cells, captions, and alternative
 *  texts of pictures. Code, addresses, tags of HTML and formulas are none, nor is the last line of an article. Long paragraphs
 *  are cut at the ends of sentences: of a small edit little is translated again. */
export function partMarkdown(markdown: string, options: PartOptions = {}): PartedMarkdown {
  const hasMath = options.hasMath === true;
  const { marked, formulas } = hasMath ? markFormulas(markdown) : { marked: markdown, formulas: [] };
  const environment: Environment = {};
  const segments: Segment[] = [];
  const tags: (readonly Node[])[] = [];
  const spots: Spot[] = [];
  for (const found of findTexts(markdownReader.parse(marked, environment), toLines(marked))) {
    const nodes = readInline(found.inline.children ?? []);
    if (nodes === undefined) continue;
    const numbers: number[] = [];
    const parted = partInline(nodes, options.language ?? '', (draft) => {
      tags.push(draft.tags);
      const number = segments.push({ block: found.block, text: draft.text }) - 1;
      numbers.push(number);
      return number;
    });
    const { from, to, prefix } = found.range;
    if (numbers.length > 0)
      spots.push({ from, to, prefix, line: found.line, place: found.place, nodes: parted, segments: numbers });
  }
  return { markdown, segments, tags, spots, marked, formulas, hasMath, environment };
}

interface FoundText {
  readonly block: number;
  readonly line: number;
  readonly place: Spot['place'];
  readonly inline: Token;
  readonly range: InlineRange;
}

function* findTexts(tokens: readonly Token[], lines: readonly SourceLine[]): Generator<FoundText> {
  let block = -1;
  let line = -1;
  let row: { readonly cells: Token[]; readonly at: number } = { cells: [], at: 0 };
  for (const [index, token] of tokens.entries()) {
    if (token.level === 0 && token.nesting >= 0) block += 1;
    const before = tokens[index - 1];
    if (token.type === 'tr_open') row = { cells: [], at: token.map?.[0] ?? -1 };
    if (token.type === 'inline' && before !== undefined) {
      line += 1;
      if (/^t[hd]_open$/.test(before.type)) row.cells.push(token);
      else {
        const range = findBlockRange(before, token, lines);
        const isLast = token.level === 1 && (token.map?.[1] ?? 0) >= lines.length && sourceLine.test(token.content);
        const place = before.markup.startsWith('#') ? 'heading' : 'paragraph';
        if (range && !isLast) yield { block, line, place, inline: token, range };
      }
    }
    if (token.type !== 'tr_close') continue;
    const source = lines[row.at];
    for (const [number, range] of (source ? findCellRanges(row.cells, source) : []).entries()) {
      const inline = row.cells[number];
      const at = line - row.cells.length + 1 + number;
      if (inline) yield { block, line: at, place: 'cell', inline, range };
    }
  }
}
