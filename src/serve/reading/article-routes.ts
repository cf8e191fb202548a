import type { Context } from 'hono';
import { parseArticleId, type ArticleId } from '../../model/ids.ts';
import { articleView } from '../../publish/article-page.ts';
import { attributes } from '../../publish/article-list.ts';
import { renderRevision } from '../../publish/changes-page.ts';
import { toPostChange } from '../../publish/changes.ts';
import { directionOf, toLanguageTag } from '../../publish/formats.ts';
import { markup, type Markup } from '../../publish/markup.ts';
import type { AccessEnv } from '../access/caller.ts';
import type { ServiceApp } from '../service.ts';
import { markButtons } from './article-rows.ts';
import { collectForm } from './collect-form.ts';
import { readShownArticle, type ShownArticle, type ShownVersion } from './read-article.ts';
import type { ReadingContext } from './reading-context.ts';
import { answerReading, isOpened, onlyFor, readerOf } from './reading-page.ts';
import { toServiceLinks } from './service-links.ts';

/** The page of an article, in each language, and what its outlet changed. */
export function addArticleRoutes(app: ServiceApp, context: ReadingContext): void {
  app.get('/app/articles/:id', onlyFor('read'), (c) => answerArticle(c, context, c.req.param('id'), ''));
  app.get('/app/articles/:id/changes', onlyFor('read'), (c) => answerChanges(c, context, c.req.param('id')));
  app.get('/app/articles/:id/:language', onlyFor('read'), (c) =>
    answerArticle(c, context, c.req.param('id'), c.req.param('language')),
  );
}

async function answerArticle(
  c: Context<AccessEnv>,
  context: ReadingContext,
  name: string,
  language: string,
): Promise<Response> {
  const id = parseArticleId(name);
  const found = id === null ? undefined : await readShownArticle(context, id);
  const version = found?.versions.find(
    ({ post }, index) => (language === '' && index === 0) || (index > 0 && post.folder.endsWith(`/${language}`)),
  );
  if (id === null || found === undefined || version === undefined) return notFound(c, context);
  noteOpened(c, context, id);
  const story = await context.known.holding(found.article.path);
  const { post, body, isOutdated } = version;
  const view = articleView(
    context.pages,
    post,
    body,
    {
      ...{ older: undefined, newer: undefined, isOutdated, linkedTags: new Set() },
      versions: found.versions.map((one) => one.post),
      images: new Map(post.image === undefined ? [] : [[post.thumbnail, post.image]]),
      story: story && { ...story, folder: `app/stories/${story.id}` },
    },
    '/',
  );
  const tags = post.tags.map((tag) => ({ ...tag, url: `/app/articles?tag=${encodeURIComponent(tag.name)}` }));
  return answerReading(c, context, {
    title: post.title,
    main: markup`<div class="app-article" data-article="${id}">
${articleBar(c, context, found, version)}${toServiceLinks(context.pages.theme.article({ ...view, tags }))}
${collectForm(c, context, id)}</div>`,
  });
}

/** To open an article is to read it. */
function noteOpened(c: Context<AccessEnv>, { service: { readers, clock } }: ReadingContext, id: ArticleId): void {
  if (isOpened(c) && c.req.query('keep') !== 'unread')
    readers.marks.set(readerOf(c).user.id, [id], 'read', clock.now());
}

function articleBar(
  c: Context<AccessEnv>,
  { service: { readers } }: ReadingContext,
  { article }: ShownArticle,
  { post }: ShownVersion,
): Markup {
  const marks = readers.marks.of(readerOf(c).user.id, [article.id]).get(article.id);
  return markup`<p class="app-buttons app-bar"><span id="a-${article.id}" hidden>${post.title}</span>${markButtons(article.id, marks)}</p>
`;
}

async function answerChanges(c: Context<AccessEnv>, context: ReadingContext, name: string): Promise<Response> {
  const id = parseArticleId(name);
  const changed = id === null ? undefined : await context.changes?.of(id);
  if (id === null || changed === undefined) return notFound(c, context);
  const { strings } = context.pages;
  const { title, lang } = changed.file.frontMatter;
  const language = toLanguageTag(lang[0] ?? 'und');
  const own = { language, direction: directionOf(language) };
  const sections = changed.changes.toReversed().map((change) => {
    const told = toPostChange(change, title);
    return told && renderRevision(context.pages, own, told, change.diff);
  });
  return answerReading(c, context, {
    title: `${strings.changes}: ${title}`,
    main: markup`<header class="list-head"><h1>${strings.changes}</h1>
<p class="subtitle"><a href="/app/articles/${id}"><bdi${attributes(own)}>${title}</bdi></a></p>
<p class="legend"><ins>${strings.added}</ins> <del>${strings.removed}</del></p></header>
${sections.length === 0 ? markup`<p class="empty">Nothing is known of changes that may be shown.</p>` : sections}`,
  });
}

export function notFound(c: Context<AccessEnv>, context: ReadingContext): Promise<Response> {
  const main = markup`<header class="list-head"><h1>Not here</h1></header>
<p class="empty">There is nothing at this address, or nothing of it may be shown. <a href="/app/articles">All articles</a></p>`;
  return answerReading(c, context, { title: 'Not here', main, status: 404 });
}
