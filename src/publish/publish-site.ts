import type { Edition } from '../model/edition.ts';
import type { SiteFile } from '../model/site.ts';
import { fileOf } from './address.ts';
import { renderArticlePage } from './article-page.ts';
import { renderDirectoryPages } from './directory-pages.ts';
import { renderFeeds } from './feeds.ts';
import { renderPage } from './layout.ts';
import { listsOf, renderListPages, type RenderedPage } from './list-pages.ts';
import { linkTo } from './address.ts';
import { markup } from './markup.ts';
import { renderSearchIndex } from './search-index.ts';
import { emptySearch, renderSearchPage } from './search-page.ts';
import { searchScript } from './search-script.ts';
import { toSiteContext, type SiteContext } from './site-context.ts';
import { renderIcon } from './site-icon.ts';
import { planSite, type SitePlan } from './site-plan.ts';
import { renderSitemap } from './sitemap.ts';
import type { Interface } from './strings/strings-form.ts';
import { stylesheet } from './stylesheet.ts';
import { createSidebar } from './widgets.ts';

/** Publishes an edition: every file of the site, one after the other, the same bytes for the same edition
 *  and texts.
 *  What is linked to comes before what links: a build that stops half way leaves the old front pages over new articles.
 *  Throws NewsError store/bad-article-file.
 *
 *      for (const file of publishSite(edition, texts)) write(file.path, file.content) */
export function* publishSite(edition: Edition, texts: Interface): Iterable<SiteFile> {
  const context = toSiteContext(edition.site, texts);
  const plan = planSite(edition);
  const sidebar = createSidebar(context, plan);
  yield* assets(context);
  for (const [index, post] of plan.posts.entries()) {
    const neighbors = { older: plan.posts[index + 1], newer: plan.posts[index - 1] };
    const text = renderArticlePage(context, plan, post, neighbors, sidebar);
    yield toFile({ folder: post.folder, text });
  }
  for (const list of listsOf(context, plan)) {
    for (const page of renderListPages(context, list, sidebar)) yield toFile(page);
  }
  for (const term of plan.tags) yield* renderFeeds(context, plan, feedOf(term, 'summary'));
  for (const term of plan.outlets) yield* renderFeeds(context, plan, feedOf(term, 'full'));
  for (const page of renderDirectoryPages(context, plan, sidebar)) yield toFile(page);
  yield renderSearchIndex(plan);
  yield toFile({ folder: 'search', text: staticSearchPage(context, plan) });
  yield {
    path: '404.html',
    mediaType: htmlType,
    content: renderNotFoundPage(context, new URL(context.site.url).pathname),
  };
  const home = { folder: '', title: context.site.title, posts: plan.posts };
  for (const page of renderListPages(context, home, sidebar)) yield toFile(page);
  yield* renderFeeds(context, plan, { ...home, content: 'full' });
  yield* renderSitemap(context, plan);
}

const htmlType = 'text/html; charset=utf-8';

function toFile({ folder, text }: RenderedPage): SiteFile {
  return { path: fileOf(folder), mediaType: htmlType, content: text };
}

function feedOf(term: SitePlan['tags'][number], content: 'full' | 'summary'): Parameters<typeof renderFeeds>[2] {
  return { folder: term.folder, title: term.name, posts: term.posts, content };
}

function* assets(context: SiteContext): Iterable<SiteFile> {
  yield { path: 'assets/style.css', mediaType: 'text/css; charset=utf-8', content: stylesheet };
  yield { path: 'assets/search.js', mediaType: 'text/javascript; charset=utf-8', content: searchScript };
  yield { path: 'assets/icon.svg', mediaType: 'image/svg+xml', content: renderIcon(context.site.title) };
}

function staticSearchPage(context: SiteContext, plan: SitePlan): string {
  const { formats } = context;
  const outlets = plan.outlets.map((term) => ({ value: term.key, label: term.name }));
  const languages = plan.languages.map((term) => ({ value: term.name, label: formats.languageName(term.name) }));
  return renderSearchPage(context, { ...emptySearch, outlets, languages }, { root: '../' });
}

/** The page for an address where there is nothing. It is shown at any depth, so the way to the root is given. */
export function renderNotFoundPage(context: SiteContext, root: string): string {
  const { strings } = context;
  return renderPage(context, {
    folder: '404',
    root,
    title: strings.notFound,
    head: markup`<meta name="robots" content="noindex">\n`,
    main: markup`<header class="list-head"><h1>${strings.notFound}</h1></header>
<div class="prose"><p>${strings.notFoundText}</p>
<p><a href="${linkTo(root, 'search')}">${strings.search}</a> · <a href="${linkTo(root, 'post')}">${strings.archive}</a> · <a href="${linkTo(root, '')}">${strings.home}</a></p></div>`,
  });
}
