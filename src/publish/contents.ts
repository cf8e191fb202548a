import { markup, type Markup } from './markup.ts';
import type { SiteContext } from './site-context.ts';

const minHeadings = 2;

export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly html: string;
}

/** A table of contents. `html` of headings: our own, without elements that may not stand in a link. */
export function renderContents({ strings }: SiteContext, headings: readonly Heading[]): Markup {
  const items = headings.map(
    ({ level, id, html }) => markup`<li class="level-${level}"><a href="#${id}">${{ markup: html }}</a></li>`,
  );
  return markup`<nav class="contents" aria-label="${strings.contents}"><p>${strings.contents}</p><ol>${items}</ol></nav>`;
}

/** Gives the headings of a body an id each, and a table of contents that leads to them; none for a single heading.
 *  `html` is our own, so nothing but an element can look like one. */
export function addContents(
  context: SiteContext,
  html: string,
): { readonly contents: Markup | undefined; readonly html: string } {
  const headings: Heading[] = [];
  const named = html.replace(/<h([2-6])>(.*?)<\/h\1>/gs, (_, digit: string, inner: string) => {
    const id = `section-${headings.length + 1}`;
    headings.push({ level: Number(digit), id, html: inner.replace(/<[^>]*>/g, '') });
    return `<h${digit} id="${id}">${inner}</h${digit}>`;
  });
  if (headings.length < minHeadings) return { contents: undefined, html };
  return { contents: renderContents(context, headings), html: named };
}
