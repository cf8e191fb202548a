import { fromZone } from '../../dates/zone.ts';
import { markdownToHtml } from '../../markdown/to-html.ts';
import type { ArticleFile } from '../../model/article-file.ts';
import type { ArticleId } from '../../model/ids.ts';
import { decideArticle } from '../../pipeline/decide-articles.ts';
import { absoluteUrl } from '../../publish/address.ts';
import { pageFolderOf, sourceLineOf } from '../../publish/post.ts';
import { toTranslation } from '../../publish/post-translation.ts';
import { showArticle } from '../../publish/show-article.ts';
import type { ArticleRecord } from '../../store/store.ts';
import type { AppContext } from '../app-context.ts';
import type { Service } from '../service.ts';
import { toArticle } from './list-articles.ts';
import type { z } from 'zod';
import type { textSchema } from './schemas.ts';

/** What reading takes; programs that have no service have this. */
export interface ReadContext extends AppContext {
  readonly service: Pick<Service, 'store' | 'rules' | 'clock'>;
}

/** An article as it may be shown. */
export interface ShownArticle {
  readonly article: ArticleRecord;
  readonly file: ArticleFile;
  readonly shown: 'full' | 'excerpt' | 'headline';
}

/** Undefined when there is no such article, nothing of it may be shown, or its file cannot be read. */
export async function findShown(context: ReadContext, id: ArticleId): Promise<ShownArticle | undefined> {
  const { store } = context.service;
  const article = await store.getArticle(id);
  const file = article && (await store.findArticleFile(article.path).catch(() => undefined));
  const shown = file && showFile(context, file);
  return article && shown && { article, ...shown };
}

/** A file as it may be shown. `original`: of a translation. */
export function showFile(
  { service: { rules, clock } }: ReadContext,
  file: ArticleFile,
  original?: ArticleFile,
): Pick<ShownArticle, 'file' | 'shown'> | undefined {
  const showing = decideArticle(file, rules, original);
  const shown = showing && showArticle(file, showing, clock.now());
  if (showing === undefined || shown === undefined || showing.text === 'private') return undefined;
  return { file: shown, shown: showing.text };
}

/** The article with its text. `file`: its own, or that of a translation, as it may be shown; `hash`: of the original as it is. */
export function toText(context: ReadContext, { article, file, shown }: ShownArticle): z.input<typeof textSchema> {
  const { title, summary, tags, lang, courant, mathjax } = file.frontMatter;
  const { body } = sourceLineOf(file.body);
  const translation = toTranslation(file, body, shown);
  const { modified = '', gone = '', authors = [] } = courant ?? {};
  return {
    ...toArticle(context, article),
    title,
    summary,
    tags: [...tags],
    language: lang[0] ?? 'und',
    url: absoluteUrl(context.pages.site.url, pageFolderOf(file.path)),
    published: courant?.published || fromZone(file.frontMatter.date, context.pages.site.timeZone),
    shown,
    authors: [...authors],
    ...(modified !== '' && { modified }),
    ...(gone !== '' && { gone }),
    markdown: body,
    html: markdownToHtml(body, { hasMath: mathjax }),
    ...(translation && {
      translation: {
        from: translation.from,
        engine: translation.engine,
        model: translation.model,
        isCurrent: translation.of === article.hash,
      },
    }),
  };
}
