import { isHidden } from '../html/hidden.ts';
import { attr, Element, rawTextOf, Text } from '../html/query.ts';
import type { ChildNode } from '../html/query.ts';
import type { Inline } from '../model/article.ts';
import { toUrl } from '../url/normalize.ts';

const strongTags: ReadonlySet<string> = new Set(['strong', 'b']);
const emphasisTags: ReadonlySet<string> = new Set(['em', 'i', 'cite', 'dfn', 'var']);
const codeTags: ReadonlySet<string> = new Set(['code', 'kbd', 'samp', 'tt']);
const silentTags: ReadonlySet<string> = new Set(
  'script style noscript template svg button select option input textarea img picture rt rp progress meter'.split(' '),
);

type Draft =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'emphasis'; children: Draft[] }
  | { kind: 'link'; href: string; children: Draft[] }
  | { kind: 'code'; text: string }
  | { kind: 'break' };

/** Running text of line-level nodes: marks kept, links absolute, white space collapsed, nothing empty. */
export function toInlines(nodes: readonly ChildNode[], baseUrl: string, href = ''): readonly Inline[] {
  const drafts: Draft[] = [];
  for (const node of nodes) addNode(node, drafts, baseUrl, href !== '');
  const target = href === '' ? null : linkTarget(href, baseUrl);
  const whole: Draft[] = target === null ? drafts : [{ kind: 'link', href: target, children: drafts }];
  return tidy(whole);
}

/** An http(s) or mailto address, absolute; null for every other scheme and for links within the page. */
function linkTarget(href: string, baseUrl: string): string | null {
  if (href === '' || href.startsWith('#')) return null;
  if (/^mailto:[^\s<>"]+$/i.test(href)) return href;
  return toUrl(href, baseUrl);
}

function addNode(node: ChildNode, out: Draft[], baseUrl: string, inLink: boolean): void {
  if (node instanceof Text) {
    if (node.data !== '') out.push({ kind: 'text', text: node.data });
    return;
  }
  if (!(node instanceof Element) || silentTags.has(node.name) || isHidden(node)) return;
  const name = node.name;
  if (name === 'br') return void out.push({ kind: 'break' });
  if (codeTags.has(name)) {
    const text = rawTextOf(node).replace(/\s+/g, ' ').trim();
    if (text !== '') out.push({ kind: 'code', text });
    return;
  }
  const target = name === 'a' && !inLink ? linkTarget(attr(node, 'href'), baseUrl) : null;
  const children: Draft[] = [];
  for (const child of node.children) addNode(child, children, baseUrl, inLink || target !== null);
  if (children.length === 0) return;
  if (target !== null) out.push({ kind: 'link', href: target, children });
  else if (strongTags.has(name)) out.push({ kind: 'strong', children });
  else if (emphasisTags.has(name)) out.push({ kind: 'emphasis', children });
  else if (name === 'q') out.push({ kind: 'text', text: '“' }, ...children, { kind: 'text', text: '”' });
  else for (const child of children) out.push(child);
}

/** Collapses white space over the whole line, merges neighbors, trims both ends and drops what is empty. */
function tidy(drafts: readonly Draft[]): readonly Inline[] {
  const line = collapseAll(drafts, { spaceBefore: true, isBegun: false });
  return trimEnd(line);
}

/** How far a line is read: it ends in white space, or has not begun; and whether anything stands in it. */
interface LineState {
  spaceBefore: boolean;
  isBegun: boolean;
}

function addBreak(line: Inline[]): void {
  if (line[line.length - 1]?.kind !== 'break') line.push({ kind: 'break' });
}

function collapseAll(drafts: readonly Draft[], state: LineState): Inline[] {
  const line: Inline[] = [];
  for (const draft of drafts) {
    if (draft.kind === 'text') {
      let text = draft.text.replace(/[\u200b\ufeff\u2060]+/g, '').replace(/[ \t\r\n\f\v\u00a0\u2028\u2029]+/g, ' ');
      // An ideographic space that begins a line is its indent.
      if (state.spaceBefore) text = text.replace(/^[ \u3000]+/, '');
      if (text === '') continue;
      state.spaceBefore = text.endsWith(' ');
      state.isBegun = true;
      const last = line[line.length - 1];
      if (last?.kind === 'text') line[line.length - 1] = { kind: 'text', text: last.text + text };
      else line.push({ kind: 'text', text });
    } else if (draft.kind === 'break') {
      if (state.isBegun) addBreak(line);
      state.spaceBefore = true;
    } else if (draft.kind === 'code') {
      line.push(draft);
      state.spaceBefore = false;
      state.isBegun = true;
    } else {
      const children = collapseAll(draft.children, state);
      // A break that begins a mark parts its words from those before: it stands before the mark.
      if (children[0]?.kind === 'break') {
        children.shift();
        addBreak(line);
      }
      if (children.length === 0) continue;
      if (!children.some(hasText)) for (const child of children) line.push(child);
      else if (draft.kind === 'link') line.push({ kind: 'link', href: draft.href, children });
      else line.push({ kind: draft.kind, children });
    }
  }
  return line;
}

function hasText(inline: Inline): boolean {
  switch (inline.kind) {
    case 'text':
    case 'code':
      return inline.text.trim() !== '';
    case 'break':
      return false;
    default:
      return inline.children.some(hasText);
  }
}

function trimEnd(line: readonly Inline[]): readonly Inline[] {
  const out = [...line];
  for (;;) {
    const last = out.pop();
    if (last === undefined) return out;
    if (last.kind === 'break') continue;
    if (last.kind === 'text') {
      const text = last.text.trimEnd();
      if (text === '') continue;
      return [...out, { kind: 'text', text }];
    }
    if (last.kind === 'code') return [...out, last];
    const children = trimEnd(last.children);
    if (children.length === 0) continue;
    return [...out, last.kind === 'link' ? { kind: 'link', href: last.href, children } : { kind: last.kind, children }];
  }
}

/** The plain text of a line; a break counts as a space. */
export function inlineText(inlines: readonly Inline[]): string {
  let text = '';
  for (const inline of inlines) {
    if (inline.kind === 'text' || inline.kind === 'code') text += inline.text;
    else if (inline.kind === 'break') text += ' ';
    else text += inlineText(inline.children);
  }
  return text;
}
