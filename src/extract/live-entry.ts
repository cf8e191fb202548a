import { attr, type Element } from '../html/query.ts';

/** Marked as one posting of a live blog. */
export function isEntry(element: Element): boolean {
  const type = attr(element, 'itemtype');
  if (/BlogPosting$/.test(type) && attr(element, 'itemprop') === 'liveBlogUpdate') return true;
  return /(?:^|[\s_-])(?:live-?(?:blog)?-?_*(?:entry|post|update|item)|liveblog-?_*(?:entry|post|item)|ticker-?_*(?:entry|event|item))(?:$|[\s_-])/i.test(
    `${attr(element, 'class').slice(0, 300)} ${attr(element, 'id').slice(0, 60)}`,
  );
}

/** True for a line that holds a time of day and hardly more. */
export function isTimeLine(text: string): boolean {
  return /^\D{0,12}\d{1,2}[:.h]\d\d\D{0,12}$/.test(text);
}
