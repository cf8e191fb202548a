import type { Context } from 'hono';
import { parseArticleId } from '../../model/ids.ts';
import type { Collection } from '../../model/reader.ts';
import { markup, type Markup } from '../../publish/markup.ts';
import type { AccessEnv } from '../access/caller.ts';
import { formField } from '../app-page.ts';
import type { ServiceApp } from '../service.ts';
import { notFound } from './article-routes.ts';
import { articleRow, listMenu } from './article-rows.ts';
import { addCollectionExport, exportLinks } from './collection-export.ts';
import type { ReadingContext } from './reading-context.ts';
import { answerReading, backTo, formTexts, hereOf, onlyFor, readerOf } from './reading-page.ts';

const nameLength = 200;

/** Lists that people make of articles, with notes. Everyone has their own. */
export function addCollectionRoutes(app: ServiceApp, context: ReadingContext): void {
  const { readers } = context.service;
  app.get('/app/collections', onlyFor('read'), (c) => answerAll(c, context));
  app.post('/app/collections', onlyFor('mark'), async (c) => {
    const name = (await formTexts(c))('name', nameLength);
    const made = name === '' ? undefined : add(c, context, name);
    return made ? c.redirect(`/app/collections/${made.id}`, 303) : answerAll(c, context, name);
  });
  app.post('/app/collections/articles', onlyFor('mark'), (c) => putArticle(c, context));
  app.get('/app/collections/:id{[0-9]+}', onlyFor('read'), (c) => answerOne(c, context, Number(c.req.param('id'))));
  app.post('/app/collections/:id{[0-9]+}/rename', onlyFor('mark'), async (c) => {
    const name = (await formTexts(c))('name', nameLength);
    const id = Number(c.req.param('id'));
    const isDone = name !== '' && readers.collections.rename(id, readerOf(c).user.id, name);
    return isDone ? c.redirect(`/app/collections/${id}`, 303) : answerOne(c, context, id, name);
  });
  app.post('/app/collections/:id{[0-9]+}/remove', onlyFor('mark'), (c) => {
    readers.collections.remove(Number(c.req.param('id')), readerOf(c).user.id);
    return c.redirect('/app/collections', 303);
  });
  app.post('/app/collections/:id{[0-9]+}/take', onlyFor('mark'), async (c) => {
    const article = parseArticleId((await formTexts(c))('article'));
    const id = Number(c.req.param('id'));
    if (article !== null) readers.collections.take(id, readerOf(c).user.id, article);
    return c.redirect(`/app/collections/${id}`, 303);
  });
  addCollectionExport(app, context);
}

function add(c: Context<AccessEnv>, { service }: ReadingContext, name: string): Collection | undefined {
  return service.readers.collections.add(readerOf(c).user.id, name, new Date(service.clock.now()).toISOString());
}

/** Puts an article into a collection or changes its note there; into a new collection when none is named. */
async function putArticle(c: Context<AccessEnv>, context: ReadingContext): Promise<Response> {
  const { readers, clock, store } = context.service;
  const field = await formTexts(c);
  const user = readerOf(c).user.id;
  const article = parseArticleId(field('article'));
  if (article === null || (await store.getArticle(article)) === undefined) return notFound(c, context);
  const name = field('name', nameLength);
  const chosen = Number(field('collection')) || undefined;
  const known = readers.collections.list(user);
  const one = known.find(({ id, name: own }) => (chosen === undefined ? own === name : id === chosen));
  const collection = one ?? (chosen === undefined && name !== '' ? add(c, context, name) : undefined);
  if (collection === undefined) return c.text('The form does not say which collection.\n', 400);
  readers.collections.put(collection.id, user, article, field('note'), clock.now());
  return c.redirect(backTo(field('back'), `/app/collections/${collection.id}`), 303);
}

