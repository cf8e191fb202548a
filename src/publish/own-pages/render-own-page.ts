import { pageToHtml } from '../../markdown/page-to-html.ts';
import { linkTo, rootFrom } from '../address.ts';
import { renderContents, type Heading } from '../contents.ts';
import { directionOf } from '../formats.ts';
import { alternateLinks, listMetadata, renderPage } from '../layout.ts';
import { markup, nothing, trusted, type Markup } from '../markup.ts';
import { inTree, type SiteContext } from '../site-context.ts';
import { makeUsable } from '../usable-html.ts';
import { pagesIn, sectionOf, type PlacedPage } from './own-site.ts';
import { findPicture, resolveLink } from './resolve-link.ts';

const minHeadings = 4;
const maxContentsLevel = 3;

/** A page that the user wrote, in the frame of the site: its text, what stands in it if it is a section, what stands before and after
 *  it, and the way through its section beside it. `context`: of the tree that it stands in. */
export function renderOwnPage(context: SiteContext, page: PlacedPage): string {
  const { own, tree } = context;
  const root = rootFrom(page.folder);
  const section = sectionOf(own, page);
  const isFirst = page.folder === inTree(context, '');
  const { html, headings, linked } = renderText(context, page, root);
  const versions = own.pages.filter(({ base }) => base === page.base);
  const inSection = page.isSection ? pagesIn(own, page, tree.language) : [];
  const title = isFirst ? context.site.title : page.title;
  return renderPage(context, {
    folder: page.folder,
    title,
    ...(page.summary !== '' && { description: page.summary }),
    head: markup`${listMetadata(context, page.folder, title)}${alternateLinks(
      context,
      versions.map(({ folder, prefix }) => ({ folder, language: languageOf(context, prefix) })),
    )}`,
    versions: new Map(versions.map(({ prefix, folder }) => [prefix, folder])),
    main: markup`<article class="own-page"${languageAttributes(context, page)}>
${isFirst ? nothing : pageHead(context, page, section, root)}${contentsOf(context, page, headings)}<div class="prose">
${trusted(html)}</div>
${renderList(
  inSection.filter(({ folder }) => !linked.has(folder)),
  root,
)}</article>
${section && renderNeighbors(context, page, pagesIn(own, section, tree.language), root)}`,
    sidebar: isFirst ? undefined : sidebarOf(context, page, section, root),
  });
}

function languageOf({ trees }: SiteContext, prefix: string): string {
  return trees.find((tree) => tree.prefix === prefix)?.language ?? prefix;
}

function languageAttributes(context: SiteContext, { language }: PlacedPage): Markup {
  const tag = language || context.tree.language;
  return markup` lang="${tag}" dir="${directionOf(tag)}"`;
}

/** `linked`: the folders of the pages that the text leads to. */
function renderText(
  context: SiteContext,
  page: PlacedPage,
  root: string,
): { readonly html: string; readonly headings: readonly Heading[]; readonly linked: ReadonlySet<string> } {
  const linked = new Set<string>();
  const { html, headings } = pageToHtml(page.body, {
    firstLevel: 2,
    localImage: (src) => findPicture(context.own, page, root, src),
    resolveLink: (href) => {
      const target = resolveLink(context.own, page, root, href);
      for (const { folder } of context.own.pages)
        if (target?.replace(/#.*/s, '') === linkTo(root, folder)) linked.add(folder);
      return target;
    },
  });
  return { html: makeUsable(html), headings, linked };
}

function pageHead(context: SiteContext, page: PlacedPage, section: PlacedPage | undefined, root: string): Markup {
  // The first page is a step away everywhere.
  const hasAbove = section !== undefined && section.folder !== inTree(context, '');
  const above = hasAbove
    ? markup`<p class="kicker"><a href="${linkTo(root, section.folder)}">${section.title}</a></p>\n`
    : nothing;
  return markup`<header class="post-head">${above}<h1>${page.title}</h1></header>
`;
}

function contentsOf(context: SiteContext, { hasContents }: PlacedPage, headings: readonly Heading[]): Markup {
  const shown = headings.filter(({ level }) => level <= maxContentsLevel);
  const isWanted = hasContents ?? shown.length >= minHeadings;
  return isWanted && shown.length > 0 ? markup`${renderContents(context, shown)}\n` : nothing;
}

/** The pages of a section that its text does not lead to. */
function renderList(pages: readonly PlacedPage[], root: string): Markup {
  if (pages.length === 0) return nothing;
  const items = pages.map(
    ({ folder, title, summary }) =>
      markup`<li><a href="${linkTo(root, folder)}">${title}</a>${summary !== '' && markup`<p class="summary">${summary}</p>`}</li>\n`,
  );
  return markup`<ul class="own-list">\n${items}</ul>\n`;
}

function renderNeighbors(context: SiteContext, page: PlacedPage, beside: readonly PlacedPage[], root: string): Markup {
  const at = beside.indexOf(page);
  const [before, after] = [beside[at - 1], beside[at + 1]];
  if (before === undefined && after === undefined) return nothing;
  const arrow = (sign: string): Markup => markup`<span class="arrow" aria-hidden="true">${sign}</span>`;
  return markup`<nav class="neighbors" aria-label="${context.strings.pages}">
${before && markup`<a rel="prev" href="${linkTo(root, before.folder)}">${arrow('←')} <bdi>${before.title}</bdi></a>\n`}${after && markup`<a class="next" rel="next" href="${linkTo(root, after.folder)}"><bdi>${after.title}</bdi> ${arrow('→')}</a>\n`}</nav>`;
}

/** The way through the pages, those of the open sections folded out. None where there is no other page to go to. */
function sidebarOf(
  context: SiteContext,
  page: PlacedPage,
  section: PlacedPage | undefined,
  root: string,
): { readonly side: 'left'; readonly content: Markup } | undefined {
  const open = new Set<PlacedPage>(page.isSection ? [page] : []);
  let top = page.isSection ? page : undefined;
  for (let above = section; above !== undefined; above = sectionOf(context.own, above)) {
    open.add(above);
    top = above;
  }
  if (top === undefined) return undefined;
  const list = renderBranch(context, top, open, page, root);
  if (list === nothing) return undefined;
  const content = markup`<nav class="own-nav" aria-label="${top.title || context.site.title}">${list}</nav>`;
  return { side: 'left', content };
}

function renderBranch(
  context: SiteContext,
  section: PlacedPage,
  open: ReadonlySet<PlacedPage>,
  current: PlacedPage,
  root: string,
): Markup {
  const pages = pagesIn(context.own, section, context.tree.language);
  if (pages.length === 0) return nothing;
  return markup`<ul>${pages.map(
    (page) =>
      markup`<li><a href="${linkTo(root, page.folder)}"${page === current && trusted(' aria-current="page"')}>${page.title}</a>${open.has(page) && renderBranch(context, page, open, current, root)}</li>\n`,
  )}</ul>`;
}
