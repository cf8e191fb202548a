import type { Box, Leaf, Part } from '../extract/boxes.ts';
import type { Replay } from '../extract/replay-trace.ts';
import { isHidden } from '../html/hidden.ts';
import { attr, Element, findFirst, pathOf, Text, textOf } from '../html/query.ts';
import type { ChildNode } from '../html/query.ts';
import { escapeText, markup, trusted, type Markup } from '../publish/markup.ts';
import type { Decisions, Place, Removal, RootCandidate } from './find-decisions.ts';
import { groupByReason } from './find-decisions.ts';
import type { KeptLine } from './match-lines.ts';

/** Elements whose look helps to recognize the page; they become classes. */
const lookTags: ReadonlySet<string> = new Set(
  (
    'a b strong i em cite u s del small sub sup mark code q p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre ' +
    'figure figcaption table thead tbody tfoot tr td th hr'
  ).split(' '),
);
const silentTags: ReadonlySet<string> = new Set(
  'script style template head title meta link base svg source track param map'.split(' '),
);
const pictureTags: ReadonlySet<string> = new Set(['img', 'picture', 'amp-img']);
const playerTags: ReadonlySet<string> = new Set(
  'iframe video audio embed object amp-iframe amp-youtube amp-twitter'.split(' '),
);

/** A dropped part with more text than this is folded. */
const longestOpen = 1500;
const longestUnread = 300;

/** Where a part stands: around the root, in it, or in something that was dropped. */
type Where = 'outside' | 'root' | 'dropped';

/** A page with the decisions painted on it. No element and no attribute of the page comes through but `dir`: its
 *  elements become `div` and `span` with our own classes, pictures and players a word, so that nothing of it is loaded
 *  or run. A part has the id `p` and its number; links lead to the blocks (`b`) and reasons (`r`) of the explanation. */
export function paintPage(replay: Replay, decisions: Decisions): Markup {
  const page = replay.parts[0];
  if (page?.kind !== 'box') return trusted('');
  return trusted(new PagePainter(replay, decisions).paint(page));
}

class PagePainter {
  private readonly root: Box | undefined;
  private readonly boxes = new Map<Element, Box>();
  /** By their first node. */
  private readonly leaves = new Map<ChildNode, Leaf>();
  private readonly lines: ReadonlyMap<number, KeptLine>;
  private readonly removals: ReadonlyMap<number, Removal>;
  private readonly candidates: ReadonlyMap<number, RootCandidate>;
  private readonly restorations: ReadonlyMap<number, string>;
  private readonly places = new Map<number, Place[]>();
  private readonly reasons: ReadonlyMap<string, number>;
  private readonly out: string[] = [];

  constructor(replay: Replay, { lines, removals, restorations, candidates, places }: Decisions) {
    this.root = replay.root;
    for (const part of replay.parts) {
      const first = part.kind === 'leaf' ? part.nodes[0] : undefined;
      if (part.kind === 'box') this.boxes.set(part.element, part);
      else if (first !== undefined) this.leaves.set(first, part);
    }
    this.lines = new Map(lines.map((line) => [line.part, line]));
    this.removals = new Map(removals.map((removal) => [removal.part, removal]));
    this.restorations = new Map(restorations.map(({ part, because }) => [part, because]));
    this.candidates = new Map(candidates.map((candidate) => [candidate.part, candidate]));
    for (const place of places) this.places.set(place.part, [...(this.places.get(place.part) ?? []), place]);
    this.reasons = new Map(groupByReason(removals).map(({ reason }, index) => [reason, index]));
  }

  paint(page: Box): string {
    this.paintBox(page, 'outside');
    return this.out.join('');
  }

  private add({ markup: text }: Markup): void {
    this.out.push(text);
  }

  private paintBox(box: Box, around: Where): void {
    const removal = this.removals.get(box.index);
    const candidate = this.candidates.get(box.index);
    const where = removal !== undefined ? 'dropped' : box === this.root && around !== 'dropped' ? 'root' : around;
    if (removal !== undefined) {
      const isOpen = removal.characters <= longestOpen;
      const state = removal.characters === 0 ? 'dropped empty' : 'dropped';
      this.add(markup`<details class="${state}" id="p${box.index}"${isOpen && trusted(' open')}><summary>`);
      this.add(markup`<span class="chip">✕ ${removal.reason}</span>${tip(removal.because, box)}</summary>`);
    }
    if (candidate !== undefined) this.openCandidate(candidate, box, removal === undefined);
    const dir = attr(box.element, 'dir').toLowerCase();
    const direction = dir === 'rtl' || dir === 'ltr' ? markup` dir="${dir}"` : '';
    const isStyled = lookTags.has(box.tag);
    if (isStyled || direction !== '') this.add(markup`<div class="${isStyled ? `t-${box.tag}` : 't'}"${direction}>`);
    if (playerTags.has(box.tag)) this.add(player(box.element));
    else this.paintContent(box, where);
    if (isStyled || direction !== '') this.out.push('</div>');
    if (candidate !== undefined) this.out.push('</div>');
    if (removal !== undefined) this.out.push('</details>');
  }

