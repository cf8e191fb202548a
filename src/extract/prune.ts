import type { Trace } from '../model/trace.ts';
import type { Box, Leaf } from './boxes.ts';
import { dropPart } from './drop-part.ts';
import type { HintKind } from './hint-names.ts';

/** Kinds of blocks that are never article text wherever they stand, as long as they are small beside the page's prose. */
const unwanted: ReadonlySet<HintKind | ''> = new Set<HintKind>([
  'unseen',
  'comments',
  'related',
  'share',
  'newsletter',
  'advert',
  'navigation',
  'tags',
  'author',
  'paywall',
  'consent',
  'aside',
]);
const sure: ReadonlySet<HintKind | ''> = new Set<HintKind>(['unseen', 'comments', 'consent', 'navigation', 'related']);
const gentle: ReadonlySet<HintKind | ''> = new Set<HintKind>(['tags', 'share', 'navigation']);
const unwantedTags: ReadonlySet<string> = new Set(['aside', 'footer', 'nav']);

/** `all` removes every kind; `sure` only those that are hardly ever wrong, for pages where `all` leaves too little. */
export type PruneStrength = 'all' | 'sure';

/** Removes blocks that say by name or tag that they are no article text. A block that holds much of the page's prose,
 *  or the body itself, stays: layouts name their outermost boxes after what they contain. */
export function prunePage(page: Box, headline: Leaf | undefined, strength: PruneStrength, trace?: Trace): void {
  const holders = new Set<Box>();
  for (let box: Box | null = headline?.parent ?? null; box !== null; box = box.parent) holders.add(box);
  pruneBelow(page, { total: page.prose, holders, strength, hasBody: holdsBody(page) }, trace);
}

interface Pruning {
  readonly total: number;
  /** Boxes that hold the headline. */
  readonly holders: ReadonlySet<Box>;
  readonly strength: PruneStrength;
  /** Some block says that it is the body. */
  readonly hasBody: boolean;
}

function pruneBelow(box: Box, pruning: Pruning, trace: Trace | undefined): void {
  for (const part of box.children) {
    if (part.kind !== 'box') continue;
    const reason = reasonToDrop(part, pruning);
    if (reason !== '') dropPart(part, reason, trace);
    else pruneBelow(part, pruning, trace);
  }
}

function reasonToDrop(box: Box, { total, holders, strength, hasBody }: Pruning): string {
  const kind = box.hint.kind;
  const isNamed = strength === 'all' ? unwanted.has(kind) : sure.has(kind);
  if (!isNamed && !unwantedTags.has(box.tag) && !isInputForm(box)) {
    return kind === 'byline' && box.weight < 300 ? `byline: ${box.hint.name}` : '';
  }
  if (box.tag === 'body' || box.tag === 'main' || box.tag === 'html') return '';
  // A comment thread may be longer than the article; everything else that long is the article.
  const isAside = kind === 'aside' || box.tag === 'aside' || box.tag === 'footer';
  const isOutside = hasBody && !holdsBody(box) && !holders.has(box);
  const limit = kind === 'comments' || (isAside && isOutside) ? 0.9 : kind === 'unseen' || isOutside ? 0.6 : 0.35;
  if (holders.has(box) && box.prose > 0 && box.prose > total * 0.15) return '';
  if (box.prose > total * limit && box.prose > 0) return '';
  if (box.prose > 200 && holdsBody(box)) return '';
  // Lists of tags and buttons hold no running text; what does is named after its topic.
  if (gentle.has(kind) && box.prose > 200 && box.linkWeight < box.weight * 0.3) return '';
  if (kind === 'related' && box.linkWeight === 0 && box.prose > 0) return '';
  if (isNamed) return `${kind}: ${box.hint.name}`;
  return box.tag === 'form' ? 'form' : `tag ${box.tag}`;
}

function isInputForm(box: Box): boolean {
  return box.tag === 'form' && box.weight < 600;
}

/** True when a block inside says that it is the body, or has the page's main heading. */
function holdsBody(box: Box): boolean {
  return box.children.some(
    (part) =>
      part.kind === 'box' &&
      ((part.hint.kind === 'body' && part.prose > 200) ||
        (part.tag === 'article' && part.prose > 400) ||
        holdsBody(part)),
  );
}
