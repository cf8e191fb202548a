/** What library users get of archives: `courant`. Pages, feeds and robots.txt by themselves: `courant/extract`, `courant/feeds`,
 *  `courant/robots`; a server's API: `courant/client`. */
export { buildProject, collectProject, openProject } from './pipeline/project-folder.ts';
export { formatArticleFile, parseArticleFile } from './store/article-file.ts';
export { markdownToHtml } from './markdown/to-html.ts';
export { quotesOfMarkdown } from './quotes/quotes-of-markdown.ts';
export { parseSourceId, toSourceId } from './model/ids.ts';
export { toUrl } from './url/normalize.ts';
export { NewsError, formatReport } from './errors.ts';
export type { Archive, CollectProjectOptions } from './pipeline/project-folder.ts';
export type { AttributionOptions } from './quotes/find-attributions.ts';
export type { BuildReport } from './pipeline/build-site.ts';
export type { CollectReport } from './pipeline/collect.ts';
export type { PipelineEvent } from './pipeline/work.ts';
export type { Accounting } from './store/link-store.ts';
export type { ArticleRecord, SearchHit, SearchQuery, SearchSort } from './store/store.ts';
export type { FoundTranslation } from './store/translated-articles.ts';
export type { ErrorCode, ErrorContext, ErrorPlace, SkipCode } from './errors.ts';
export type { ArticleFile, FrontMatter, Provenance } from './model/article-file.ts';
export type { Attribution, Span } from './model/attribution.ts';
export type { ArticleId, SourceId, Url } from './model/ids.ts';
export type { LocalPicture, MarkdownOptions } from './markdown/to-html.ts';
