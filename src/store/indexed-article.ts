import { NewsError } from '../errors.ts';
import type { ArticleFile } from '../model/article-file.ts';
import { parseSourceId, toSourceId, type ArticleId, type SourceId } from '../model/ids.ts';
import { normalizeUrl, toUrl } from '../url/normalize.ts';
import { articleUrlOf } from './article-id.ts';
import { markOf } from './seal.ts';
import type { SearchableText } from './search-index.ts';
import { searchedTexts } from './search-text.ts';
import type { ArticleRecord } from './store.ts';

/** An article as it goes into the index. */
export interface IndexedArticle {
  readonly record: ArticleRecord;
  readonly searchable: SearchableText;
}

/** Throws NewsError `store/bad-article-file`. */
export function toIndexed(id: ArticleId, file: ArticleFile): IndexedArticle {
  const record = toRecord(id, file);
  return { record, searchable: searchableOf(record, file) };
}

/** What an article is found by. */
export function searchableOf(record: ArticleRecord, file: ArticleFile): SearchableText {
  const { outlet, language, tags } = record;
  return { outlet, language, tags, authors: file.frontMatter.courant?.authors ?? [], ...searchedTexts(file) };
}

/** What the index says of a file. Throws NewsError `store/bad-article-file`. */
export function toRecord(id: ArticleId, file: ArticleFile): ArticleRecord {
  const { path, frontMatter } = file;
  const provenance = frontMatter.courant;
  const url = articleUrlOf(file);
  if (url === null)
    throw new NewsError('store/bad-article-file', { file: path, detail: 'It does not say its address.' });
  return {
    id,
    path,
    url,
    canonical: identityOf(provenance?.canonical ?? ''),
    outlet: outletOf(file),
    title: frontMatter.title,
    summary: frontMatter.summary,
    language: frontMatter.lang[0] ?? 'und',
    date: frontMatter.date,
    tags: frontMatter.tags,
    hash: markOf(file),
    revision: provenance?.revision ?? 1,
  };
}

/** A canonical address as links are known by; empty when there is none. */
function identityOf(canonical: string): string {
  const url = canonical === '' ? null : toUrl(canonical);
  return url === null ? '' : normalizeUrl(url);
}

/** The source that the file names, in the `courant:` map or as its first category. Throws NewsError `store/bad-article-file`. */
export function outletOf({ path, frontMatter }: ArticleFile): SourceId {
  const text = frontMatter.courant?.outlet || (frontMatter.categories[0] ?? '');
  const outlet = parseSourceId(text) ?? toSourceId(text);
  if (outlet === null)
    throw new NewsError('store/bad-article-file', { file: path, detail: 'It does not say its outlet.' });
  return outlet;
}
