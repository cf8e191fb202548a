import { linkTo, rootFrom } from './address.ts';
import { preferDated, renderHeadlines } from './article-list.ts';
import { baseLanguage } from './formats.ts';
import { listMetadata, renderPage } from './layout.ts';
import type { RenderedPage, Sidebar } from './list-pages.ts';
import { markup, type Markup } from './markup.ts';
import type { SiteContext } from './site-context.ts';
import type { Post, SitePlan, Term } from './site-plan.ts';
import { fill } from './strings.ts';
import { defaultWidgets } from './widgets.ts';

const headlinesPerDay = 5;

/** The pages that lead to lists: outlets, tags, languages, years and months, and what the archive says of itself. */
export function* renderDirectoryPages(context: SiteContext, plan: SitePlan, sidebar: Sidebar): Iterable<RenderedPage> {
  const { strings } = context;
  const page = (folder: string, title: string, content: Markup): RenderedPage => ({
    folder,
    text: renderPage(context, {
      folder,
      title,
      head: listMetadata(context, folder, title),
      main: markup`<header class="list-head"><h1>${title}</h1></header>\n${content}`,
      sidebar: { side: 'right', content: sidebar(defaultWidgets, rootFrom(folder)) },
    }),
  });
  const years = groupDays(plan, 4);
  for (const [year, days] of years)
    yield page(`post/${year}`, year, calendars(context, days, rootFrom(`post/${year}`)));
  for (const [month, days] of groupDays(plan, 7)) {
    const folder = `post/${month.replace('-', '/')}`;
    yield page(folder, context.formats.month(month), monthDays(context, plan, days, rootFrom(folder)));
  }
  const root = rootFrom('post');
  yield page(
    'post',
    strings.archive,
    markup`${[...years].map(([year, days]) => yearSection(context, plan, year, days, root))}`,
  );
  yield page('categories', strings.outlets, outletTable(context, plan, rootFrom('categories')));
  yield page('tags', strings.tags, tagLists(context, plan, rootFrom('tags')));
  yield page('lang', strings.languages, languageList(context, plan, rootFrom('lang')));
  yield page('about', strings.about, aboutText(context, plan, rootFrom('about')));
}

/** Days by their year (the first 4 characters) or month (the first 7). */
function groupDays(plan: SitePlan, length: 4 | 7): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const day of [...plan.days.keys()].sort().reverse()) {
    const key = day.slice(0, length);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [day]);
    else group.push(day);
  }
  return groups;
}

function yearSection(
  context: SiteContext,
  plan: SitePlan,
  year: string,
  days: readonly string[],
  root: string,
): Markup {
  const counts = new Map<string, number>();
  for (const day of days) {
    const month = day.slice(0, 7);
    counts.set(month, (counts.get(month) ?? 0) + (plan.days.get(day)?.length ?? 0));
  }
  const months = [...counts].map(
    ([month, count]) =>
      markup`<li><a href="${linkTo(root, `post/${month.replace('-', '/')}`)}">${context.formats.monthName(month)}</a> <span class="count">${context.formats.number(count)}</span></li>`,
  );
  return markup`<section class="year"><h2><a href="${linkTo(root, `post/${year}`)}">${year}</a></h2><ul class="directory">${months}</ul></section>
`;
}

function calendars(context: SiteContext, days: readonly string[], root: string): Markup {
  const months = new Map<string, string[]>();
  for (const day of days) months.set(day.slice(0, 7), [day, ...(months.get(day.slice(0, 7)) ?? [])]);
  return markup`${[...months].map(
    ([
      month,
      ofMonth,
    ]) => markup`<section class="year"><h2><a href="${linkTo(root, `post/${month.replace('-', '/')}`)}">${context.formats.monthName(month)}</a></h2>
<ul class="day-grid">${ofMonth.map(
      (day) =>
        markup`<li><a href="${linkTo(root, `post/${day.replaceAll('-', '/')}`)}" aria-label="${context.formats.day(day)}">${Number(day.slice(8))}</a></li>`,
    )}</ul></section>
`,
  )}`;
}

