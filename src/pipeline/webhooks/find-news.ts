import type { Project } from '../../config/project.ts';
import { fromZone } from '../../dates/zone.ts';
import type { ArticleFile } from '../../model/article-file.ts';
import type { WebhookEvent } from '../../model/webhook.ts';
import { absoluteUrl } from '../../publish/address.ts';
import { isOriginal, originalPathOf, outletIdOf, pageFolderOf } from '../../publish/post.ts';
import { showArticle } from '../../publish/show-article.ts';
import { articleUrlOf, toArticleId } from '../../store/article-id.ts';
import type { WebhookTable } from '../../store/reader-webhooks.ts';
import type { Store } from '../../store/store.ts';
import { decideArticle, type PolicyRules } from '../decide-articles.ts';
import { findReadable } from '../find-readable.ts';

/** Something that happened, once. */
export interface News {
  readonly event: WebhookEvent;
  /** The article file or the id of the story that it is about. */
  readonly subject: string;
  /** The same for the same thing, whenever it is found. */
  readonly key: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** News, and what is to be remembered together with them. */
export interface FoundNews {
  readonly news: readonly News[];
  readonly seen: readonly (readonly [subject: string, version: string])[];
}

type Reader = Pick<Store, 'articleChanges' | 'articleMark' | 'findArticleFile' | 'listArticles'>;
export interface NewsTools {
  readonly project: Pick<Project, 'site'>;
  readonly store: Reader;
  readonly rules: PolicyRules;
  readonly seen: Pick<WebhookTable, 'seen'>;
  /** Epoch ms. */
  readonly now: number;
}

const markSubject = 'mark articles';
const sinceSubject = 'since';

/** What happened to articles and their translations since this was asked last, as far as it may be shown; nothing the first time, when
 *  all that is there counts as known. */
export async function findArticleNews(tools: NewsTools): Promise<FoundNews> {
  const { store, seen, now } = tools;
  const mark = seen.seen(markSubject);
  if (mark === undefined) {
    const known = (await store.listArticles()).map(({ path, revision }) => [path, String(revision)] as const);
    const since = new Date(now).toISOString();
    return { news: [], seen: [...known, [markSubject, await store.articleMark()], [sinceSubject, since]] };
  }
  const changes = await store.articleChanges(mark);
  const found: FoundNews[] = [];
  for (const path of changes.changed) {
    const file = await findReadable(path, store); // broken by hand: nothing is shown of it
    if (file !== undefined) found.push(await newsOf(file, tools));
  }
  return {
    news: found.flatMap(({ news }) => news),
    seen: [...found.flatMap((one) => one.seen), [markSubject, changes.mark]],
  };
}

async function newsOf(file: ArticleFile, tools: NewsTools): Promise<FoundNews> {
  return isOriginal(file.path) ? articleNews(file, tools) : translationNews(file, tools);
}

function articleNews(file: ArticleFile, { project, rules, seen, now }: NewsTools): FoundNews {
  const { path } = file;
  const { revision = 1, gone = '' } = file.frontMatter.courant ?? {};
  const known = Number(seen.seen(path) ?? 0);
  const goneSubject = `gone ${path}`;
  const isGone = gone !== '' && gone >= (seen.seen(sinceSubject) ?? '') && seen.seen(goneSubject) !== gone;
  const shown = showIn(file, rules, now);
  const data = shown && toData(shown, project);
  const news: readonly News[] =
    data === undefined
      ? []
      : [
          ...(revision > known
            ? [
                {
                  event: known === 0 ? ('article.stored' as const) : ('article.revised' as const),
                  subject: path,
                  key: `${path} ${revision}`,
                  data,
                },
              ]
            : []),
          ...(isGone
            ? [{ event: 'article.gone' as const, subject: path, key: `${path} gone ${gone}`, data: { ...data, gone } }]
            : []),
        ];
  return { news, seen: [[path, String(revision)], ...(isGone ? [[goneSubject, gone] as const] : [])] };
}

async function translationNews(file: ArticleFile, { project, store, rules, seen, now }: NewsTools): Promise<FoundNews> {
  const { path, frontMatter } = file;
  const { translated = '', engine = '', translatedFrom = '', hash = '' } = frontMatter.courant ?? {};
  // Written by hand, or there before anybody wanted to know.
  if (translated === '' || translated < (seen.seen(sinceSubject) ?? '') || seen.seen(path) === hash) {
    return { news: [], seen: [[path, hash]] };
  }
  const original = await store.findArticleFile(originalPathOf(path)).catch(() => undefined);
  const shown = showIn(file, rules, now, original);
  if (shown === undefined) return { news: [], seen: [[path, hash]] };
  const data = { ...toData(shown, project), translatedFrom, engine };
  return { news: [{ event: 'translation.stored', subject: path, key: `${path} ${hash}`, data }], seen: [[path, hash]] };
}

function showIn(file: ArticleFile, rules: PolicyRules, now: number, original?: ArticleFile): ArticleFile | undefined {
  const showing = decideArticle(file, rules, original);
  return showing && showArticle(file, showing, now);
}

function toData(file: ArticleFile, { site }: Pick<Project, 'site'>): News['data'] {
  const { title, date, lang, tags, courant } = file.frontMatter;
  const url = articleUrlOf(file);
  return {
    ...{ id: courant?.translationKey || (url === null ? '' : toArticleId(url)), title, tags },
    url: absoluteUrl(site.url, pageFolderOf(file.path)),
    source: url ?? '',
    outlet: outletIdOf(file),
    language: lang[0] ?? 'und',
    published: courant?.published || fromZone(date, site.timeZone),
    revision: courant?.revision ?? 1,
  };
}
