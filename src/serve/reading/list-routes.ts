import type { Context } from 'hono';
import type { MarkKind } from '../../model/reader.ts';
import { toLanguageTag } from '../../publish/formats.ts';
import { markup, type Markup } from '../../publish/markup.ts';
import type { AccessEnv } from '../access/caller.ts';
import type { ServiceApp } from '../service.ts';
import { articleList, listMenu, nextLink } from './article-rows.ts';
import { selectField } from './form-fields.ts';
import { formatPlace, listArticles, listMarked, parseMarkPlace, parsePlace, type ListFilter } from './list-articles.ts';
import type { ReadingContext } from './reading-context.ts';
import { answerReading, onlyFor, readerOf } from './reading-page.ts';

const marked = [
  ['/app/starred', 'starred', 'Starred', 'Articles that you star stand here.'],
  [
    '/app/archived',
    'archived',
    'Archived',
    'Articles that you put away stand here; they are no longer among the unread.',
  ],
  ['/app/history', 'read', 'Read', 'Articles that you opened, or marked as read, stand here.'],
] as const satisfies readonly (readonly [string, MarkKind, string, string])[];

/** Lists of articles: all and unread, starred, archived, read. */
export function addListRoutes(app: ServiceApp, context: ReadingContext): void {
  app.get('/app/articles', onlyFor('read'), (c) => answerArticles(c, context));
  for (const [path, kind, title, empty] of marked)
    app.get(path, onlyFor('read'), (c) => answerMarked(c, context, { path, kind, title, empty }));
}

async function answerArticles(c: Context<AccessEnv>, context: ReadingContext): Promise<Response> {
  const read = (name: string): string => (c.req.query(name) ?? '').trim().slice(0, 200);
  const fields = { show: read('show'), outlet: read('outlet'), lang: read('lang'), tag: read('tag'), day: read('day') };
  const filter: ListFilter = {
    isUnread: fields.show === 'unread',
    ...(fields.outlet !== '' && { outlet: fields.outlet }),
    ...(fields.lang !== '' && { language: fields.lang }),
    ...(fields.tag !== '' && { tag: fields.tag }),
    ...(/^\d{4}-\d\d-\d\d$/.test(fields.day) && { day: fields.day }),
  };
  const { rows, marks, next } = await listArticles(context, readerOf(c).user.id, filter, parsePlace(read('after')));
  const parts = rows.map((row) => ({ row, parts: { marks: marks.get(row.id) } }));
  const allRead = next ? 'What is newer than this is read.' : 'Nothing is unread here.';
  const empty = filter.isUnread ? allRead : 'There are no articles here.';
  const title = filter.isUnread ? 'Unread' : 'Articles';
  return answerReading(c, context, {
    title,
    main: markup`${listMenu(filter.isUnread ? '/app/articles?show=unread' : '/app/articles')}<header class="list-head"><h1>${title}</h1></header>
${filterForm(context, fields)}${body(context, parts, 'Newest first', empty)}${next && nextLink('/app/articles', { ...fields, after: formatPlace(next) })}`,
  });
}

async function answerMarked(
  c: Context<AccessEnv>,
  context: ReadingContext,
  list: { readonly path: string; readonly kind: MarkKind; readonly title: string; readonly empty: string },
): Promise<Response> {
  const after = parseMarkPlace(c.req.query('after') ?? '');
  const { rows, marks, next } = await listMarked(context, readerOf(c).user.id, list.kind, after);
  const parts = rows.map((row) => ({ row, parts: { marks: marks.get(row.id) } }));
  return answerReading(c, context, {
    title: list.title,
    main: markup`${listMenu(list.path)}<header class="list-head"><h1>${list.title}</h1></header>
${body(context, parts, 'Marked last first', list.empty)}${next && nextLink(list.path, { after: `${next.at}~${next.article}` })}`,
  });
}

function body(context: ReadingContext, rows: Parameters<typeof articleList>[1], head: string, empty: string): Markup {
  if (rows.length === 0) return markup`<p class="empty">${empty}</p>\n`;
  return markup`<h2 class="app-head">${head}</h2>\n${articleList(context, rows)}`;
}

function filterForm(context: ReadingContext, chosen: Readonly<Record<string, string>>): Markup {
  const { show = '', outlet = '', lang = '', tag = '', day = '' } = chosen;
  const { outlets, languages = [], pages } = context;
  const names = languages.map((name) => ({ value: name, label: pages.formats.languageName(toLanguageTag(name)) }));
  return markup`<search><form class="app-filters" method="get" action="/app/articles">
${selectField('show', 'Show', 'All', [{ value: 'unread', label: 'Unread' }], show)}
${selectField(
  'outlet',
  'Outlet',
  'All outlets',
  outlets.map(({ id, name }) => ({ value: id, label: name })),
  outlet,
)}
${selectField('lang', 'Language', 'All languages', names, lang)}
<label>Tag <input name="tag" value="${tag}" maxlength="200"></label>
${day !== '' && markup`<label>Day <input type="date" name="day" value="${day}"></label>`}
<button>Show</button>
</form></search>
`;
}
