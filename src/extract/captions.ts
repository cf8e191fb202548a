import type { Element } from '../html/query.ts';
import { attr, findFirst, textOf } from '../html/query.ts';
import type { Inline } from '../model/article.ts';
import { inlineText } from './to-inlines.ts';

const creditNames = /(?:credit|copyright|photographer|photo-?by|source|quelle|urheber|fotograf|crédit|credito)/i;

/** The credit a figure marks as such; empty when it marks none. */
export function creditOf(figure: Element): string {
  const found = findFirst(figure, (element) => {
    if (element.name === 'img' || element.name === 'picture' || element.name === 'figcaption') return false;
    const name = `${attr(element, 'class').slice(0, 200)} ${attr(element, 'itemprop')}`;
    return creditNames.test(name) && !/caption/i.test(attr(element, 'itemprop'));
  });
  const text = found === undefined ? '' : textOf(found, 300);
  return text.length > 200 ? '' : withoutLead(text);
}

const creditLead =
  /(?:^|[\s.。(（|[–—-])[(（]?((?:photo(?:graph)?s?|image|picture|credit|foto|fotos|bild|bilder|quelle|crédit|crédits|fuente|imagen|imágenes|fonte|illustrations?|grafik|фото|снимок|рисунок|写真|撮影|提供|イラスト|صورة|تصوير|©|\(c\)|source)(?:\s*(?:by|von|de|di|credit|courtesy of))?\s*[:：/©・＝=]\s*[^.]{2,120}|©\s*[^.]{2,120})[)）]?\s*$/iu;

/** "/Reuters", "(AFP)", "Getty Images" at the end of a caption. */
const agencyTail =
  /(?:[/|(–—-]\s?|\b(?:photos?|foto|bild|images?|picture)\s?(?:by|:)?\s?)(?:[\p{L}.' ]{0,40}[/|]\s?)?(?:reuters|afp|ap|dpa|epa|getty(?: images)?|picture[ -]alliance|imago|shutterstock|istock|bloomberg|postmedia|the canadian press|ansa|efe|ritzau|ntb|tt)(?:\s(?:files?|photos?|images?|news))?\)?\.?$/iu;

/** True for a line that ends by saying who made a picture. */
export function endsWithCredit(text: string): boolean {
  return agencyTail.test(text.slice(-90)) || creditLead.test(text.slice(-120));
}

/** Splits a caption into what it tells and who made the picture. With `credit` given, only removes its repetition. */
export function splitCredit(
  caption: readonly Inline[],
  credit = '',
): { readonly inlines: readonly Inline[]; readonly credit: string } {
  const last = caption[caption.length - 1];
  if (last !== undefined && last.kind !== 'text') return splitMarkedCredit(caption, last, credit);
  if (last === undefined) return { inlines: caption, credit };
  if (credit !== '') {
    const at = last.text.lastIndexOf(credit);
    if (at === -1 || last.text.length - at - credit.length > 3) return { inlines: caption, credit };
    const before = last.text
      .slice(0, at)
      .replace(/(?:photo|image|picture|credit|foto|bild|quelle|crédit|source)(?:\s*[:/])?\s*$/iu, '');
    return { inlines: withTail(caption, before), credit };
  }
  const tail = last.text.slice(-180);
  const match = creditLead.exec(tail);
  if (match === null || match[1] === undefined) return { inlines: caption, credit: '' };
  const found = withoutLead(match[1]);
  const kept = last.text.slice(0, last.text.length - tail.length + match.index);
  return { inlines: withTail(caption, kept + (/^[.。]/u.exec(match[0])?.[0] ?? '')), credit: found };
}

/** A credit that is a link or set in italics at the end of its caption. */
function splitMarkedCredit(
  caption: readonly Inline[],
  last: Inline,
  credit: string,
): { readonly inlines: readonly Inline[]; readonly credit: string } {
  const text = inlineText([last]).trim();
  const isCredit =
    credit === '' ? creditLead.exec(text)?.index === 0 : text.endsWith(credit) && text.length < credit.length + 25;
  if (!isCredit) return { inlines: caption, credit };
  const rest = caption.slice(0, -1);
  const before = rest[rest.length - 1];
  const inlines = before?.kind === 'text' ? withTail(rest, before.text.trimEnd()) : rest;
  return { inlines, credit: credit === '' ? withoutLead(text) : credit };
}

/** A credit without the word or sign that introduces it. */
function withoutLead(text: string): string {
  return text
    .replace(/^[\s|/()（[\]-]+/, '')
    .replace(
      /^(?:photo(?:graph)?s?|image|picture|credit|foto|fotos|bild|bilder|quelle|crédit|crédits|fuente|imagen|imágenes|fonte|illustrations?|grafik|фото|снимок|рисунок|写真|撮影|提供|イラスト|صورة|تصوير|source)(?:\s*(?:by|von|de|di|credit|courtesy of))?\s*[:：/・＝=]\s*/iu,
      '',
    )
    .replace(/^(?:©|\(c\))\s*/i, '')
    .replace(/[)）\]\s]+$/, '');
}

function withTail(caption: readonly Inline[], tail: string): readonly Inline[] {
  const text = tail.replace(/(?<![\s(（|[–—-])[\s(（|[–—-]+$/u, '');
  const head = caption.slice(0, -1);
  return text === '' ? head : [...head, { kind: 'text', text }];
}
