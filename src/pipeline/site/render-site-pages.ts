import { fileOf } from '../../publish/address.ts';
import {
  headlinesPerDay,
  renderAboutPage,
  renderArchivePage,
  renderLanguagesPage,
  renderMonthPage,
  renderOutletsPage,
  renderTagsPage,
  renderYearPage,
  type RenderedPage,
} from '../../publish/directory-pages.ts';
import { renderAssets, renderLlmsText, renderNotFoundPage } from '../../publish/plain-pages.ts';
import type { Post } from '../../publish/post.ts';
import { renderSearchPage } from '../../publish/search-page.ts';
import { inTree, type SiteContext } from '../../publish/site-context.ts';
import {
  newsSitemap,
  renderNewsSitemap,
  renderSitemap,
  renderSitemapIndex,
  urlsPerSitemap,
} from '../../publish/sitemap.ts';
import { isMachineTranslation } from '../../publish/translation.ts';
import { renderWidgetFrames, type Sidebar } from '../../publish/widgets.ts';
import type { SiteListRow } from '../../store/site-lists.ts';
import type { SiteState } from '../../store/site-state.ts';
import { postIn } from './read-posts.ts';
import type { DirtyList } from './settle-lists.ts';
import { newestPosts, sourceFacts, type SiteFacts } from './site-facts.ts';
import type { SiteInputs } from './site-inputs.ts';
import type { SiteSink } from './site-writer.ts';

/** Makes the pages of months and years whose days changed; takes away those without a day. */
export function renderCalendar(
  context: SiteContext,
  dirty: readonly DirtyList[],
  state: SiteState,
  sidebar: Sidebar,
  sink: SiteSink,
): void {
  const prefix = context.tree.prefix;
  const days = dirty.filter(({ list }) => list.kind === 'day' && list.tree === prefix).map(({ list }) => list.key);
  const put = (page: RenderedPage): void => sink.put({ path: fileOf(page.folder), content: page.text });
  for (const month of new Set(days.map((day) => day.slice(0, 7)))) {
    const ofMonth = state.lists.days(prefix, `${month}-`).map(([day, count]) => {
      const list = state.lists.find(inTree(context, `post/${day.replaceAll('-', '/')}`));
      return { day, count, newest: list === undefined ? [] : newestPosts(list, headlinesPerDay, state) };
    });
    if (ofMonth.length > 0) put(renderMonthPage(context, month, ofMonth, sidebar));
    else sink.remove(fileOf(inTree(context, `post/${month.replace('-', '/')}`)));
  }
  for (const year of new Set(days.map((day) => day.slice(0, 4)))) {
    const ofYear = state.lists.days(prefix, `${year}-`).map(([day]) => day);
    if (ofYear.length > 0) put(renderYearPage(context, year, ofYear, sidebar));
    else sink.remove(fileOf(inTree(context, `post/${year}`)));
  }
}

/** The pages of a tree that speak of all of its articles. They are made in every build, and written when they differ. */
export function* renderTreePages(
  context: SiteContext,
  facts: SiteFacts,
  state: SiteState,
  inputs: SiteInputs,
  sidebar: Sidebar,
): Iterable<RenderedPage> {
  yield* renderWidgetFrames(context, facts);
  yield renderArchivePage(context, state.lists.months(context.tree.prefix), sidebar);
  yield renderTagsPage(context, facts.topics, facts.outletTags, sidebar);
  yield renderOutletsPage(context, facts.outlets, sidebar);
  yield renderLanguagesPage(context, facts.languages, sidebar);
  const counts = {
    articles: facts.articles,
    outlets: facts.outlets.length,
    languages: facts.languages.length,
    tags: facts.tagCount,
  };
  yield renderAboutPage(context, counts, sourceFacts(inputs, facts), sidebar);
  const saved = state.lists.ofKind(context.tree.prefix, 'search', 1);
  const titled = inputs.searches.flatMap(({ name, title }) => {
    const list = saved.find(({ key }) => key === name);
    return list === undefined ? [] : { title, folder: list.folder, count: list.count };
  });
  yield renderSearchPage(context, titled);
}

/** The files that a site has once: assets, the page for wrong addresses, what machines read. */
export function renderRootFiles(
  context: SiteContext,
  facts: SiteFacts,
  { searchScript }: SiteInputs,
  sink: SiteSink,
): void {
  for (const file of renderAssets(context)) sink.put(file);
  sink.put(searchScript);
  sink.put({ path: '404.html', content: renderNotFoundPage(context, new URL(context.site.url).pathname) });
  sink.put(renderLlmsText(context, facts.outlets, facts.recent));
}

/** Posts with the original in place of what a program translated: nobody looked at that, and it is no news of ours. */
function withoutTranslations(posts: readonly Post[], state: SiteState): readonly Post[] {
  const bases = posts.filter(isMachineTranslation).map(({ base }) => base);
  const originals = new Map(
    state.posts
      .byBase(bases)
      .flatMap((row) => (row.suffix === '' && row.entry !== '' ? [[row.base, postIn(row)] as const] : [])),
  );
  return posts.flatMap((post) => (isMachineTranslation(post) ? (originals.get(post.base) ?? []) : post));
}

/** Makes the sitemaps that changed: a list of addresses like any other, cut from the oldest. */
export function renderSitemaps(
  context: SiteContext,
  home: SiteListRow,
  dirty: DirtyList | undefined,
  state: SiteState,
  { now, stories }: SiteInputs,
  sink: SiteSink,
): void {
  const total = Math.ceil(home.count / urlsPerSitemap);
  if (dirty !== undefined) {
    const before = Math.ceil(dirty.countBefore / urlsPerSitemap);
    for (let number = before; number > total; number -= 1) sink.remove(`sitemap-${number}.xml`);
    const first = Math.floor((home.count - state.lists.countFrom(home.id, dirty.from)) / urlsPerSitemap);
    let place = first === 0 ? undefined : state.lists.placeFromNewest(home.id, home.count - first * urlsPerSitemap);
    for (let number = first + 1; number <= total; number += 1) {
      const pages = state.lists.addresses(home.id, place, urlsPerSitemap);
      sink.put(
        renderSitemap(
          context,
          number,
          pages.map(([folder, updatedMs]) => [folder, updatedMs]),
        ),
      );
      const last = pages.at(-1);
      if (last) place = { list: home.id, sort: last[2], post: last[3] };
    }
  }
  const recent = newestPosts(home, newsSitemap.maxArticles, state);
  const isNews = (ms: number): boolean => ms <= now && now - ms <= newsSitemap.maxAgeMs;
  sink.put(
    renderNewsSitemap(
      context,
      withoutTranslations(recent, state).filter((post) => post.isDateStated && isNews(post.publishedMs)),
    ),
  );
  for (const file of renderSitemapIndex(context, total, stories !== undefined)) sink.put(file);
}
