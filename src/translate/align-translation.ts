import type { ArticleFile } from '../model/article-file.ts';
import type { TaggedText } from '../model/translation.ts';
import { splitSentences } from '../text/sentences.ts';
import type { Node } from './inline-nodes.ts';
import { shapeOf } from './markdown-shape.ts';
import type { PartedMarkdown, Spot } from './part-markdown.ts';
import { checkTags, plainOf } from './tagged-text.ts';
import { type PartedArticle, partArticle } from './translated-article.ts';

/** A text and what it was translated into. */
export interface AlignedSegment {
  readonly source: TaggedText;
  readonly target: TaggedText;
}

/** The segments of an article with their translations, as its files have them: what a lost memory is made from again. Undefined when
 *  the files have not the same structure, or the translation is of another version. Left out is what is not sure: where the original stands, a paragraph whose sentences do not pair,
 *  tags that do not. */
export function alignTranslation(
  original: ArticleFile,
  translation: ArticleFile,
): readonly AlignedSegment[] | undefined {
  if (translation.frontMatter.courant?.translationOf !== original.frontMatter.courant?.hash) return undefined;
  const left = partArticle(original, 'all');
  const right = partArticle(translation, 'all');
  const kept = new Set((translation.frontMatter.courant?.untranslated ?? '').split(' '));
  const title = kept.has('title') ? [] : alignTitles(left, right);
  if (left.body === undefined || right.body === undefined) return undefined;
  // Of a translated title there is the last line alone.
  if (right.body.segments.length === 0 && left.body.segments.length > 0) return isLine(translation) ? title : undefined;
  if (!hasSameShape(left.body, right.body)) return undefined;
  const spots = new Map(right.body.spots.map((spot) => [spot.line, spot]));
  const languages = [original.frontMatter.lang[0] ?? '', translation.frontMatter.lang[0] ?? ''] as const;
  const aligned = [...title];
  for (const spot of left.body.spots) {
    const other = spots.get(spot.line);
    const block = left.body.segments[spot.segments[0] ?? 0]?.block ?? 0;
    if (other && !kept.has(String(block))) aligned.push(...alignSpots(left.body, spot, right.body, other, languages));
  }
  return aligned;
}

function isLine({ body }: ArticleFile): boolean {
  return !body.includes('\n');
}

function alignTitles(left: PartedArticle, right: PartedArticle): readonly AlignedSegment[] {
  const [source, target] = [left.segments[0]?.text, right.segments[0]?.text];
  if (!left.hasTitle || !right.hasTitle || source === undefined || target === undefined) return [];
  return source === target ? [] : [{ source, target }];
}

/** Whether both are made of the same blocks, whatever stands in their lines. */
function hasSameShape(left: PartedMarkdown, right: PartedMarkdown): boolean {
  const [one, other] = [left, right].map(({ marked }) => {
    const { shape, lines } = shapeOf(marked);
    const texts = new Set(lines);
    return shape.map((token, index) => (texts.has(index) ? '' : token)).join('\n');
  });
  return one === other;
}

function alignSpots(
  left: PartedMarkdown,
  spot: Spot,
  right: PartedMarkdown,
  other: Spot,
  [from, to]: readonly [string, string],
): readonly AlignedSegment[] {
  if (spot.segments.length !== other.segments.length) return [];
  const aligned: AlignedSegment[] = [];
  for (const [index, number] of spot.segments.entries()) {
    const otherNumber = other.segments[index] ?? -1;
    const source = left.segments[number]?.text ?? '';
    const written = right.segments[otherNumber]?.text ?? '';
    const target = renumber(written, right.tags[otherNumber] ?? [], left.tags[number] ?? []);
    const fits = spot.segments.length === 1 || countSentences(source, from) === countSentences(written, to);
    if (!fits) return [];
    if (target !== undefined && target !== source && checkTags(source, target) === undefined)
      aligned.push({ source, target });
  }
  return aligned;
}

function countSentences(text: TaggedText, language: string): number {
  return splitSentences(plainOf(text), language).length;
}

/** The text with the ids that its tags have in the original: of each the first that says the same. */
function renumber(text: TaggedText, tags: readonly Node[], wanted: readonly Node[]): TaggedText | undefined {
  if (tags.length !== wanted.length) return undefined;
  const free = wanted.map(markOf);
  const ids: number[] = [];
  for (const tag of tags) {
    const index = free.indexOf(markOf(tag));
    if (index === -1) return undefined;
    free[index] = '';
    ids.push(index + 1);
  }
  return text.replace(/(<p[ch] id=")(\d+)/g, (_, start: string, id: string) => `${start}${ids[Number(id) - 1] ?? 0}`);
}

function markOf(node: Node): string {
  if (node.kind === 'pair') return `${node.mark} ${node.href} ${node.title}`;
  if (node.kind === 'solid') return `solid ${node.content}`;
  if (node.kind === 'picture') return `picture ${node.href} ${node.title}`;
  return node.kind === 'fixed' ? `fixed ${node.text}` : node.kind;
}
