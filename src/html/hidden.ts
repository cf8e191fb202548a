import { attr, hasAttr } from './query.ts';
import type { Element } from './query.ts';

/** True when the element's own attributes say that it is not shown. Style sheets are not read. */
export function isHidden(element: Element): boolean {
  const attribs = element.attribs;
  if (attribs['style'] !== undefined) {
    const style = attribs['style'];
    if (style.length < 2000 && /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)) return true;
  }
  if (hasAttr(element, 'hidden') && attr(element, 'hidden') !== 'until-found') return true;
  return attribs['aria-hidden'] !== undefined && attr(element, 'aria-hidden').toLowerCase() === 'true';
}
