import { listPageFolder, rootFrom } from './address.ts';
import { dayFolder, renderArticleList, renderPager } from './article-list.ts';
import { listMetadata, renderPage } from './layout.ts';
import { markup, type Markup } from './markup.ts';
import { paginate } from './paginate.ts';
import type { SiteContext } from './site-context.ts';
import type { Post, SitePlan, Term } from './site-plan.ts';
import { defaultWidgets } from './widgets.ts';

/** A page of the site, not yet a file. */
export interface RenderedPage {
  readonly folder: string;
  readonly text: string;
}

export type Sidebar = (names: readonly string[], root: string) => Markup;

/** A list of articles that is cut into pages. */
export interface ArticleList {
  readonly folder: string;
  readonly title: string;
  /** In which language the title is, when not in that of the interface. */
  readonly titleLanguage?: string;
  readonly posts: readonly Post[];
  readonly hideOutlet?: boolean;
  readonly hasFeeds?: boolean;
  /** Below the title of the first page. */
  readonly intro?: Markup;
}

/** The pages of a list, the newest last: what it links to is there before it. */
export function* renderListPages(context: SiteContext, list: ArticleList, sidebar: Sidebar): Iterable<RenderedPage> {
  const { strings, formats, site } = context;
  const folderOf = (number: number | 'newest'): string =>
    number === 'newest' ? list.folder : listPageFolder(list.folder, number);
  for (const page of [...paginate(list.posts, site.pageSize)].reverse()) {
    const folder = folderOf(page.number ?? 'newest');
    const root = rootFrom(folder);
    const isHome = folder === '';
    const pageName = page.number === undefined ? '' : strings.page.replace('{n}', formats.number(page.number));
    const title = [list.title, pageName].filter(Boolean).join(', ');
    const heading = list.folder === '' ? markup`<h1>${pageName}</h1>` : listHeading(context, list, pageName);
    const text = renderPage(context, {
      folder,
      title,
      head: listMetadata(context, folder, title),
      ...(list.hasFeeds === true && list.folder !== '' ? { feeds: { folder: list.folder, title: list.title } } : {}),
      main: markup`${!isHome && markup`<header class="list-head">${heading}${page.number === undefined && list.intro}</header>\n`}${renderArticleList(
        context,
        page.items,
        { root, hideOutlet: list.hideOutlet === true, hasLead: isHome },
      )}${renderPager(context, page, folderOf, folder)}`,
      sidebar: { side: 'right', content: sidebar(defaultWidgets, root) },
    });
    yield { folder, text };
  }
}

function listHeading({ strings, formats }: SiteContext, list: ArticleList, pageName: string): Markup {
  const count = formats.plural(strings.articles, list.posts.length);
  return markup`<h1><bdi${list.titleLanguage !== undefined && markup` lang="${list.titleLanguage}"`}>${list.title}</bdi></h1>
<p class="meta">${pageName === '' ? count : pageName}</p>
`;
}

/** Every list of the site but the home page. */
export function* listsOf(context: SiteContext, plan: SitePlan): Iterable<ArticleList> {
  const { formats } = context;
  for (const [day, posts] of plan.days) yield { folder: dayFolder(day), title: formats.day(day), posts };
  for (const term of plan.languages) {
    const title = formats.ownLanguageName(term.name);
    yield { folder: term.folder, title, titleLanguage: term.name, posts: term.posts };
  }
  for (const term of plan.tags) yield { folder: term.folder, title: term.name, posts: term.posts, hasFeeds: true };
  for (const term of plan.outlets) {
    const intro = outletIntro(plan, term);
    yield { folder: term.folder, title: term.name, posts: term.posts, hideOutlet: true, hasFeeds: true, intro };
  }
}

function outletIntro(plan: SitePlan, term: Term): Markup {
  const home = plan.outletsById.get(term.key)?.home ?? '';
  if (!/^https?:\/\//.test(home)) return markup``;
  return markup`<p class="original"><a href="${home}" rel="external noopener">${new URL(home).host} <span class="arrow" aria-hidden="true">↗</span></a></p>
`;
}
