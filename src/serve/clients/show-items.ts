import { decideArticle } from '../../pipeline/decide-articles.ts';
import { renderBody } from '../../publish/article-page.ts';
import { markup } from '../../publish/markup.ts';
import { sourceLineOf, toPost } from '../../publish/post.ts';
import { showArticle } from '../../publish/show-article.ts';
import type { Item } from '../../store/reader-items.ts';
import type { ServiceContext } from '../service.ts';

/** An article as far as it may be shown. */
export interface ShownItem extends Item {
  /** Nothing in it can be taken for markup, whatever a client takes it for. */
  readonly title: string;
  /** Safe HTML with absolute addresses; ends with the way to the original. */
  readonly html: string;
  /** May be empty. */
  readonly author: string;
  readonly url: string;
  readonly publishedMs: number;
  readonly language: string;
}

const readsAtOnce = 16;

/** What clients get of articles, in the same order; those that are gone or may not be shown are left out, and not named again. */
export async function showItems(context: ServiceContext, items: readonly Item[]): Promise<readonly ShownItem[]> {
  const shown: ShownItem[] = [];
  for (let start = 0; start < items.length; start += readsAtOnce) {
    const some = await Promise.all(items.slice(start, start + readsAtOnce).map((item) => showItem(context, item)));
    for (const item of some) if (item) shown.push(item);
  }
  return shown;
}

async function showItem({ service, pages }: ServiceContext, item: Item): Promise<ShownItem | undefined> {
  const { store, rules, clock, readers, project } = service;
  const file = await store.findArticleFile(item.path).catch(() => 'unreadable' as const);
  if (file === 'unreadable') return undefined; // broken by hand, or for the moment
  const showing = file && decideArticle(file, rules);
  const shown = showing && showArticle(file, showing, clock.now());
  if (showing === undefined || shown === undefined) {
    readers.items.hide(item.number, 0);
    return undefined;
  }
  const outletNames = new Map(project.sources.map(({ id, name }) => [id as string, name]));
  const { text, images } = showing;
  const post = toPost(shown, { timeZone: project.site.timeZone, outletNames, text, images, image: undefined });
  const { body } = sourceLineOf(shown.body);
  const html = renderBody(pages, post, body, project.site.url, await store.findImages(picturesIn(body)));
  const source =
    post.sourceUrl === '' ? '' : markup`<p><a href="${post.sourceUrl}">${post.outlet.name}</a></p>\n`.markup;
  return {
    ...item,
    title: withoutMarkup(post.title),
    html: html + source,
    author: withoutMarkup(post.authors.join(', ')),
    url: post.sourceUrl || new URL(`${post.folder}/`, project.site.url).href,
    publishedMs: post.publishedMs,
    language: post.language,
  };
}

/** The addresses of pictures in a text of Markdown. */
function picturesIn(body: string): readonly string[] {
  return [...body.matchAll(/!\[(?:\\.|[^\]\\])*\]\(<?([^\s<>)]+)/g)].map((match) => match[1] ?? '');
}

/** Some clients read titles as HTML, others as text: here both is the same. */
function withoutMarkup(text: string): string {
  return text
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replace(/&(?=#?\w+;)/g, '＆');
}