  private openCandidate({ isChosen, score, because }: RootCandidate, box: Box, hasOwnId: boolean): void {
    const label = `${isChosen ? 'root' : 'candidate'}${score === undefined ? '' : ` ${score}`}`;
    const id = hasOwnId ? markup` id="p${box.index}"` : '';
    this.add(markup`<div class="${isChosen ? 'root' : 'candidate'}"${id}>`);
    this.add(markup`<a class="chip" href="#candidates">${label}</a>${tip(because, box)}`);
  }

  private paintContent(box: Box, where: Where): void {
    let last: ChildNode | undefined;
    for (const node of box.element.children) {
      if (last !== undefined) {
        if (node === last) last = undefined;
        continue;
      }
      const leaf = this.leaves.get(node);
      if (leaf !== undefined) {
        this.paintLeaf(leaf, where);
        const end = leaf.nodes[leaf.nodes.length - 1];
        if (end !== node) last = end;
      } else if (node instanceof Element) {
        const inner = this.boxes.get(node);
        if (inner !== undefined) this.paintBox(inner, where);
        else this.paintUnread(node, where);
      }
    }
  }

  private paintLeaf(leaf: Leaf, where: Where): void {
    const { index } = leaf;
    const removal = this.removals.get(index);
    const line = this.lines.get(index);
    const notes = (this.places.get(index) ?? []).map(
      ({ field }) => markup`<a class="chip note" href="#f-${field}">${field}</a> `,
    );
    if (removal !== undefined) {
      const reason = this.reasons.get(removal.reason) ?? 0;
      this.add(markup`<div class="leaf dropped" id="p${index}">${notes}<a class="chip" href="#r${reason}">`);
      this.add(markup`✕ ${removal.reason}</a>${tip(removal.because, leaf)} `);
    } else if (where === 'dropped' || line === undefined) {
      this.add(markup`<div class="leaf${where === 'outside' && ' outside'}" id="p${index}">${notes}`);
    } else if (line.block === undefined || line.kind === undefined) {
      this.add(
        markup`<div class="leaf lost" id="p${index}">${notes}<span class="chip" tabindex="0">not in the article`,
      );
      this.add(markup`</span>${tip('a caption without its picture, a picture shown before, or a time', leaf)} `);
    } else {
      const restored = this.restorations.get(index);
      const label = `${line.block + 1}${line.kind === 'paragraph' ? '' : ` ${line.kind}`}${restored === undefined ? '' : ', taken back'}`;
      this.add(markup`<div class="leaf kept k-${line.kind}" id="p${index}">${notes}`);
      this.add(markup`<a class="chip" href="#b${line.block}">${label}</a>${tip(restored ?? line.kind, leaf)} `);
    }
    const isStruck = removal !== undefined || where === 'dropped';
    if (isStruck) this.out.push('<span class="struck">');
    for (const node of leaf.nodes) this.paintInline(node);
    this.out.push(isStruck ? '</span></div>' : '</div>');
  }

  private paintInline(node: ChildNode): void {
    if (node instanceof Text) return void this.out.push(escapeText(node.data));
    if (!(node instanceof Element) || silentTags.has(node.name) || node.name === 'noscript') return;
    if (node.name === 'br') return void this.out.push('<br>');
    if (pictureTags.has(node.name)) return this.add(picture(node));
    if (playerTags.has(node.name)) return this.add(player(node));
    const isGone = node.name === 'button' || isHidden(node);
    const look = isGone ? 'gone' : lookTags.has(node.name) ? `t-${node.name}` : '';
    if (look !== '') this.add(markup`<span class="${look}">`);
    for (const child of node.children) this.paintInline(child);
    if (look !== '') this.out.push('</span>');
  }

  /** What the extractor passes over before it decides anything. */
  private paintUnread(element: Element, where: Where): void {
    if (silentTags.has(element.name)) return;
    const text = textOf(element, longestUnread);
    if (text === '') return;
    const why = isHidden(element) ? 'hidden' : element.name;
    const chip = where !== 'dropped' && markup`<span class="chip">never read: ${why}</span> `;
    const shown = text.length > longestUnread ? `${text.slice(0, longestUnread)}…` : text;
    this.add(markup`<div class="leaf unread">${chip}${shown}</div>`);
  }
}

/** More about a decision, for those who point at it or come to it with the keyboard. */
function tip(because: string, part: Part): Markup {
  const path = part.kind === 'box' ? pathOf(part.element) : pathOf(part.parent.element);
  const links = part.weight === 0 ? 0 : Math.round((100 * part.linkWeight) / part.weight);
  return markup`<span class="tip"><b>${because}</b><br>part ${part.index}, weight ${part.weight}, ${links} % of it links<br>${path}</span>`;
}

function picture(element: Element): Markup {
  const image = element.name === 'picture' ? findFirst(element, ({ name }) => name === 'img') : element;
  const alt = image === undefined ? '' : attr(image, 'alt').slice(0, 200);
  return markup`<span class="media">picture${alt !== '' && `: ${alt}`}</span>`;
}

function player(element: Element): Markup {
  const source = attr(element, 'src') || attr(element, 'data-src') || attr(element, 'data');
  const host = URL.canParse(source, 'https://page.invalid/') ? new URL(source, 'https://page.invalid/').hostname : '';
  return markup`<span class="media">${element.name}${host !== '' && host !== 'page.invalid' && `: ${host}`}</span>`;
}
