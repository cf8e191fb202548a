import { isHidden } from '../html/hidden.ts';
import { attr, collapse, Element, Text, textOf } from '../html/query.ts';
import type { ChildNode, ParentNode } from '../html/query.ts';

/** One of the texts that a heading is put together from. */
export interface HeadingPart {
  readonly text: string;
  /** Named as something beside the headline: a kicker, a label, words for screen readers. */
  readonly isBeside: boolean;
}

const maxText = 600;
const besideNames =
  /(?:^|[^a-z])(?:kicker|over-?line|top-?line|eyebrow|roof-?line|dach-?zeile|spitz-?marke|rubrik|label|badge|flag|category|section-?name|sub-?title|sub-?headline|deck|byline|author|date|time|count(?:er)?|tool-?tip|sr-?only|visually-?hidden|screen-?reader(?:-?text)?|paywall|premium|icon|edit-?link)(?![a-z])/;

/** The texts a heading holds side by side, cut where elements or line breaks begin; one part for a plain heading. */
export function headingParts(heading: Element): readonly HeadingPart[] {
  let holder: ParentNode = heading;
  for (let depth = 0; depth < 6; depth++) {
    const inked: readonly ChildNode[] = holder.children.filter(
      (child) => !(child instanceof Text && child.data.trim() === ''),
    );
    const only: ChildNode | undefined = inked[0];
    if (inked.length !== 1 || !(only instanceof Element)) break;
    holder = only;
  }
  const parts: HeadingPart[] = [];
  for (const child of holder.children.slice(0, 40)) {
    if (child instanceof Text) {
      const text = collapse(child.data.slice(0, maxText));
      if (text !== '') parts.push({ text, isBeside: false });
    } else if (child instanceof Element) {
      const text = textOf(child, maxText);
      if (text !== '') parts.push({ text, isBeside: /\p{L}/u.test(text) && (isHidden(child) || isNamedBeside(child)) });
    }
  }
  return parts;
}

function isNamedBeside(element: Element): boolean {
  if (element.name === 'small' || element.name === 'sup' || element.name === 'button') return true;
  const names = `${attr(element, 'class').slice(0, 300)} ${attr(element, 'itemprop')}`;
  return besideNames.test(names.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase());
}
