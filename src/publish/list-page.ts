import { linkTo, listPageFolder, rootFrom } from './address.ts';
import { dayLink, renderLead, rootMark } from './article-list.ts';
import { alternateLinks, homeVersions, listMetadata, renderPage } from './layout.ts';
import { pageTurns, type ListRef, type PageTurns, type Paging } from './lists.ts';
import { markup, nothing, trusted, type Markup, type MarkupValue } from './markup.ts';
import type { Post } from './post.ts';
import type { SiteContext } from './site-context.ts';
import type { Sidebar } from './widgets.ts';

/** The articles of one day on a page of a list. */
export interface ListDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** As `renderItem` made them, newest first. */
  readonly html: string;
}

/** What the pages of a list share. */
export interface ListInfo extends Pick<ListRef, 'folder' | 'kind'> {
  readonly title: string;
  /** In which language the title is, when not in that of the interface. */
  readonly titleLanguage?: string;
  readonly count: number;
  /** The site of an outlet; empty when unknown. */
  readonly home: string;
}

/** The lists that are followed by feeds: a day is closed, and its articles are in those of the others. */
export function hasFeeds({ kind }: Pick<ListRef, 'kind'>): boolean {
  return kind !== 'day';
}

/** One page of a list, newest articles first. `number`: undefined for the newest page. */
export function renderListPage(
  context: SiteContext,
  list: ListInfo,
  page: {
    readonly number: number | undefined;
    readonly paging: Paging;
    /** Newest first. */
    readonly days: readonly ListDay[];
    readonly lead?: Post | undefined;
    /** What the first page tells of stories. */
    readonly stories?: Markup | undefined;
  },
  sidebar: Sidebar,
): string {
  const { strings, formats } = context;
  const folder = page.number === undefined ? list.folder : listPageFolder(list.folder, page.number);
  const root = rootFrom(folder);
  const pageName = page.number === undefined ? '' : strings.page.replace('{n}', formats.number(page.number));
  const isHome = list.kind === 'home';
  const isFirstPage = isHome && page.number === undefined;
  const title = [isHome ? '' : list.title, pageName].filter(Boolean).join(', ');
  const main = context.theme.list({
    t: context.t,
    heading: !isFirstPage,
    title: isHome ? pageName : list.title,
    titleLanguage: markup`${list.titleLanguage !== undefined && markup` lang="${list.titleLanguage}"`}`,
    subtitle: pageName === '' ? formats.plural(strings.articles, list.count) : isHome ? '' : pageName,
    intro: page.number === undefined ? outletLink(list.home) : nothing,
    lead: page.lead && renderLead(context, page.lead, root),
    stories: page.stories,
    hasArticles: page.days.length > 0 || page.lead !== undefined,
    days: page.days.map(({ day, html }) => ({
      day,
      url: dayLink(context, day, root),
      name: formats.day(day),
      items: trusted(html.replaceAll(rootMark, root)),
    })),
    pager: renderPager(context, pageTurns(page.number, page.paging), list.folder, root),
  });
  const isPlainList = list.kind === 'categories';
  return renderPage(context, {
    folder,
    title: title === '' ? context.site.title : title,
    head: markup`${listMetadata(context, folder, title === '' ? context.site.title : title)}${isFirstPage && alternateLinks(context, homeVersions(context.trees))}`,
    ...(hasFeeds(list) && !isHome ? { feeds: { folder: list.folder, title: list.title } } : {}),
    main: trusted(isPlainList ? `<div class="of-outlet">${main}</div>` : main),
    sidebar: { side: 'right', content: sidebar(root, isFirstPage ? 'inline' : 'framed') },
  });
}

function outletLink(home: string): Markup {
  if (!/^https?:\/\//.test(home)) return nothing;
  return markup`<p class="original"><a href="${home}" rel="external noopener">${new URL(home).host} <span class="arrow" aria-hidden="true">↗</span></a></p>
`;
}

/** The links that lead out of a page of a list. */
export function renderPager(context: SiteContext, page: PageTurns, listFolder: string, root: string): Markup {
  if (page.older === undefined && page.newer === undefined) return nothing;
  const { strings, formats } = context;
  const link = (target: number | 'newest', label: MarkupValue, rel: string): Markup => {
    const folder = target === 'newest' ? listFolder : listPageFolder(listFolder, target);
    return markup`<li><a href="${linkTo(root, folder)}"${rel !== '' && markup` rel="${rel}"`}>${label}</a></li>`;
  };
  const here = page.number === undefined ? strings.newest : strings.page.replace('{n}', formats.number(page.number));
  return markup`<nav class="pager" aria-label="${strings.pages}"><ul>
${page.newer !== undefined && page.newer !== 'newest' && link('newest', strings.newest, '')}
${page.newer !== undefined && link(page.newer, markup`<span class="arrow" aria-hidden="true">←</span> ${strings.newer}`, 'prev')}
<li><span aria-current="page">${here}</span></li>
${page.older !== undefined && link(page.older, markup`${strings.older} <span class="arrow" aria-hidden="true">→</span>`, 'next')}
${page.older !== undefined && page.older !== 1 && link(1, strings.oldest, '')}
</ul></nav>`;
}
