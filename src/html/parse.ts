import { Document, Element, Text } from 'domhandler';
import type { ChildNode, ParentNode } from 'domhandler';
import { closesParagraph, formattingTags, headTags, headingTags, leavesForeign, scopeTags, voidTags } from './tags.ts';
import { Tokenizer } from './tokenize.ts';
import type { TokenSink } from './tokenize.ts';

/** Deeper elements become siblings; browsers stop at the same depth. */
const maxDepth = 512;
/** Above real pages (under 100,000); bounds the memory of made-up ones, and their time: a line of text costs the extractor
 *  up to 60 µs. */
const maxNodes = 200_000;

/** The tree of an HTML text, whole or in parts, as domhandler nodes without comments. Never fails and never nests deeper
 *  than 512 elements; time and memory are linear in the text. Implied end tags follow the main cases of the standard; `html`, `head` and
 *  `body` are not made up when they are missing. Spec: WHATWG HTML, 13.2 (not the whole of it). */
export function parseHtml(text: string | readonly string[]): Document {
  const builder = new TreeBuilder();
  const tokenizer = new Tokenizer(builder);
  for (const part of typeof text === 'string' ? [text] : text) tokenizer.write(part);
  tokenizer.end();
  return builder.document;
}

/** Elements a start tag closes when they are open, and where the search for them ends. */
const closesOpen: Readonly<Record<string, readonly [closes: ReadonlySet<string>, stops: ReadonlySet<string>]>> = {
  li: [new Set(['li']), new Set(['ul', 'ol', 'menu', 'table', 'section', 'article', 'body'])],
  dd: [new Set(['dd', 'dt']), new Set(['dl', 'table', 'section', 'article', 'body'])],
  dt: [new Set(['dd', 'dt']), new Set(['dl', 'table', 'section', 'article', 'body'])],
  tr: [new Set(['tr']), new Set(['table', 'tbody', 'thead', 'tfoot'])],
  td: [new Set(['td', 'th']), new Set(['table', 'tr'])],
  th: [new Set(['td', 'th']), new Set(['table', 'tr'])],
  tbody: [new Set(['tbody', 'thead', 'tfoot']), new Set(['table'])],
  thead: [new Set(['tbody', 'thead', 'tfoot']), new Set(['table'])],
  tfoot: [new Set(['tbody', 'thead', 'tfoot']), new Set(['table'])],
  option: [new Set(['option']), new Set(['select', 'datalist'])],
  optgroup: [new Set(['option', 'optgroup']), new Set(['select', 'datalist'])],
};
const paragraph: ReadonlySet<string> = new Set(['p']);
const paragraphScope: ReadonlySet<string> = new Set([...scopeTags, 'button']);

class TreeBuilder implements TokenSink {
  readonly document = new Document([]);
  /** Open elements; the document first. */
  private readonly open: ParentNode[] = [this.document];
  /** Their names; empty for the document. Searches go through all of them, for each of a million tags. */
  private readonly openNames: string[] = [''];
  private lastText: Text | null = null;
  /** Start tags beyond the depth limit whose end tags are still to come. */
  private overflow = 0;
  private foreignDepth = 0;
  private nodes = 0;
  private endTags = 0;
  private openParagraphs = 0;

  isForeign(): boolean {
    return this.foreignDepth > 0;
  }
  comment(): void {
    this.lastText = null;
  }
  text(data: string): void {
    if (this.lastText !== null) {
      this.lastText.data += data;
      return;
    }
    this.lastText = new Text(data);
    this.append(this.lastText);
  }
  openTag(name: string, attributes: Record<string, string>, isSelfClosing: boolean): void {
    this.lastText = null;
    if (this.nodes >= maxNodes) return;
    if (this.foreignDepth > 0 && leavesForeign.has(name)) this.leaveForeign();
    const isForeign = this.foreignDepth > 0;
    if (this.open.length > 1 && !isForeign && this.applyImpliedEnds(name)) return;
    const element = new Element(name === 'image' && !isForeign ? 'img' : name, attributes);
    this.append(element);
    if (voidTags.has(name) || (isSelfClosing && isForeign)) return;
    if (this.open.length > maxDepth) {
      this.overflow++;
      return;
    }
    this.push(element);
    if (name === 'svg' || name === 'math' || isForeign) this.foreignDepth++;
  }
  closeTag(name: string): void {
    if (name === 'br') {
      this.lastText = null;
      return this.append(new Element('br', {}));
    }
    if (++this.endTags > maxNodes) return;
    // What follows the end of the body still goes into it, as in browsers.
    if (name === 'body' || name === 'html') return;
    if (this.overflow > 0) this.overflow--;
    else this.closeElement(name);
  }

