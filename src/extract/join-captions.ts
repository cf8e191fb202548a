import type { Block, Inline } from '../model/article.ts';
import { endsWithCredit, splitCredit } from './captions.ts';
import { squeeze } from '../text/squeeze.ts';
import { inlineText } from './to-inlines.ts';

type Figure = Extract<Block, { kind: 'figure' }>;
type Paragraph = Extract<Block, { kind: 'paragraph' }>;

const longestCaption = 400;
const longestBefore = 220;

/** Gives figures the captions that stand beside them as paragraphs, drops captions whose picture is not there, repeated
 *  pictures, and rules at the end. */
export function joinCaptions(blocks: readonly Block[]): readonly Block[] {
  const out: Block[] = [];
  const seen = new Set<string>();
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at];
    if (block === undefined) break;
    if (block.kind === 'figure') {
      const next = blocks[at + 1];
      const after = next?.kind === 'paragraph' && isCaptionAfter(next, block) ? next : undefined;
      if (after !== undefined) at++;
      if (seen.has(block.image.url)) continue;
      seen.add(block.image.url);
      const before = out[out.length - 1];
      if (after !== undefined) out.push(withCaption(block, after));
      else if (before?.kind === 'paragraph' && out.length > 1 && isCaptionBefore(before, block)) {
        out[out.length - 1] = withCaption(block, before);
      } else out.push(block);
    } else if (out.length === 0 && isStrayCaption(block)) continue;
    else out.push(block);
  }
  while (out[out.length - 1]?.kind === 'rule') out.pop();
  return out;
}

function withCaption(figure: Figure, line: Paragraph): Figure {
  if (figure.caption.length > 0) return figure;
  const { inlines, credit } = splitCredit(line.inlines, figure.credit);
  return { ...figure, caption: inlines, credit };
}

/** A short line right after a picture that repeats its description or caption, ends with a credit, or is set in italics. */
function isCaptionAfter(line: Paragraph, figure: Figure): boolean {
  const text = inlineText(line.inlines);
  if (line.role !== undefined || text.length > longestCaption) return false;
  if (isSame(text, inlineText(figure.caption))) return true;
  if (figure.caption.length > 0) return false;
  return (
    isSame(text, figure.image.alt) || endsWithCredit(text) || (text.length < longestBefore && isItalic(line.inlines))
  );
}

function isCaptionBefore(line: Paragraph, figure: Figure): boolean {
  const text = inlineText(line.inlines);
  if (line.role !== undefined || text.length > longestBefore || figure.caption.length > 0) return false;
  return isSame(text, figure.image.alt) || (isItalic(line.inlines) && endsWithCredit(text));
}

/** The caption of a lead picture that is shown elsewhere. */
function isStrayCaption(block: Block): boolean {
  if (block.kind !== 'paragraph' || block.role !== undefined) return false;
  const text = inlineText(block.inlines);
  return text.length < longestCaption && endsWithCredit(text);
}

/** The same words, or one is most of the other. */
function isSame(a: string, b: string): boolean {
  const one = squeeze(a);
  const other = squeeze(b);
  if (one.length < 8 || other.length < 8) return one !== '' && one === other;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return long.includes(short) && short.length > long.length * 0.6;
}

function isItalic(inlines: readonly Inline[]): boolean {
  return (
    inlines.length > 0 && inlines.every((inline) => inline.kind === 'emphasis' || inlineText([inline]).trim() === '')
  );
}
