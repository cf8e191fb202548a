import type { ArticleFile } from '../../model/article-file.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { Showing } from '../../model/policy.ts';
import { decideArticle } from '../../pipeline/decide-articles.ts';
import { termSlugOf } from '../../publish/address.ts';
import { toPostChange, type PostChange } from '../../publish/changes.ts';
import { toLanguageTag } from '../../publish/formats.ts';
import { sourceLineOf, toPost, type Post } from '../../publish/post.ts';
import { showArticle } from '../../publish/show-article.ts';
import { isOutdated } from '../../publish/translation.ts';
import type { ArticleRecord } from '../../store/store.ts';
import type { ReadingContext } from './reading-context.ts';

/** One language of an article, as it may be shown. */
export interface ShownVersion {
  readonly post: Post;
  /** Markdown without the last line. */
  readonly body: string;
  /** It was made from another version of the original. */
  readonly isOutdated: boolean;
}

export interface ShownArticle {
  readonly article: ArticleRecord;
  /** The original first. */
  readonly versions: readonly ShownVersion[];
}

/** Where the page of an article lies in the service; of a translation with its language. */
export function articleFolder(id: ArticleId, language = ''): string {
  return ['app/articles', id, language.toLowerCase()].filter(Boolean).join('/');
}

/** An article in all its languages, no more of it than may be shown; undefined when nothing may be, and when it is gone. */
export async function readShownArticle(context: ReadingContext, id: ArticleId): Promise<ShownArticle | undefined> {
  const { store, rules, clock } = context.service;
  const article = await store.getArticle(id);
  const file = article && (await read(context, article.path));
  const showing = file && decideArticle(file, rules);
  const shown = showing && showArticle(file, showing, clock.now());
  if (article === undefined || file === undefined || showing === undefined || shown === undefined) return undefined;
  const changes = await changesOf(context, article);
  const original = await toVersion(context, shown, showing, { folder: articleFolder(id), changes });
  const hash = file.frontMatter.courant?.hash ?? '';
  const versions = [original];
  for (const { path, language } of await store.listTranslations(id)) {
    const translated = await read(context, path);
    const how = translated && decideArticle(translated, rules, file);
    const cut = translated && how && showArticle(translated, how, clock.now());
    if (translated === undefined || how === undefined || cut === undefined) continue;
    const of = translated.frontMatter.courant?.translationOf ?? '';
    const folder = articleFolder(id, toLanguageTag(language));
    versions.push(await toVersion(context, cut, how, { folder, isOutdated: isOutdated(of, hash) }));
  }
  return { article, versions };
}

/** One that was moved, removed or broken by hand is on no page. */
function read({ service: { store } }: ReadingContext, path: string): Promise<ArticleFile | undefined> {
  return store.findArticleFile(path).catch(() => undefined);
}

async function changesOf(context: ReadingContext, { id, revision }: ArticleRecord): Promise<readonly PostChange[]> {
  const changed = revision > 1 ? await context.changes?.of(id) : undefined;
  if (changed === undefined) return [];
  return changed.changes.flatMap((change) => toPostChange(change, changed.article.title) ?? []);
}

async function toVersion(
  context: ReadingContext,
  file: ArticleFile,
  { text, images }: Showing,
  place: { readonly folder: string; readonly changes?: readonly PostChange[]; readonly isOutdated?: boolean },
): Promise<ShownVersion> {
  const { folder, changes = [], isOutdated = false } = place;
  const { thumbnail } = file.frontMatter;
  const kept = thumbnail === '' || images === 'none' ? undefined : await context.service.store.findImages([thumbnail]);
  const outletNames = new Map(context.outlets.map(({ id, name }) => [termSlugOf(id), name]));
  const post = toPost(file, {
    ...{ timeZone: context.pages.site.timeZone, outletNames, text, changes },
    // Nothing foreign is loaded by a page of the server: a picture without a copy of ours is a link.
    images: images === 'hotlink' ? 'local' : images,
    image: kept?.get(thumbnail),
  });
  return { post: { ...post, folder, hasPager: false }, body: sourceLineOf(file.body).body, isOutdated };
}
