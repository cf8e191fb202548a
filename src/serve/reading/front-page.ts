import type { Context } from 'hono';
import type { ArticleId } from '../../model/ids.ts';
import type { Marks } from '../../model/reader.ts';
import { attributes } from '../../publish/article-list.ts';
import { directionOf, toLanguageTag } from '../../publish/formats.ts';
import { dotted, markup, nothing, type Markup } from '../../publish/markup.ts';
import type { AccessEnv } from '../access/caller.ts';
import { outletName } from '../outlet-name.ts';
import { articleList, listMenu, markAllButton } from './article-rows.ts';
import type { KnownStory } from './known-stories.ts';
import { listArticles } from './list-articles.ts';
import type { ReadingContext } from './reading-context.ts';
import { answerReading, readerOf } from './reading-page.ts';

const storiesShown = 12;
const reportsShown = 4;
const newestShown = 15;

/** Stories in their rank with what of them is unread, then the newest articles. */
export async function answerFrontPage(c: Context<AccessEnv>, context: ReadingContext): Promise<Response> {
  const { readers } = context.service;
  const user = readerOf(c).user.id;
  const stories = (await context.known.ranked()).slice(0, storiesShown);
  const marks = readers.marks.of(
    user,
    stories.flatMap(({ ids }) => ids.flatMap((id) => id ?? [])),
  );
  const newest = await listArticles(context, user, { isUnread: false }, undefined);
  const rows = newest.rows.slice(0, newestShown).map((row) => ({ row, parts: { marks: newest.marks.get(row.id) } }));
  return answerReading(c, context, {
    title: 'Stories',
    main: markup`${listMenu('/app/')}<header class="list-head"><h1>Stories</h1></header>
${
  stories.length > 0 &&
  markup`<section aria-labelledby="stories-head"><h2 class="app-head" id="stories-head">Told by several outlets</h2>
<ol class="app-list app-stories">
${stories.map((story) => storyItem(context, story, marks))}</ol></section>\n`
}<section aria-labelledby="newest-head"><h2 class="app-head" id="newest-head">Newest articles</h2>
${rows.length === 0 ? markup`<p class="empty">There are no articles yet.</p>` : articleList(context, rows)}<p class="app-next"><a href="/app/articles">All articles</a></p></section>
`,
  });
}

function storyItem(context: ReadingContext, { card, ids }: KnownStory, marks: ReadonlyMap<ArticleId, Marks>): Markup {
  const known = ids.flatMap((id) => id ?? []);
  const unread = known.filter((id) => (marks.get(id)?.readAt ?? 0) === 0);
  const { formats } = context.pages;
  return markup`<li class="app-item${unread.length === 0 && ' is-read'}">
<h3><a href="/app/stories/${card.id}" data-open><bdi${attributes(card)}>${card.title}</bdi></a> <span class="app-unread" data-all-of="${known.join(',')}" data-unread-of="${unread.join(',')}">${unread.length > 0 && `${formats.number(unread.length)} unread`}</span></h3>
${card.lead && markup`<p class="summary"${attributes(card.lead)}>${card.lead.text} <span class="cite"><bdi>${card.lead.outlet}</bdi></span></p>\n`}<ul class="app-reports">
${reports(context, card.story.members, ids, marks)}</ul>
${unread.length > 0 && markup`<p class="app-buttons">${markAllButton('Mark story as read', known)}</p>\n`}</li>
`;
}

/** The first reports of a story that are no copies, and how many more there are. */
function reports(
  context: ReadingContext,
  members: KnownStory['card']['story']['members'],
  ids: KnownStory['ids'],
  marks: ReadonlyMap<ArticleId, Marks>,
): Markup {
  const own = members.flatMap((member, index) => {
    const id = ids[index];
    return member.copyOf !== undefined || id === undefined ? [] : [{ member, id }];
  });
  const items = own.slice(0, reportsShown).map(({ member, id }) => {
    const language = toLanguageTag(member.language);
    const inLanguage = attributes({ language, direction: directionOf(language) });
    return markup`<li data-report="${id}"${(marks.get(id)?.readAt ?? 0) > 0 && markup` class="is-read"`}><a href="/app/articles/${id}"><bdi${inLanguage}>${member.title}</bdi></a> <span class="meta">${dotted([outletName(context, member.outlet)])}</span></li>
`;
  });
  const more = members.length - items.length;
  return markup`${items}${more > 0 ? markup`<li class="meta">and ${context.pages.formats.number(more)} more</li>\n` : nothing}`;
}
