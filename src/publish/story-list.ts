import { linkTo, rootFrom } from './address.ts';
import { attributes, translatedLabel } from './article-list.ts';
import type { RenderedPage } from './directory-pages.ts';
import { listMetadata, renderPage } from './layout.ts';
import { dotted, markup, nothing, type Markup } from './markup.ts';
import type { SiteContext } from './site-context.ts';
import { originNote, outletCount, type StoryCard, type StoryRank } from './story.ts';
import { fill, fillDate } from './strings.ts';
import type { Sidebar } from './widgets.ts';

/** A story in a list; without a rank it stands there by time. */
export interface ListedStory {
  readonly card: StoryCard;
  readonly rank?: StoryRank;
}

/** How many stories a page of the list names, and the first page of the site. */
const storiesPerPage = 30;
export const topStories = 5;

/** The folder of all stories. */
export const storiesFolder = 'stories';

/** The pages of the stories of late, the first in rank first, with links to the months that older ones began in. */
export function renderStoryPages(
  context: SiteContext,
  stories: readonly ListedStory[],
  months: readonly (readonly [month: string, count: number])[],
  sidebar: Sidebar,
): readonly RenderedPage[] {
  const count = Math.max(1, Math.ceil(stories.length / storiesPerPage));
  return Array.from({ length: count }, (_, index) => {
    const folder = pageFolder(index + 1);
    const shown = stories.slice(index * storiesPerPage, (index + 1) * storiesPerPage);
    const more = (root: string): Markup =>
      markup`${renderPager(context, index + 1, count, root)}${renderMonths(context, months, root)}`;
    const subtitle = index === 0 ? '' : fill(context.strings.page, { n: context.formats.number(index + 1) });
    return renderList(context, { folder, title: context.strings.stories, subtitle, stories: shown, more }, sidebar);
  });
}

/** The stories that began in a month (`YYYY/MM`), newest first. */
export function renderStoryMonth(
  context: SiteContext,
  month: string,
  cards: readonly StoryCard[],
  sidebar: Sidebar,
): RenderedPage {
  const subtitle = context.formats.month(month.replace('/', '-'));
  const stories = cards.map((card) => ({ card }));
  const list = { folder: `${storiesFolder}/${month}`, title: context.strings.stories, subtitle, stories };
  return renderList(context, { ...list, more: () => nothing }, sidebar);
}

function pageFolder(number: number): string {
  return number === 1 ? storiesFolder : `${storiesFolder}/page-${number}`;
}

function renderList(
  context: SiteContext,
  list: {
    readonly folder: string;
    readonly title: string;
    readonly subtitle: string;
    readonly stories: readonly ListedStory[];
    readonly more: (root: string) => Markup;
  },
  sidebar: Sidebar,
): RenderedPage {
  const { folder, subtitle, stories } = list;
  const root = rootFrom(folder);
  const title = [list.title, subtitle].filter(Boolean).join(', ');
  const items = stories.map((story) => renderStory(context, story, root));
  const text = renderPage(context, {
    folder,
    title,
    head: listMetadata(context, folder, title),
    main: markup`<header class="list-head"><h1>${list.title}</h1>${subtitle !== '' && markup`<p class="meta">${subtitle}</p>`}</header>
${
  items.length === 0
    ? markup`<p class="empty">${context.strings.noStories}</p>`
    : markup`<ol class="stories">
${items}</ol>`
}
${list.more(root)}`,
    sidebar: { side: 'right', content: sidebar(root, 'framed') },
  });
  return { folder, text };
}

function renderStory(context: SiteContext, story: ListedStory, root: string): Markup {
  const { lead } = story.card;
  return markup`<li>${heading(story, root, 'h2')}
${lead && markup`<p class="summary"${attributes(lead)}>${lead.text} ${lead.translation && markup`<span class="label">${originNote(lead.translation, context.formats)}</span> `}<span class="cite"><bdi>${lead.outlet}</bdi></span></p>\n`}${meta(context, story)}</li>
`;
}

function heading({ card }: ListedStory, root: string, tag: 'h2' | 'h3'): Markup {
  const link = markup`<a href="${linkTo(root, card.folder)}"><bdi${attributes(card)}>${card.title}</bdi></a>`;
  return tag === 'h2' ? markup`<h2>${link}</h2>` : markup`<h3>${link}</h3>`;
}

function meta(context: SiteContext, { card, rank }: ListedStory): Markup {
  const { strings, formats, language } = context;
  const others = outletCount(card.story) - 1;
  const when = markup`<time datetime="${new Date(card.story.lastMs).toISOString()}">${formats.moment(card.story.lastMs, language)}</time>`;
  return markup`<p class="meta"${rank && markup` title="${rankReasons(context, rank)}"`}>${dotted([
    markup`<span class="outlet">${card.outlet}</span>${others > 0 && ` ${formats.plural(strings.copies, others)}`}`,
    formats.plural(strings.articles, card.story.members.length),
    fillDate(strings.updated, when),
    translatedLabel(context, card),
  ])}</p>`;
}

/** Why a story stands where it does, in words. */
function rankReasons({ strings, formats, language }: SiteContext, rank: StoryRank): string {
  const early = fill(strings.within, {
    outlets: formats.plural(strings.inOutlets, rank.early),
    time: formats.duration(rank.earlyMs),
  });
  return [
    formats.plural(strings.inOutlets, rank.independent),
    early,
    fill(strings.updated, { date: formats.moment(rank.lastMs, language) }),
  ].join(' · ');
}

/** The first stories in rank, as the first page of the site shows them; nothing when there are none. */
export function renderTopStories(context: SiteContext, stories: readonly ListedStory[], root: string): Markup {
  if (stories.length === 0) return nothing;
  const items = stories
    .slice(0, topStories)
    .map((story) => markup`<li>${heading(story, root, 'h3')}${meta(context, story)}</li>\n`);
  return markup`<section class="top-stories" aria-labelledby="top-stories"><h2 id="top-stories"><a href="${linkTo(root, storiesFolder)}">${context.strings.stories}</a></h2>
<ol>
${items}</ol></section>
`;
}

function renderPager({ strings, formats }: SiteContext, number: number, count: number, root: string): Markup {
  if (count === 1) return nothing;
  const items = Array.from({ length: count }, (_, index) => {
    const name = formats.number(index + 1);
    if (index + 1 === number) return markup`<li><span aria-current="page">${name}</span></li>\n`;
    return markup`<li><a href="${linkTo(root, pageFolder(index + 1))}">${name}</a></li>\n`;
  });
  return markup`<nav class="pager" aria-label="${strings.pages}"><ul>
${items}</ul></nav>
`;
}

function renderMonths(
  { strings, formats }: SiteContext,
  months: readonly (readonly [month: string, count: number])[],
  root: string,
): Markup {
  if (months.length === 0) return nothing;
  const items = months.map(
    ([month, count]) =>
      markup`<li><a href="${linkTo(root, `${storiesFolder}/${month}`)}">${formats.month(month.replace('/', '-'))}</a> <span class="count">${formats.number(count)}</span></li>\n`,
  );
  return markup`<section class="more-terms"><h2>${strings.archive}</h2><ul class="terms">
${items}</ul></section>
`;
}