  private get top(): ParentNode {
    return this.open[this.open.length - 1] ?? this.document;
  }
  private nameAt(index: number): string {
    return this.openNames[index] ?? '';
  }

  private append(node: ChildNode): void {
    if (++this.nodes > maxNodes) return;
    const parent = this.top;
    const previous = parent.children[parent.children.length - 1];
    if (previous !== undefined) {
      node.prev = previous;
      previous.next = node;
    }
    node.parent = parent;
    parent.children.push(node);
  }

  /** Closes what this start tag ends. True when the tag itself is to be ignored (a second `html` or `body`). */
  private applyImpliedEnds(name: string): boolean {
    if (name === 'html' || name === 'body') {
      if (this.openNames.includes(name)) return true;
      if (this.nameAt(this.open.length - 1) === 'head') this.pop();
      return false;
    }
    const top = this.nameAt(this.open.length - 1);
    if (top === 'head' && !headTags.has(name)) this.pop();
    else if (headingTags.has(top) && headingTags.has(name)) this.pop();
    if (this.openParagraphs > 0 && closesParagraph.has(name)) this.closeNearest(paragraph, paragraphScope);
    const rule = Object.hasOwn(closesOpen, name) ? closesOpen[name] : undefined;
    if (rule !== undefined) this.closeNearest(rule[0], rule[1]);
    else if (name === 'a' && top === 'a') this.pop();
    return false;
  }

  private closeNearest(names: ReadonlySet<string>, stops: ReadonlySet<string>): void {
    for (let index = this.open.length - 1; index > 0; index--) {
      const name = this.nameAt(index);
      if (names.has(name)) return this.popTo(index);
      if (stops.has(name)) return;
    }
  }

  private closeElement(name: string): void {
    const isFormatting = formattingTags.has(name);
    for (let index = this.open.length - 1; index > 0; index--) {
      const open = this.nameAt(index);
      if (open === name) {
        if (isFormatting && index < this.open.length - 1) this.closeAcross(index);
        else this.popTo(index);
        return;
      }
      // An end tag in a cell never closes what is around the table.
      if (scopeTags.has(open) && !isTablePart(name)) return;
    }
  }

  /** Closes formatting around open blocks: the blocks go on outside of it, as in the adoption agency algorithm. */
  private closeAcross(index: number): void {
    const inner = this.open.slice(index + 1);
    this.popTo(index);
    for (const node of inner) {
      if (!(node instanceof Element) || formattingTags.has(node.name)) continue;
      const copy = new Element(node.name, node.attribs);
      this.append(copy);
      this.push(copy);
      if (this.foreignDepth > 0) this.foreignDepth++;
    }
  }

  private leaveForeign(): void {
    while (this.foreignDepth > 0) {
      if (this.nameAt(this.open.length - 1) === 'foreignobject') {
        this.foreignDepth = 0;
        return;
      }
      this.pop();
    }
  }
  private popTo(index: number): void {
    while (this.open.length > index) this.pop();
  }
  private push(element: Element): void {
    this.open.push(element);
    this.openNames.push(element.name);
    if (element.name === 'p') this.openParagraphs++;
  }
  private pop(): void {
    if (this.open.length <= 1) return;
    this.lastText = null;
    this.open.pop();
    if (this.openNames.pop() === 'p') this.openParagraphs--;
    if (this.foreignDepth > 0) this.foreignDepth--;
  }
}

function isTablePart(name: string): boolean {
  return name === 'table' || name === 'tr' || name === 'tbody' || name === 'thead' || name === 'tfoot';
}
