import { linkTo, rootFrom } from './address.ts';
import { dayLink, renderHeadlines } from './article-list.ts';
import { listMetadata, renderPage } from './layout.ts';
import { markup, type Markup } from './markup.ts';
import type { Post } from './post.ts';
import type { ShownText } from '../model/policy.ts';
import { inTree, type SiteContext } from './site-context.ts';
import { fill } from './strings.ts';
import type { Sidebar, Term } from './widgets.ts';

/** A page of the site, not yet a file. */
export interface RenderedPage {
  readonly folder: string;
  readonly text: string;
}

/** A day, how many articles it has, and the newest of them (as many as asked for). */
export interface DayFacts {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly count: number;
  readonly newest: readonly Post[];
}

/** An outlet as its archive knows it. */
export interface OutletFacts extends Term {
  /** The languages of its articles, most frequent first. */
  readonly languages: readonly string[];
  /** Days of its oldest and newest article; undefined when no article says. */
  readonly first: string | undefined;
  readonly latest: string | undefined;
}

/** A source, whether or not articles of it are shown. */
export interface SourceFacts {
  readonly name: string;
  /** Of its list; empty when none of its articles is shown. */
  readonly folder: string;
  readonly count: number;
  readonly policy: ShownText;
  readonly health: 'good' | 'failing' | 'gone' | 'unknown';
  /** `YYYY-MM-DD`, or empty. */
  readonly lastCollected: string;
}

/** How many articles of a day the page of its month names. */
export const headlinesPerDay = 5;

function directoryPage(
  context: SiteContext,
  sidebar: Sidebar,
  folder: string,
  title: string,
  content: (root: string) => Markup,
): RenderedPage {
  const at = inTree(context, folder);
  const root = rootFrom(at);
  const text = renderPage(context, {
    folder: at,
    title,
    head: listMetadata(context, at, title),
    main: markup`<header class="list-head"><h1>${title}</h1></header>\n${content(root)}`,
    sidebar: { side: 'right', content: sidebar(root, 'framed') },
  });
  return { folder: at, text };
}

/** The days of a month (`YYYY-MM`), newest first. */
export function renderMonthPage(
  context: SiteContext,
  month: string,
  days: readonly DayFacts[],
  sidebar: Sidebar,
): RenderedPage {
  const content = (root: string): Markup => {
    const sections = days.map(
      ({ day, count, newest }) =>
        markup`<section class="day"><h2 class="day-name"><a href="${dayLink(context, day, root)}">${context.formats.day(day)}</a> <span class="count">${context.formats.plural(context.strings.articles, count)}</span></h2>
${renderHeadlines(context, newest, root)}</section>
`,
    );
    return markup`${sections}`;
  };
  return directoryPage(context, sidebar, monthFolder(month), context.formats.month(month), content);
}

/** The days of a year that have articles, month by month. `days`: newest first. */
export function renderYearPage(
  context: SiteContext,
  year: string,
  days: readonly string[],
  sidebar: Sidebar,
): RenderedPage {
  const months = new Map<string, string[]>();
  for (const day of days) months.set(day.slice(0, 7), [day, ...(months.get(day.slice(0, 7)) ?? [])]);
  return directoryPage(
    context,
    sidebar,
    `post/${year}`,
    year,
    (root) =>
      markup`${[...months].map(
        ([month, ofMonth]) =>
          markup`<section class="year"><h2><a href="${monthLink(context, month, root)}">${context.formats.monthName(month)}</a></h2>
<ul class="day-grid">${ofMonth.map(
            (day) =>
              markup`<li><a href="${dayLink(context, day, root)}" aria-label="${context.formats.day(day)}">${Number(day.slice(8))}</a></li>`,
          )}</ul></section>
`,
      )}`,
  );
}

/** All years and months. `months`: `YYYY-MM` and the number of articles, newest first. */
export function renderArchivePage(
  context: SiteContext,
  months: readonly (readonly [month: string, count: number])[],
  sidebar: Sidebar,
): RenderedPage {
  const years = new Map<string, (readonly [string, number])[]>();
  for (const entry of months) {
    const year = entry[0].slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), entry]);
  }
  return directoryPage(context, sidebar, 'post', context.strings.archive, (root) => {
    const sections = [...years].map(([year, ofYear]) => {
      const items = ofYear.map(
        ([month, count]) =>
          markup`<li><a href="${monthLink(context, month, root)}">${context.formats.monthName(month)}</a> <span class="count">${context.formats.number(count)}</span></li>`,
      );
      return markup`<section class="year"><h2><a href="${linkTo(root, inTree(context, `post/${year}`))}">${year}</a></h2><ul class="directory">${items}</ul></section>
`;
    });
    return markup`${sections}`;
  });
}

function monthFolder(month: string): string {
  return `post/${month.replace('-', '/')}`;
}

function monthLink(context: SiteContext, month: string, root: string): string {
  return linkTo(root, inTree(context, monthFolder(month)));
}

