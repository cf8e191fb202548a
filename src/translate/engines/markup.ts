import { decodeHTMLStrict } from 'entities';
import type { TaggedText } from '../../model/translation.ts';
import { formatTagged, type TaggedPiece } from '../tagged-text.ts';

/** How a service wants tags. `tagged`: as they are, which is XML. `html`: elements that every reader of HTML knows. */
export type MarkupForm = 'tagged' | 'html';

/** A text in the form that a service keeps tags in. */
export function toMarkup(text: TaggedText, form: MarkupForm): string {
  if (form === 'tagged') return text;
  return text
    .replaceAll('<pc id=', '<b id=')
    .replaceAll('</pc>', '</b>')
    .replace(/<ph id="([\w.:-]+)"\/>/g, '<img id="$1">');
}

const id = String.raw`\s+id\s*=\s*["']?(\d{1,9})["']?\s*`;
const tagForms = {
  tagged: new RegExp(`<pc${id}>|</pc\\s*>|<ph${id}/?>(?:</ph\\s*>)?`, 'gi'),
  html: new RegExp(`<b${id}>|</b\\s*>|<img${id}/?>`, 'gi'),
} as const satisfies Record<MarkupForm, RegExp>;

/** What a service made of it, tags spelled in whatever way. All else is text, with or without its characters escaped: services differ in that. A pair
 *  that was cut into neighbouring pieces is joined. Whether every tag came back is for the caller to check. Undefined when nothing came back. */
export function fromMarkup(answer: string, form: MarkupForm): TaggedText | undefined {
  const pieces: TaggedPiece[] = [];
  let [end, open] = [0, 0];
  const addWords = (to: number): void =>
    void pieces.push({ kind: 'text', text: decodeHTMLStrict(answer.slice(end, to)) });
  for (const match of answer.matchAll(tagForms[form])) {
    const [all, pair, place] = match;
    if (pair === undefined && place === undefined && open === 0) continue; // closes nothing of ours
    addWords(match.index);
    end = match.index + all.length;
    if (pair !== undefined) pieces.push({ kind: 'open', id: Number(pair) });
    else if (place !== undefined) pieces.push({ kind: 'ph', id: Number(place) });
    else pieces.push({ kind: 'close' });
    open += pair !== undefined ? 1 : place !== undefined ? 0 : -1;
  }
  addWords(answer.length);
  const text = joinCutPairs(formatTagged(pieces));
  return isEmptyAnswer(text) ? undefined : text;
}

/** `<pc id="1">red</pc> <pc id="1">car</pc>` is one pair. */
function joinCutPairs(text: TaggedText): TaggedText {
  return text.replace(/<\/pc>(\s*)(<pc id="[\w.:-]+">)/g, (all, space: string, opening: string, at: number) => {
    const before = text.slice(0, at);
    const last = before.lastIndexOf('<pc ');
    return last >= 0 && before.startsWith(opening, last) && !before.endsWith('</pc>') ? space : all;
  });
}

export function isEmptyAnswer(text: TaggedText): boolean {
  return text.trim() === '';
}