function monthDays(context: SiteContext, plan: SitePlan, days: readonly string[], root: string): Markup {
  const sections = days.map((day) => {
    const posts = plan.days.get(day) ?? [];
    return markup`<section class="day"><h2 class="day-name"><a href="${linkTo(root, `post/${day.replaceAll('-', '/')}`)}">${context.formats.day(day)}</a> <span class="count">${context.formats.plural(context.strings.articles, posts.length)}</span></h2>
${renderHeadlines(context, posts.slice(0, headlinesPerDay), root)}</section>
`;
  });
  return markup`${sections}`;
}

function termList({ formats, strings }: SiteContext, terms: readonly Term[], root: string): Markup {
  if (terms.length === 0) return markup`<p class="empty">${strings.noArticles}</p>`;
  const items = terms.map(
    (term) =>
      markup`<li><a href="${linkTo(root, term.folder)}"><bdi>${term.name}</bdi></a> <span class="count">${formats.number(term.posts.length)}</span></li>`,
  );
  return markup`<ul class="directory">${items}</ul>`;
}

/** The topics, then the outlets, which are tags too. */
function tagLists(context: SiteContext, plan: SitePlan, root: string): Markup {
  const keys = new Set(plan.outlets.map((outlet) => outlet.key));
  const topics = plan.tags.filter((tag) => !keys.has(tag.key));
  const outlets = plan.tags.filter((tag) => keys.has(tag.key));
  if (topics.length === 0 || outlets.length === 0) return termList(context, plan.tags, root);
  return markup`${termList(context, topics, root)}<section class="more-terms"><h2>${context.strings.outlets}</h2>${termList(context, outlets, root)}</section>
`;
}

function languageList(context: SiteContext, plan: SitePlan, root: string): Markup {
  const named = plan.languages.map((term) => ({ ...term, name: context.formats.ownLanguageName(term.name) }));
  return termList(context, named, root);
}

function outletTable({ strings, formats, language }: SiteContext, plan: SitePlan, root: string): Markup {
  const day = (post: Post | undefined): Markup | false =>
    post?.isDateStated === true && markup`<time datetime="${post.day}">${formats.shortDay(post.day)}</time>`;
  const rows = plan.outlets.map((term) => {
    const languages = new Set(term.posts.map((post) => baseLanguage(post.language)).filter((tag) => tag !== 'und'));
    const names = formats.list(
      [...languages].slice(0, 4).map((tag) => formats.languageName(tag)),
      language,
    );
    const dated = preferDated(term.posts);
    return markup`<tr><th scope="row"><a href="${linkTo(root, term.folder)}">${term.name}</a></th><td>${names}</td><td class="number">${formats.number(term.posts.length)}</td><td>${day(dated.at(-1))}</td><td>${day(dated[0])}</td></tr>
`;
  });
  return markup`<section class="table-frame" aria-label="${strings.outlets}" tabindex="0"><table><thead><tr><th scope="col">${strings.outlet}</th><th scope="col">${strings.languages}</th><th scope="col" class="number">${strings.count}</th><th scope="col">${strings.first}</th><th scope="col">${strings.latest}</th></tr></thead><tbody>
${rows}</tbody></table></section>
`;
}

function aboutText(context: SiteContext, plan: SitePlan, root: string): Markup {
  const { strings, site, formats } = context;
  return markup`<div class="prose">
<p>${fill(strings.aboutText, { title: site.title })} ${strings.ownership}</p>
<p>${formats.plural(strings.articles, plan.posts.length)} · ${strings.outlets}: ${formats.number(plan.outlets.length)} · <a href="${linkTo(root, 'lang')}">${strings.languages}</a>: ${formats.number(plan.languages.length)} · <a href="${linkTo(root, 'tags')}">${strings.tags}</a>: ${formats.number(plan.tags.length)}</p>
</div>
${outletTable(context, plan, root)}`;
}