function answerAll(c: Context<AccessEnv>, context: ReadingContext, taken?: string): Promise<Response> {
  const { formats } = context.pages;
  const items = context.service.readers.collections
    .list(readerOf(c).user.id)
    .map(
      ({ id, name, size }) =>
        markup`<li class="app-item"><h3><a href="/app/collections/${id}" data-open>${name}</a></h3><p class="meta">${size === 1 ? '1 article' : `${formats.number(size)} articles`}</p></li>\n`,
    );
  return answerReading(c, context, {
    title: 'Collections',
    ...(taken !== undefined && { status: 409 as const }),
    main: markup`${listMenu('/app/collections')}<header class="list-head"><h1>Collections</h1></header>
${taken !== undefined && nameProblem(taken)}${items.length === 0 ? markup`<p class="empty">Collect articles on a subject, with notes of your own: make a collection here, or on the page of an article.</p>` : markup`<h2 class="app-head">By name</h2>\n<ol class="app-list">\n${items}</ol>`}
<h2 class="app-head">A new collection</h2>
<form class="app-inline" method="post" action="/app/collections">${formField(c)}<label>Name <input name="name" maxlength="${nameLength}" required></label> <button>Make</button></form>`,
  });
}

function nameProblem(name: string): Markup {
  return markup`<p class="app-problem" role="alert">${name === '' ? 'A collection needs a name.' : `You have a collection called “${name}” already.`}</p>\n`;
}

async function answerOne(
  c: Context<AccessEnv>,
  context: ReadingContext,
  id: number,
  taken?: string,
): Promise<Response> {
  const { readers } = context.service;
  const user = readerOf(c).user.id;
  const collection = readers.collections.get(id, user);
  if (collection === undefined) return notFound(c, context);
  const collected = new Map(readers.collections.articlesOf(id, user).map((one) => [one.article, one]));
  const rows = await context.shelf.find([...collected.keys()]);
  const hidden = collected.size - rows.length;
  const marks = readers.marks.of(user, [...collected.keys()]);
  const items = rows.map((row) => {
    const more = noteForm(c, id, row.id, collected.get(row.id)?.note ?? '');
    return articleRow(context, row, { marks: marks.get(row.id), more });
  });
  return answerReading(c, context, {
    title: collection.name,
    ...(taken !== undefined && { status: 409 as const }),
    main: markup`${listMenu('')}<header class="list-head"><h1>${collection.name}</h1></header>
${taken !== undefined && nameProblem(taken)}${items.length === 0 ? markup`<p class="empty">Nothing is in it yet. The page of an article has a form that adds it.</p>` : markup`<h2 class="app-head">Collected last first</h2>\n<ol class="app-list">\n${items}</ol>`}
${hidden > 0 && markup`<p class="meta">Of ${hidden} more nothing is shown: they are gone, or may not be.</p>\n`}${exportLinks(id)}
<details class="app-change"><summary>Rename or remove this collection</summary>
<form class="app-inline" method="post" action="/app/collections/${id}/rename">${formField(c)}<label>Name <input name="name" value="${collection.name}" maxlength="${nameLength}" required></label> <button>Rename</button></form>
<form class="app-inline" method="post" action="/app/collections/${id}/remove">${formField(c)}<button>Remove the collection and its notes</button></form></details>`,
  });
}

function noteForm(c: Context<AccessEnv>, collection: number, article: string, note: string): Markup {
  const hidden = markup`${formField(c)}<input type="hidden" name="article" value="${article}">`;
  return markup`${note !== '' && markup`<p class="app-note" dir="auto">${note}</p>\n`}<details class="app-change"><summary>${note === '' ? 'Add a note' : 'Change the note'}, or take it out</summary>
<form class="app-fields" method="post" action="/app/collections/articles">${hidden}<input type="hidden" name="collection" value="${collection}"><input type="hidden" name="back" value="${hereOf(c)}">
<label>Note <textarea name="note" rows="3" maxlength="10000">${note}</textarea></label> <button>Keep the note</button></form>
<form method="post" action="/app/collections/${collection}/take">${hidden}<button>Take it out of the collection</button></form></details>
`;
}