function termList({ formats, strings }: SiteContext, terms: readonly Term[], root: string): Markup {
  if (terms.length === 0) return markup`<p class="empty">${strings.noArticles}</p>`;
  const items = terms.map(
    (term) =>
      markup`<li><a href="${linkTo(root, term.folder)}"><bdi>${term.name}</bdi></a> <span class="count">${formats.number(term.count)}</span></li>`,
  );
  return markup`<ul class="directory">${items}</ul>`;
}

/** The topics, then the outlets, which are tags too; terms in order of their names. */
export function renderTagsPage(
  context: SiteContext,
  topics: readonly Term[],
  outlets: readonly Term[],
  sidebar: Sidebar,
): RenderedPage {
  return directoryPage(context, sidebar, 'tags', context.strings.tags, (root) => {
    if (topics.length === 0 || outlets.length === 0) return termList(context, [...topics, ...outlets], root);
    return markup`${termList(context, topics, root)}<section class="more-terms"><h2>${context.strings.outlets}</h2>${termList(context, outlets, root)}</section>
`;
  });
}

export function renderLanguagesPage(context: SiteContext, languages: readonly Term[], sidebar: Sidebar): RenderedPage {
  return directoryPage(context, sidebar, 'lang', context.strings.languages, (root) =>
    termList(context, languages, root),
  );
}

export function renderOutletsPage(
  context: SiteContext,
  outlets: readonly OutletFacts[],
  sidebar: Sidebar,
): RenderedPage {
  return directoryPage(context, sidebar, 'categories', context.strings.outlets, (root) =>
    outletTable(context, outlets, root),
  );
}

function outletTable(
  { strings, formats, language }: SiteContext,
  outlets: readonly OutletFacts[],
  root: string,
): Markup {
  const day = (text: string | undefined): Markup | false =>
    text !== undefined && markup`<time datetime="${text}">${formats.shortDay(text)}</time>`;
  const rows = outlets.map((outlet) => {
    const names = formats.list(
      outlet.languages.slice(0, 4).map((tag) => formats.languageName(tag)),
      language,
    );
    return markup`<tr><th scope="row"><a href="${linkTo(root, outlet.folder)}">${outlet.name}</a></th><td>${names}</td><td class="number">${formats.number(outlet.count)}</td><td>${day(outlet.first)}</td><td>${day(outlet.latest)}</td></tr>
`;
  });
  return markup`<section class="table-frame" aria-label="${strings.outlets}" tabindex="0"><table><thead><tr><th scope="col">${strings.outlet}</th><th scope="col">${strings.languages}</th><th scope="col" class="number">${strings.count}</th><th scope="col">${strings.first}</th><th scope="col">${strings.latest}</th></tr></thead><tbody>
${rows}</tbody></table></section>
`;
}

/** What the archive says of itself: how large it is, its sources, how they are doing, and how much of them is shown. */
export function renderAboutPage(
  context: SiteContext,
  counts: { readonly articles: number; readonly outlets: number; readonly languages: number; readonly tags: number },
  sources: readonly SourceFacts[],
  sidebar: Sidebar,
): RenderedPage {
  const { strings, site, formats } = context;
  return directoryPage(
    context,
    sidebar,
    'about',
    strings.about,
    (root) => markup`<div class="prose">
<p>${fill(strings.aboutText, { title: site.title })} ${strings.ownership}</p>
<p>${formats.plural(strings.articles, counts.articles)} · ${strings.outlets}: ${formats.number(counts.outlets)} · <a href="${linkTo(root, inTree(context, 'lang'))}">${strings.languages}</a>: ${formats.number(counts.languages)} · <a href="${linkTo(root, inTree(context, 'tags'))}">${strings.tags}</a>: ${formats.number(counts.tags)} · <a href="${linkTo(root, inTree(context, 'changes'))}">${strings.changes}</a></p>
</div>
${sourceTable(context, sources, root)}`,
  );
}

function sourceTable({ strings, formats }: SiteContext, sources: readonly SourceFacts[], root: string): Markup {
  const policies: Readonly<Record<ShownText, string>> = {
    full: strings.policyFull,
    excerpt: strings.policyExcerpt,
    headline: strings.policyHeadline,
    private: strings.policyPrivate,
  };
  const healths = { good: strings.healthGood, failing: strings.healthFailing, gone: strings.healthGone, unknown: '' };
  const rows = sources.map(({ name, folder, count, policy, health, lastCollected }) => {
    const label = folder === '' ? markup`${name}` : markup`<a href="${linkTo(root, folder)}">${name}</a>`;
    const day =
      lastCollected !== '' && markup`<time datetime="${lastCollected}">${formats.shortDay(lastCollected)}</time>`;
    return markup`<tr><th scope="row">${label}</th><td class="number">${formats.number(count)}</td><td>${policies[policy]}</td><td>${healths[health]}</td><td>${day}</td></tr>
`;
  });
  return markup`<section class="table-frame" aria-label="${strings.outlets}" tabindex="0"><table><thead><tr><th scope="col">${strings.outlet}</th><th scope="col" class="number">${strings.count}</th><th scope="col">${strings.policy}</th><th scope="col">${strings.health}</th><th scope="col">${strings.lastCollected}</th></tr></thead><tbody>
${rows}</tbody></table></section>
`;
}
