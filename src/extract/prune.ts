import { pathOf } from '../html/query.ts';
import type { Trace } from '../model/trace.ts';
import type { Box } from './boxes.ts';
import type { HintKind } from './hints.ts';

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
const unwantedTags: ReadonlySet<string> = new Set(['aside', 'footer', 'nav']);

/** Removes blocks that say by name or tag that they are no article text. A block that holds much of the page's prose,
 *  or the body itself, stays: layouts name their outermost boxes after what they contain. */
export function prunePage(page: Box, trace?: Trace): void {
  pruneBelow(page, page.prose, trace);
}

function pruneBelow(box: Box, total: number, trace: Trace | undefined): void {
  for (const part of box.children) {
    if (part.kind !== 'box') continue;
    const reason = reasonToDrop(part, total);
    if (reason !== '') {
      part.removed = reason;
      trace?.push({ stage: 'extract', step: 'block', target: pathOf(part.element), decision: 'dropped', because: reason });
    } else {
      pruneBelow(part, total, trace);
    }
  }
}

function reasonToDrop(box: Box, total: number): string {
  const kind = box.hint.kind;
  const isNamed = unwanted.has(kind);
  if (!isNamed && !unwantedTags.has(box.tag) && !isInputForm(box)) {
    return kind === 'byline' && box.weight < 300 ? `byline: ${box.hint.name}` : '';
  }
  if (box.tag === 'body' || box.tag === 'main' || box.tag === 'html') return '';
  // A comment thread may be longer than the article; everything else that long is the article.
  const limit = kind === 'comments' ? 0.85 : kind === 'unseen' ? 0.6 : 0.35;
  if (box.prose > total * limit && box.prose > 0) return '';
  if (box.prose > 200 && holdsBody(box)) return '';
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
      ((part.hint.kind === 'body' && part.prose > 200) || (part.tag === 'article' && part.prose > 400) || holdsBody(part)),
  );
}
