import type { ArticleDiff } from '../diff/diff-articles.ts';
import type { BlockDiff } from '../diff/diff-blocks.ts';
import type { Piece } from '../diff/diff-words.ts';
import { versionChanges, type Version } from '../diff/version-changes.ts';
import { linkTo, rootFrom } from './address.ts';
import { attributes } from './article-list.ts';
import { changesFolder, type PostChange } from './changes.ts';
import { renderPage } from './layout.ts';
import { dotted, joined, markup, type Markup } from './markup.ts';
import type { Post } from './post.ts';
import { inTree, type SiteContext } from './site-context.ts';
import { fill, fillDate } from './strings.ts';
import type { Sidebar } from './widgets.ts';

/** The page that shows what each revision of an article changed, newest first: what came and what went is marked, what stayed is
 *  left out but for a paragraph beside. `versions`: those that may be shown in full, in order, the one of now last. */
export function renderChangesPage(
  context: SiteContext,
  post: Post,
  versions: readonly Version[],
  sidebar: Sidebar,
): string {
  const { strings } = context;
  const folder = changesFolder(post.folder);
  const root = rootFrom(folder);
  const told = new Map((post.changes ?? []).map((change) => [change.revision, change]));
  const sections = versionChanges(versions)
    .toReversed()
    .map(({ revision, diff }) => {
      const change = told.get(revision);
      return change && renderRevision(context, post, change, diff);
    });
  return renderPage(context, {
    folder,
    title: `${strings.changes}: ${post.title}`,
    head: markup`<meta name="robots" content="noindex">\n`,
    feeds: { folder: inTree(context, 'changes'), title: strings.changes },
    main: markup`<header class="list-head"><h1>${strings.changes}</h1>
<p class="subtitle"><a href="${linkTo(root, post.folder)}"><bdi${attributes(post)}>${post.title}</bdi></a></p>
<p class="legend"><ins>${strings.added}</ins> <del>${strings.removed}</del></p></header>
${sections}`,
    sidebar: { side: 'right', content: sidebar(root, 'framed') },
  });
}

/** What one revision changed. */
export function renderRevision(
  context: SiteContext,
  post: Pick<Post, 'language' | 'direction'>,
  change: PostChange,
  diff: ArticleDiff,
): Markup {
  const { strings, formats } = context;
  const fields = diff.fields.filter(({ field }) => field === 'title' || field === 'authors');
  return markup`<section class="changed" id="r${change.revision}"><h2>${fill(strings.revision, { n: formats.number(change.revision) })}</h2>
<p class="meta">${dotted([changedFact(context, change), ...changeFacts(context, change)])}</p>
<div class="diff"${attributes(post)}>
${fields.map(({ field, pieces }) => markup`<p class="${field === 'title' ? 'diff-title' : 'diff-authors'}">${renderPieces(pieces)}</p>\n`)}${renderBlocks(diff.blocks)}</div></section>
`;
}

/** When a revision was made. */
export function changedFact({ strings, formats, language }: SiteContext, { atMs }: Pick<PostChange, 'atMs'>): Markup {
  const time = markup`<time datetime="${new Date(atMs).toISOString()}">${formats.moment(atMs, language)}</time>`;
  return fillDate(strings.changed, time);
}

/** What a revision changed, in few words. */
export function changeFacts({ strings, formats }: SiteContext, change: PostChange): readonly string[] {
  const { titleBefore, areAuthorsOther, wordsAdded, wordsRemoved } = change;
  return [
    ...(titleBefore === undefined ? [] : [strings.headlineChanged]),
    ...(areAuthorsOther ? [strings.authorsChanged] : []),
    ...(wordsAdded === 0 ? [] : [fill(strings.wordsAdded, { n: formats.number(wordsAdded) })]),
    ...(wordsRemoved === 0 ? [] : [fill(strings.wordsRemoved, { n: formats.number(wordsRemoved) })]),
  ];
}

const tags = { added: 'ins', removed: 'del' } as const;

function renderPieces(pieces: readonly Piece[]): Markup {
  const marked = pieces.map(({ kind, text }) => {
    if (kind === 'same') return markup`${text}`;
    return kind === 'added' ? markup`<ins>${text}</ins>` : markup`<del>${text}</del>`;
  });
  return markup`${marked}`;
}

/** Blocks that changed, with the one before and after; others are told by an ellipsis. */
function renderBlocks(blocks: readonly BlockDiff[]): Markup {
  const isOther = (index: number): boolean => blocks[index] !== undefined && blocks[index].kind !== 'same';
  const shown: Markup[] = [];
  let isCut = false;
  for (const [index, block] of blocks.entries()) {
    const isNear = isOther(index) || isOther(index - 1) || isOther(index + 1);
    if (isNear) shown.push(renderBlock(block));
    else if (!isCut) shown.push(markup`<p class="cut">…</p>`);
    isCut = !isNear;
  }
  return shown.length === 0 ? markup`` : markup`${joined(shown, { markup: '\n' })}\n`;
}

function renderBlock(block: BlockDiff): Markup {
  if (block.kind === 'changed') return markup`<p>${renderPieces(block.pieces)}</p>`;
  if (block.kind === 'same') return markup`<p>${block.text}</p>`;
  const tag = tags[block.kind];
  return { markup: `<p><${tag}>${markup`${block.text}`.markup}</${tag}></p>` };
}
